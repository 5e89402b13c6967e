package sigil.mcp.app;

import io.helidon.webserver.WebServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sigil.mcp.auth.AuthStore;
import sigil.mcp.auth.AuthorizationServer;
import sigil.mcp.auth.Issuer;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;

/** A running authorization server over a state directory, with whatever a browser and a client send it. */
final class SignInPages implements AutoCloseable {
    private static final Pattern CODE = Pattern.compile("sigil-mcp approve ([A-Z]{4}-[A-Z]{4})<");
    private static final Pattern HIDDEN = Pattern.compile("<input type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\">");
    private static final Pattern REDIRECTED = Pattern.compile("http-equiv=\"refresh\" content=\"0;url=[^\"]*[?&]code=([^&\"]+)");

    private final AuthStore store;
    private final AuthorizationServer authorization;
    private final WebServer web;

    SignInPages(Path state) {
        store = AuthStore.open(state);
        authorization = AuthorizationServer.create(store, Issuer.of("https://mcp.example.com"),
                new AuthorizationServer.Settings(AuthorizationServer.Settings.KNOWN_SCHEMES, Set.of(), request -> "203.0.113.7", "test"), Optional.empty());
        web = WebServer.builder().host("127.0.0.1").port(0).routing(authorization::register).build().start();
    }

    /** What a client tells the browser to ask for, and the page that it is shown for that. */
    Visit visit(String clientId, String redirectUri, String scope) {
        return visit(Map.of("response_type", "code", "client_id", clientId, "redirect_uri", redirectUri, "scope", scope, "state", "s"));
    }

    /** The same by a client that uses PKCE. */
    Visit visitWithPkce(String clientId, String redirectUri) {
        return visit(Map.of("response_type", "code", "client_id", clientId, "redirect_uri", redirectUri, "code_challenge_method", "S256",
                "code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
    }

    private Visit visit(Map<String, String> request) {
        RawHttp.Response sent = get("/oauth/authorize?" + form(request), List.of());
        String cookie = sent.first("Set-Cookie").orElseThrow(() -> new AssertionError(sent)).split(";")[0];
        return new Visit(sent.first("Location").orElseThrow(), cookie);
    }

    /** A browser that waits for its member. */
    final class Visit {
        private final String path;
        private final String cookie;

        private Visit(String path, String cookie) {
            this.path = path;
            this.cookie = cookie;
        }

        String page() {
            RawHttp.Response response = get(path, List.of("Cookie: " + cookie));
            return response.body();
        }

        /** The code that the page shows. */
        String code() {
            Matcher code = CODE.matcher(page());
            if (!code.find()) {
                throw new AssertionError("no code: " + page());
            }
            return code.group(1);
        }

        /** The member says yes; the answer is the code for the client. */
        String allow() {
            Map<String, String> fields = HIDDEN.matcher(page()).results().collect(Collectors.toMap(hidden -> hidden.group(1), hidden -> hidden.group(2)));
            fields.put("decision", "allow");
            RawHttp.Response sent = RawHttp.once(web.port(), "POST", path.split("\\?")[0],
                    List.of("Cookie: " + cookie, "Content-Type: application/x-www-form-urlencoded"), form(fields));
            return REDIRECTED.matcher(sent.body()).results().map(code -> code.group(1)).findFirst()
                    .orElseThrow(() -> new AssertionError(sent));
        }
    }

    /** A client with a secret and without PKCE is let in by its member, and takes its tokens: the access token. */
    String letIn(String clientId, String secret, String redirectUri, String member) {
        Visit visit = visit(clientId, redirectUri, "read");
        if (!store.approve(visit.code(), member)) {
            throw new AssertionError("not approved");
        }
        RawHttp.Response tokens = RawHttp.once(web.port(), "POST", "/oauth/token", List.of("Content-Type: application/x-www-form-urlencoded"),
                form(Map.of("grant_type", "authorization_code", "client_id", clientId, "client_secret", secret, "redirect_uri", redirectUri,
                        "code", visit.allow())));
        try {
            return new JsonInput(8).read(tokens.body()).asJsonObject().getString("access_token");
        } catch (MalformedJsonException | NullPointerException e) {
            throw new AssertionError(tokens.toString(), e);
        }
    }

    AuthStore store() {
        return store;
    }

    /** A client registers itself. */
    String register(String json) {
        RawHttp.Response registered = RawHttp.once(web.port(), "POST", "/oauth/register", List.of("Content-Type: application/json"), json.replace('\'', '"'));
        return Pattern.compile("\"client_id\":\"([^\"]+)\"").matcher(registered.body()).results().map((MatchResult id) -> id.group(1)).findFirst()
                .orElseThrow(() -> new AssertionError(registered));
    }

    /** Whether a token endpoint still knows a client by its secret; a code that is unknown is another matter. */
    boolean knows(String clientId, String secret) {
        RawHttp.Response answer = RawHttp.once(web.port(), "POST", "/oauth/token", List.of("Content-Type: application/x-www-form-urlencoded"),
                form(Map.of("grant_type", "refresh_token", "client_id", clientId, "client_secret", secret, "refresh_token", "none")));
        return answer.body().contains("invalid_grant");
    }

    private RawHttp.Response get(String path, List<String> headers) {
        return RawHttp.once(web.port(), "GET", path, headers, "");
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream().map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    @Override
    public void close() {
        web.stop();
        authorization.close();
        store.close();
    }
}
