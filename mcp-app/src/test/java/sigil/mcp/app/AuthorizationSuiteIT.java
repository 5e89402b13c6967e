package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.JsonInput;

/** The official suite's scenarios for authorization servers, both of them: it asks as a client that registered itself, and a person lets it in. */
class AuthorizationSuiteIT {
    private static final String PASSPHRASE = "correct aardvark, battery and a staple";
    private static final JsonInput JSON = new JsonInput(200);

    @TempDir
    private static Path home;

    /**
     * What the suite says.
     *
     * @param check  its name
     * @param status what came of it
     */
    private record Verdict(String check, String status, String message) {
    }

    @Test
    void bothScenariosPass() throws Exception {
        NodeClients clients = NodeClients.install(home);
        Image image = Image.in(home);
        Image.write(home.resolve("sample/README.md"), "Hello\n");
        try (TunnelStandIn tunnel = TunnelStandIn.open(home);
                RunningImage server = RunningImage.start(image, "--repo", "sample=" + home.resolve("sample"), "--set",
                        "server.public_url=" + tunnel.publicUrl())) {
            tunnel.leadTo(server.port());
            image.setPassphrase(PASSPHRASE);
            int callback = freePort();
            Path results = home.resolve("results");
            RunningClient suite = clients.authorizationSuite(tunnel.certificate().pem(), "--url", tunnel.publicUrl(),
                    "--client-id", register(tunnel, "http://127.0.0.1:" + callback + "/callback"), "--port", String.valueOf(callback),
                    "--output-dir", results.toString());
            ScriptlessBrowser browser = new ScriptlessBrowser(Road.through(tunnel));
            browser.open(targetToOpen(suite, tunnel));
            browser.press("sign_in", "passphrase", PASSPHRASE);
            browser.press("allow");
            URI back = browser.landing();
            RawHttp.once(callback, "GET", back.getRawPath() + "?" + back.getRawQuery(), List.of("Host: " + back.getRawAuthority()), "");
            RunningClient.Ended ended = suite.end();
            System.out.println(ended.out());
            List<Verdict> verdicts = verdicts(results);
            assertThat(ended.out() + ended.err(), verdicts, contains(
                    new Verdict("authorization-code-grant", "SUCCESS", ""),
                    new Verdict("authorization-server-metadata", "SUCCESS", ""),
                    new Verdict("authorization-server-metadata-cimd", "SUCCESS", "")));
            assertThat("exit code of the suite", ended.exitCode(), is(0));
        }
    }

    /** The suite says which address of the server a person is to open, and waits. */
    private static String targetToOpen(RunningClient suite, TunnelStandIn tunnel) {
        String line = suite.line();
        while (!line.startsWith(tunnel.publicUrl())) {
            line = suite.line();
        }
        return line.strip().substring(tunnel.publicUrl().length());
    }

    private static String register(TunnelStandIn tunnel, String redirectUri) {
        return GrantFlow.register(Road.through(tunnel), "{'client_name':'Conformance suite','token_endpoint_auth_method':'none','redirect_uris':['"
                + redirectUri + "']}").getString("client_id");
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return free.getLocalPort();
        }
    }

    private static List<Verdict> verdicts(Path results) throws Exception {
        try (Stream<Path> files = Files.walk(results)) {
            return files.filter(file -> file.endsWith("checks.json")).flatMap(AuthorizationSuiteIT::checks)
                    .sorted((one, other) -> one.check().compareTo(other.check())).toList();
        }
    }

    private static Stream<Verdict> checks(Path file) {
        try {
            return JSON.read(Files.readAllBytes(file)).asJsonArray().getValuesAs(JsonObject.class).stream()
                    .map(check -> new Verdict(check.getString("id"), check.getString("status"), JsonCodec.string(check, "errorMessage").orElse("")));
        } catch (Exception e) {
            throw new AssertionError(file.toString(), e);
        }
    }
}
