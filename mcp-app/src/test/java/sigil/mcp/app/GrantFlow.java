package sigil.mcp.app;

import jakarta.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The authorization code flow as a client sees it, with PKCE, {@code resource} and a state of its own unless it is told otherwise. */
final class GrantFlow {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Road road;
    private final ScriptlessBrowser browser;
    private final Map<String, String> request = new LinkedHashMap<>();
    private final Map<String, String> redemption = new LinkedHashMap<>();
    private Optional<String> basic = Optional.empty();

    GrantFlow(Road road, String clientId, String redirectUri) {
        this.road = road;
        this.browser = new ScriptlessBrowser(road);
        String verifier = random();
        request.putAll(Map.of("response_type", "code", "client_id", clientId, "redirect_uri", redirectUri, "state", random(),
                "code_challenge", s256(verifier), "code_challenge_method", "S256", "resource", road.origin() + "/mcp"));
        redemption.putAll(Map.of("client_id", clientId, "redirect_uri", redirectUri, "code_verifier", verifier, "resource", road.origin() + "/mcp"));
    }

    /** A client registers itself. */
    static JsonObject register(Road road, String json) {
        RawHttp.Response answer = road.json("/oauth/register", json.replace('\'', '"'));
        if (answer.status() != 201) {
            throw new AssertionError(answer);
        }
        return Rpc.parse(answer.body()).asJsonObject();
    }

    /** A flow of a client that has just registered with one redirect URI, without a secret. */
    static GrantFlow ofNewClient(Road road, String redirectUri) {
        return new GrantFlow(road, register(road, "{'client_name':'Test','redirect_uris':['" + redirectUri + "']}").getString("client_id"), redirectUri);
    }

    /** Another parameter of the authorization request. */
    GrantFlow asking(String name, String value) {
        request.put(name, value);
        return this;
    }

    /** Another parameter of the token request. */
    GrantFlow redeeming(String name, String value) {
        redemption.put(name, value);
        return this;
    }

    /** Leaves parameters out, of both requests. */
    GrantFlow without(String... names) {
        for (String name : names) {
            request.remove(name);
            redemption.remove(name);
        }
        return this;
    }

    /** Proves itself in the header instead of the body. */
    GrantFlow withBasic(String secret) {
        String pair = redemption.get("client_id") + ":" + secret;
        basic = Optional.of("Authorization: Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        redemption.remove("client_id");
        return this;
    }

    /** The same client over again, with a browser of its own. */
    GrantFlow again() {
        GrantFlow flow = new GrantFlow(road, request.get("client_id"), request.get("redirect_uri"));
        flow.basic = basic;
        return flow;
    }

    ScriptlessBrowser browser() {
        return browser;
    }

    String asked(String name) {
        return request.get(name);
    }

    String verifier() {
        return redemption.get("code_verifier");
    }

    /** Where the client sends the browser. */
    String target() {
        return "/oauth/authorize?" + Query.of(request);
    }

    /** What the person sees first. */
    RawHttp.Response begin() {
        return browser.open(target());
    }

    /** The owner signs in and allows: where his browser is sent then. */
    URI allowed(String passphrase) {
        begin();
        browser.press("sign_in", "passphrase", passphrase);
        browser.press("allow");
        return browser.landing();
    }

    /** The member approves at the box the code that his browser shows, and allows: the tokens. */
    JsonObject tokens(Consumer<String> approve) {
        begin();
        approve.accept(browser.boxCode());
        browser.press("approved");
        browser.press("allow");
        return json(redeem(code(browser.landing())));
    }

    /** The code of an answer, after the checks that a careful client makes (RFC 9207 section 2.4; RFC 6749 section 10.12). */
    String code(URI landing) {
        if (!Query.find(landing, "iss").equals(Optional.of(road.origin())) || !Query.find(landing, "state").equals(Optional.ofNullable(request.get("state")))) {
            throw new AssertionError("not the answer to this request: " + landing);
        }
        return Query.need(landing, "code");
    }

    RawHttp.Response redeem(String code) {
        return token(Map.of("grant_type", "authorization_code", "code", code));
    }

    /** From the beginning to the tokens. */
    JsonObject tokens(String passphrase) {
        return json(redeem(code(allowed(passphrase))));
    }

    RawHttp.Response refresh(String refreshToken) {
        return token(Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    private RawHttp.Response token(Map<String, String> further) {
        Map<String, String> form = new LinkedHashMap<>(redemption);
        if (further.containsKey("refresh_token")) {
            form.remove("redirect_uri");
            form.remove("code_verifier");
        }
        form.putAll(further);
        return road.form("/oauth/token", Query.of(form), basic.stream().toArray(String[]::new));
    }

    /** The body of an answer of status 200. */
    static JsonObject json(RawHttp.Response response) {
        if (response.status() != 200) {
            throw new AssertionError(response);
        }
        return Rpc.parse(response.body()).asJsonObject();
    }

    /** Status and error of an answer that refuses. */
    static String error(RawHttp.Response response) {
        return response.status() + " " + Rpc.parse(response.body()).asJsonObject().getString("error", "(no error)");
    }

    /** 43 characters that nobody knows. */
    static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return base64(bytes);
    }

    static String s256(String verifier) {
        try {
            return base64(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
