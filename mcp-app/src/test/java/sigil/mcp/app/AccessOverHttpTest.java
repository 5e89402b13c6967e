package sigil.mcp.app;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.auth.AccessAssertions;
import sigil.mcp.auth.AccessProvider;
import sigil.mcp.auth.AccessTokens;
import sigil.mcp.auth.AuthStore;
import sigil.mcp.auth.Authentication;
import sigil.mcp.auth.BearerTokenProvider;
import sigil.mcp.core.Caller;
import sigil.mcp.core.Scope;
import sigil.mcp.http.FurtherRoutes;
import sigil.mcp.http.McpHttpServer;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/** Assertions of Cloudflare Access in front of the gate, which remembers acceptances by the {@code Authorization} header. */
class AccessOverHttpTest {
    private static final KeyPair TEAM = pair();

    @TempDir
    private Path directory;
    private AuthStore store;
    private AccessTokens tokens;
    private McpHttpServer server;
    private String token;

    @BeforeEach
    void start() {
        Configuration configuration = new Loaded(directory).json("""
                {"server": {"port": 0}, "auth": {"cloudflare_access": {"team": "example.cloudflareaccess.com", "audience": "tag", "covers": "all",
                 "members": ["anna@example.com=anna", "berta@example.com=berta"]}}}""", "--repo", directory.toString());
        store = AuthStore.open(directory.resolve("state"));
        tokens = store.tokens();
        token = tokens.create("chatgpt", Scope.READ, Optional.empty()).text().reveal();
        store.members().add("anna");
        store.members().add("berta");
        var provider = new AccessProvider(new AccessAssertions(configuration.cloudflareAccess().orElseThrow(), _ -> keys()), store.members(), Scope.WRITE,
                new BearerTokenProvider(tokens));
        var who = new FurtherRoutes(routing -> routing.get("/who",
                (request, response) -> response.send(request.context().get(Caller.class).map(Caller::name).orElseThrow())), Set.of(), Set.of());
        server = McpHttpServer.create(configuration.httpSettings(), Features.open(configuration).server(), Authentication.by(provider), List.of(), who);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
        store.close();
    }

    @Test
    void anAssertionOrATokenOpensEveryRouteBehindTheGate() {
        for (String route : List.of("/mcp", "/")) {
            assertThat(route, posted(route, assertion("anna@example.com")), is(200));
            assertThat(route, posted(route, bearer(token)), is(200));
            assertThat(route, posted(route), is(401));
            assertThat(route, posted(route, assertion("stranger@example.com")), is(401));
        }
    }

    // row: SEC-27
    @Test
    void aCallerWhomAnAssertionProvedIsNotRememberedForAnother() {
        String anna = assertion("anna@example.com");
        for (String authorization : List.of("Authorization: Bearer x", bearer(token), "Authorization: Basic eDp5")) {
            assertThat(who(authorization, anna), is("200 anna/access"));
            assertThat(who(authorization, anna), is("200 anna/access"));
            assertThat(who(authorization, assertion("berta@example.com")), is("200 berta/access"));
            assertThat(who(authorization), is(authorization.equals(bearer(token)) ? "200 chatgpt" : "401"));
        }
    }

    // row: SEC-27
    @Test
    void aTokenThatWasAcceptedIsNoReasonToOverlookTheAssertionBesideIt() {
        for (int i = 0; i < 3; i++) {
            assertThat(who(bearer(token)), is("200 chatgpt"));
        }
        assertThat(who(bearer(token), assertion("stranger@example.com")), is("401"));
        assertThat(who(bearer(token), "Cf-Access-Jwt-Assertion: x"), is("401"));
        assertThat(who(bearer(token), "Cf-Access-Jwt-Assertion:"), is("401"));
        assertThat(who(bearer(token), assertion("anna@example.com"), assertion("anna@example.com")), is("401"));
        assertThat(who(bearer(token), assertion("anna@example.com")), is("200 anna/access"));
        assertThat(who(bearer(token)), is("200 chatgpt"));
    }

    @Test
    void aRevokedTokenIsRefusedAtOnceHereToo() {
        assertThat(who(bearer(token)), is("200 chatgpt"));
        tokens.revoke("chatgpt");
        assertThat(who(bearer(token)), is("401"));
    }

    private String who(String... headerLines) {
        RawHttp.Response response = RawHttp.once(server.port(), "GET", "/who", List.of(headerLines), "");
        return response.status() == 200 ? "200 " + response.body() : String.valueOf(response.status());
    }

    private int posted(String route, String... headerLines) {
        List<String> all = new ArrayList<>(List.of("Content-Type: application/json", "Accept: application/json, text/event-stream"));
        all.addAll(List.of(headerLines));
        return RawHttp.once(server.port(), "POST", route, all, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}").status();
    }

    private static String bearer(String token) {
        return "Authorization: Bearer " + token;
    }

    private static String assertion(String email) {
        long now = Instant.now().getEpochSecond();
        String content = Stream.of("{\"alg\":\"RS256\",\"kid\":\"one\"}", "{\"iss\":\"https://example.cloudflareaccess.com\",\"aud\":[\"tag\"],\"email\":\""
                + email + "\",\"iat\":" + now + ",\"exp\":" + (now + 600) + "}").map(json -> base64(json.getBytes(StandardCharsets.UTF_8)))
                .reduce((header, payload) -> header + "." + payload).orElseThrow();
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(TEAM.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return "Cf-Access-Jwt-Assertion: " + content + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] keys() {
        RSAPublicKey key = (RSAPublicKey) TEAM.getPublic();
        return "{\"keys\":[{\"kid\":\"one\",\"kty\":\"RSA\",\"alg\":\"RS256\",\"use\":\"sig\",\"e\":\"%s\",\"n\":\"%s\"}]}"
                .formatted(base64(key.getPublicExponent().toByteArray()), base64(key.getModulus().toByteArray())).getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
