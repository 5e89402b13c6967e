package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every secret of a whole flow is followed as a canary through the log, the audit trail and the files. */
class CanaryTest extends WithAuthorizationServer {
    private final StringBuffer log = new StringBuffer();
    private final Logger logger = Logger.getLogger("sigil");
    private final Handler everything = new Handler() {
        @Override
        public void publish(LogRecord line) {
            log.append(line.getMessage()).append(List.of(line.getParameters() == null ? new Object[0] : line.getParameters())).append(line.getThrown())
                    .append('\n');
        }

        @Override
        public void flush() {
            // nothing is held back
        }

        @Override
        public void close() {
            // nothing is held
        }
    };

    @BeforeEach
    void listen() {
        everything.setLevel(Level.ALL);
        logger.setLevel(Level.ALL);
        logger.addHandler(everything);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(everything);
        logger.setLevel(null);
    }

    // row: AS-19
    // row: RS-16
    // row: SEC-26
    @Test
    void noSecretIsWrittenDownAnywhere() throws IOException {
        List<String> canaries = new ArrayList<>(List.of(TestAuthorizationServer.PASSPHRASE, TestFlow.VERIFIER));
        var confidential = server.register("{'redirect_uris':['" + TestAuthorizationServer.CALLBACK + "'],'token_endpoint_auth_method':'client_secret_post'}");
        canaries.add(confidential.get("client_secret"));
        flow = new TestFlow(server, confidential.get("client_id")).redeeming("client_secret", confidential.get("client_secret"));
        flow.begin();
        canaries.addAll(flow.browser.cookies.values());
        canaries.add(flow.browser.hidden(FormKey.REQUEST));
        canaries.add(flow.browser.hidden(FormKey.CSRF));
        canaries.add(flow.browser.code());
        flow.browser.press(Decision.SIGN_IN, SignInPage.PASSPHRASE, "canary of a wrong passphrase");
        canaries.add("canary of a wrong passphrase");
        flow.browser.signIn();
        canaries.addAll(flow.browser.cookies.values());
        canaries.add(flow.browser.hidden(FormKey.CSRF));
        String code = flow.browser.press(Decision.ALLOW).parameter("code").orElseThrow();
        canaries.add(code);
        flow.redeeming("code_verifier", "wrong-verifier-canary-wrong-verifier-canary").redeem(code);
        canaries.add("wrong-verifier-canary-wrong-verifier-canary");
        var tokens = flow.redeeming("code_verifier", TestFlow.VERIFIER).redeem(code);
        canaries.add(tokens.get("access_token"));
        canaries.add(tokens.get("refresh_token"));
        var second = flow.refresh(tokens.get("refresh_token"));
        canaries.add(second.get("access_token"));
        canaries.add(second.get("refresh_token"));
        flow.redeeming("client_secret", "sigil_cs_" + "c".repeat(43)).refresh(second.get("refresh_token"));
        canaries.add("sigil_cs_" + "c".repeat(43));
        server.accepts(second.get("access_token"));
        flow.redeeming("client_secret", confidential.get("client_secret")).redeem(code);
        String device = device();
        canaries.add(device);
        everyPlaceFails(second.get("access_token"), second.get("refresh_token"));

        assertThat(log.toString(), containsString("cannot use its database"));
        for (String canary : canaries) {
            assertHidden(log.toString(), canary);
            assertHidden(server.audit().toString(), canary);
        }
        server.store.close();
        try (var files = Files.list(directory.resolve("state"))) {
            for (Path file : files.toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                canaries.forEach(canary -> assertThat(file + " holds " + canary, content.contains(canary), is(false)));
                canaries.stream().filter(canary -> canary.startsWith("sigil_")).forEach(canary -> assertThat(file + " holds the bytes of " + canary,
                        content.contains(bytes(canary)), is(false)));
            }
        }
    }

    // row: SEC-26
    @Test
    void aPageTakesNoSecretAlongToAnotherHost() {
        assertThat(flow.begin().header("Referrer-Policy"), is("same-origin"));
        assertThat(flow.browser.signIn().header("Referrer-Policy"), is("same-origin"));
        assertThat(flow.browser.post(Decision.ALLOW).header("Referrer-Policy"), is("same-origin"));
        // a redirect that leaves at once: the address of this request holds the state
        assertThat(flow.asking("scope", "admin").begin().header("Referrer-Policy"), is("no-referrer"));
    }

    private String device() {
        String id = server.register("{'grant_types':['" + TokenEndpoint.DEVICE_CODE + "']}").get("client_id");
        String code = server.form("/oauth/device", "client_id", id).get("device_code");
        server.form("/oauth/token", "grant_type", TokenEndpoint.DEVICE_CODE, "client_id", id, "device_code", code);
        return code;
    }

    /** An error of the database is told in the log, and to nobody else. */
    private void everyPlaceFails(String access, String refresh) {
        server.store.connections().lend(session -> {
            session.run("alter table refresh rename to elsewhere");
            return null;
        });
        assertThat(flow.refresh(refresh).refusal(), is("503 temporarily_unavailable"));
        server.store.connections().lend(session -> {
            session.run("alter table elsewhere rename to refresh");
            return null;
        });
        assertThat(server.accepts(access), is(false));
    }

    private static void assertHidden(String shown, String canary) {
        assertThat(shown, not(containsString(canary)));
        assertThat(shown, not(containsString(canary.substring(canary.startsWith("sigil_") ? "sigil_xx_".length() : 0))));
    }

    private static String bytes(String secret) {
        return new String(Base64.getUrlDecoder().decode(secret.substring("sigil_xx_".length())), StandardCharsets.ISO_8859_1);
    }
}
