package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of requests to the token endpoint and of its answers (RFC 6749 sections 3.2, 5.1 and 5.2). */
class TokenRequestTest extends WithAuthorizationServer {
    private static final String FORM = "application/x-www-form-urlencoded";

    // row: AS-17
    // row: SEC-32
    @Test
    void theAnswerIsJsonThatNobodyKeeps() {
        var tokens = flow.tokens();
        assertThat(tokens.all("Content-Type"), is(List.of("application/json")));
        assertThat(tokens.all("Cache-Control"), is(List.of("no-store")));
        var refused = flow.redeem("x");
        assertThat(refused.all("Content-Type"), is(List.of("application/json")));
        assertThat(refused.all("Cache-Control"), is(List.of("no-store")));
    }

    @Test
    void aBodyThatBreaksOffIsNoFaultOfTheServer() throws Exception {
        var logged = new java.util.concurrent.CopyOnWriteArrayList<java.util.logging.LogRecord>();
        var handler = new java.util.logging.Handler() {
            @Override
            public void publish(java.util.logging.LogRecord record) {
                if (record.getLevel().intValue() >= java.util.logging.Level.WARNING.intValue()) {
                    logged.add(record);
                }
            }

            @Override
            public void flush() {
                // nothing is kept back
            }

            @Override
            public void close() {
                // nothing is held
            }
        };
        var helidon = java.util.logging.Logger.getLogger("io.helidon");
        helidon.addHandler(handler);
        try (var socket = new java.net.Socket("127.0.0.1", server.uri("/").getPort())) {
            socket.getOutputStream().write(("POST /oauth/token HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: " + FORM
                    + "\r\nContent-Length: 100\r\n\r\na").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            assertThat("closed without an answer", socket.getInputStream().readAllBytes().length, is(0));
        } finally {
            helidon.removeHandler(handler);
        }
        assertThat(logged, is(List.of()));
    }

    // row: AS-17
    @Test
    void parametersInTheQueryAreRefused() {
        String body = flow.redemption(flow.code());
        assertThat(server.post("/oauth/token?" + body, FORM, "").refusal(), is("400 invalid_request"));
        assertThat(server.post("/oauth/token?client_id=x", FORM, body).refusal(), is("400 invalid_request"));
        assertThat(server.post("/oauth/token", FORM, body).status(), is(200));
    }

    // row: AS-17
    @Test
    void nothingButAFormIsRead() {
        String code = flow.code();
        String json = "{\"grant_type\":\"authorization_code\",\"code\":\"" + code + "\"}";
        assertThat(server.post("/oauth/token", "application/json", json).refusal(), is("400 invalid_request"));
        assertThat(server.post("/oauth/token", "text/plain", flow.redemption(code)).refusal(), is("400 invalid_request"));
        assertThat(server.post("/oauth/token", "multipart/form-data; boundary=x", flow.redemption(code)).refusal(), is("400 invalid_request"));
        assertThat(server.post("/oauth/token", "application/x-www-form-urlencoded;charset=UTF-8", flow.redemption(code)).status(), is(200));
    }

    // row: AS-17
    @ParameterizedTest
    @ValueSource(strings = {"grant_type", "client_id", "client_secret", "code", "redirect_uri", "code_verifier", "refresh_token", "scope", "device_code"})
    void noParameterMayComeTwice(String name) {
        String code = flow.code();
        String twice = "&" + name + "=a&" + name + "=b";
        assertThat(server.post("/oauth/token", FORM, flow.redemption(code) + twice).refusal(), is("400 invalid_request"));
        assertThat(flow.redeem(code).status(), is(200));
    }

    // row: AS-17
    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE"})
    void theEndpointTakesPostAlone(String method) {
        for (String path : List.of("/oauth/token", "/token", "/oauth/revoke", "/oauth/register", "/oauth/introspect", "/oauth/device")) {
            var answer = server.send(method, path, "");
            assertThat(answer.status(), is(405));
            assertThat(answer.header("Allow"), is("POST"));
        }
    }

    // row: AS-18
    @Test
    void eachFaultHasItsOwnError() {
        flow.redeeming("grant_type", null);
        assertThat(flow.redeem("x").refusal(), is("400 invalid_request"));
        flow.redeeming("grant_type", "authorization_code");
        assertThat(flow.redeem("").refusal(), is("400 invalid_request"));
        assertThat(flow.redeem("x").refusal(), is("400 invalid_grant"));
        assertThat(flow.redeeming("resource", "https://other.example.com").redeem("x").refusal(), is("400 invalid_target"));
        flow.redeeming("resource", null);
        assertThat(flow.refresh("x").refusal(), is("400 invalid_grant"));
        assertThat(flow.redeeming("client_id", "nobody").redeem("x").refusal(), is("401 invalid_client"));
        assertThat(flow.redeeming("client_id", null).redeem("x").refusal(), is("400 invalid_request"));
    }

    // row: AS-01
    // row: AS-18
    @ParameterizedTest
    @ValueSource(strings = {"password", "client_credentials", "implicit", "urn:ietf:params:oauth:grant-type:jwt-bearer",
        "urn:ietf:params:oauth:grant-type:token-exchange", "AUTHORIZATION_CODE"})
    void thereAreNoOtherGrants(String grant) {
        var client = server.owned(true, TestAuthorizationServer.CALLBACK);
        var answer = server.form("/oauth/token", "grant_type", grant, "client_id", client.id(), "client_secret", client.secret(),
                "username", "owner", "password", TestAuthorizationServer.PASSPHRASE, "scope", "read");
        assertThat(answer.refusal(), is("400 unsupported_grant_type"));
    }

    @Test
    void whatIsMalformedIsRefusedAndHarmsNobody() {
        assertThat(server.post("/oauth/token", FORM, "grant_type=%zz").refusal(), is("400 invalid_request"));
        assertThat(server.post("/oauth/token", FORM, "grant_type=%ff").refusal(), is("400 invalid_request"));
        assertThat(server.post("/oauth/token", FORM, "&=&&==").refusal(), is("400 invalid_request"));
        assertThat(server.post("/oauth/token", FORM, "").refusal(), is("400 invalid_request"));
        assertThat(server.post("/oauth/token", FORM, "a=b&".repeat(101)).refusal(), is("400 invalid_request"));
        assertThat(server.post("/oauth/token", FORM, "code=" + "a".repeat(20_000)).refusal(), is("400 invalid_request"));
        assertThat(flow.tokens().status(), is(200));
    }

    // row: AS-16
    @Test
    void theScopeThatWasGrantedIsAlwaysSaid() {
        assertThat(flow.asking("scope", null).tokens().get("scope"), is("read"));
        assertThat(flow.asking("scope", "read openid offline_access").tokens().get("scope"), is("read"));
        assertThat(flow.asking("scope", "openid profile").tokens().get("scope"), is("read"));
    }

    // row: AS-16
    @Test
    void aCodeBuysNoMoreThanWasGrantedWhateverTheTokenRequestSays() {
        var tokens = flow.redeeming("scope", "read write").tokens();
        assertThat(tokens.get("scope"), is("read"));
        assertThat(((Verdict.Accepted) server.judge(tokens.get("access_token"))).caller().scopes().toString(), is("[READ]"));
    }

    @Test
    void theEndpointStandsAtTheRootToo() {
        var answer = server.post("/token", FORM, flow.redemption(flow.code()));
        assertThat(answer.get("access_token"), startsWith("sigil_at_"));
    }
}
