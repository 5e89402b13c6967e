package sigil.mcp.auth;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The authorization code flow of one client, step by step, with parameters that a test can change or leave out. */
final class TestFlow {
    static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    /** Of {@link #VERIFIER}, from RFC 7636 appendix B. */
    static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    static final String STATE = "a/b+c=?&%20 d";

    final TestAuthorizationServer server;
    final TestBrowser browser;
    private final Map<String, String> request = new LinkedHashMap<>();
    private final Map<String, String> redemption = new LinkedHashMap<>();

    TestFlow(TestAuthorizationServer server, String clientId) {
        this.server = server;
        this.browser = new TestBrowser(server);
        request.put("response_type", "code");
        request.put("client_id", clientId);
        request.put("redirect_uri", TestAuthorizationServer.CALLBACK);
        request.put("state", STATE);
        request.put("scope", "read");
        request.put("code_challenge", CHALLENGE);
        request.put("code_challenge_method", "S256");
        redemption.put("grant_type", "authorization_code");
        redemption.put("client_id", clientId);
        redemption.put("redirect_uri", TestAuthorizationServer.CALLBACK);
        redemption.put("code_verifier", VERIFIER);
    }

    /** Another value in the authorization request; null leaves it out. */
    TestFlow asking(String name, String value) {
        return changed(request, name, value);
    }

    /** Another value in the token request; null leaves it out. */
    TestFlow redeeming(String name, String value) {
        return changed(redemption, name, value);
    }

    private TestFlow changed(Map<String, String> parameters, String name, String value) {
        if (value == null) {
            parameters.remove(name);
        } else {
            parameters.put(name, value);
        }
        return this;
    }

    /** Where the client sends the browser. */
    String address() {
        return "/oauth/authorize?" + TestAuthorizationServer.encoded(pairs(request));
    }

    TestAuthorizationServer.Answer begin() {
        return browser.open(address());
    }

    /** The owner signs in and allows; the answer is the redirect to the client. */
    TestAuthorizationServer.Answer allow(String... fields) {
        begin();
        browser.signIn();
        return browser.press(Decision.ALLOW, fields);
    }

    String code() {
        TestAuthorizationServer.Answer answer = allow();
        return answer.parameter("code").orElseThrow(() -> new AssertionError(answer.status() + " " + answer.body()));
    }

    TestAuthorizationServer.Answer redeem(String code, String... headers) {
        return server.post("/oauth/token", "application/x-www-form-urlencoded", redemption(code), headers);
    }

    /** The body of the token request. */
    String redemption(String code) {
        Map<String, String> form = new LinkedHashMap<>(redemption);
        form.put("code", code);
        return TestAuthorizationServer.encoded(pairs(form));
    }

    TestAuthorizationServer.Answer tokens() {
        return redeem(code());
    }

    TestAuthorizationServer.Answer refresh(String refreshToken, String... further) {
        List<String> pairs = new ArrayList<>(List.of("grant_type", "refresh_token", "client_id", redemption.get("client_id"), "refresh_token",
                refreshToken));
        Optional.ofNullable(redemption.get("client_secret")).ifPresent(secret -> pairs.addAll(List.of("client_secret", secret)));
        pairs.addAll(List.of(further));
        return server.form("/oauth/token", pairs.toArray(String[]::new));
    }

    private static String[] pairs(Map<String, String> parameters) {
        return parameters.entrySet().stream().flatMap(entry -> java.util.stream.Stream.of(entry.getKey(), entry.getValue())).toArray(String[]::new);
    }

    static String basic(String id, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
