package sigil.mcp.app;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;

/**
 * A client and the browser that it sends to an authorization server.
 *
 * @param port where the server listens
 */
record Visitor(int port) {
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final Pattern CODE = Pattern.compile("sigil-mcp approve ([A-Z]{4}-[A-Z]{4})<");
    private static final Pattern HIDDEN = Pattern.compile("<input type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\">");
    private static final Pattern REDIRECTED = Pattern.compile("http-equiv=\"refresh\" content=\"0;url=[^\"]*[?&]code=([^&\"]+)");
    private static final Pattern CLIENT_ID = Pattern.compile("\"client_id\":\"([^\"]+)\"");

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
        RawHttp.Response sent = RawHttp.once(port, "GET", "/oauth/authorize?" + form(request), List.of(), "");
        String cookie = sent.first("Set-Cookie").orElseThrow(() -> new AssertionError(sent)).split(";")[0];
        return new Visit(port, sent.first("Location").orElseThrow(), new AtomicReference<>(cookie));
    }

    /** A browser that waits for its member. */
    record Visit(int port, String path, AtomicReference<String> cookie) {
        String page() {
            RawHttp.Response page = RawHttp.once(port, "GET", path, List.of("Cookie: " + cookie), "");
            page.first("Set-Cookie").ifPresent(renewed -> cookie.set(renewed.split(";")[0]));
            return page.body();
        }

        /** The code that the page shows. */
        String code() {
            String page = page();
            Matcher code = CODE.matcher(page);
            if (!code.find()) {
                throw new AssertionError("no code: " + page);
            }
            return code.group(1);
        }

        /** Whether the page asks for a decision, since the member has proven himself. */
        boolean asksForConsent() {
            return page().contains("value=\"allow\"");
        }

        /** The member says yes; the answer is the code for the client. */
        String allow() {
            return REDIRECTED.matcher(press("decision", "allow").body()).results().map(code -> code.group(1)).findFirst()
                    .orElseThrow(() -> new AssertionError("not allowed"));
        }

        /** Sends the form of the page with a field of the person. */
        RawHttp.Response press(String... fields) {
            Map<String, String> form = HIDDEN.matcher(page()).results().collect(Collectors.toMap(hidden -> hidden.group(1), hidden -> hidden.group(2),
                    (first, again) -> first));
            for (int i = 0; i < fields.length; i += 2) {
                form.put(fields[i], fields[i + 1]);
            }
            return RawHttp.once(port, "POST", path.split("\\?")[0], List.of("Cookie: " + cookie, FORM), form(form));
        }
    }

    /**
     * A client with a secret and without PKCE is let in by a member, and takes its tokens: the access token.
     *
     * @param approve takes the code on the page
     */
    String letIn(String clientId, String secret, String redirectUri, Consumer<String> approve) {
        Visit visit = visit(clientId, redirectUri, "read");
        approve.accept(visit.code());
        RawHttp.Response tokens = token(Map.of("grant_type", "authorization_code", "client_id", clientId, "client_secret", secret,
                "redirect_uri", redirectUri, "code", visit.allow()));
        try {
            return new JsonInput(8).read(tokens.body()).asJsonObject().getString("access_token");
        } catch (MalformedJsonException | NullPointerException e) {
            throw new AssertionError(tokens.toString(), e);
        }
    }

    /** A client registers itself. */
    String register(String json) {
        RawHttp.Response registered = RawHttp.once(port, "POST", "/oauth/register", List.of("Content-Type: application/json"), json.replace('\'', '"'));
        return CLIENT_ID.matcher(registered.body()).results().map(id -> id.group(1)).findFirst().orElseThrow(() -> new AssertionError(registered));
    }

    /** Whether the token endpoint knows a client by its secret; that its token is none is another matter. */
    boolean isKnown(String clientId, String secret) {
        return token(Map.of("grant_type", "refresh_token", "client_id", clientId, "client_secret", secret, "refresh_token", "none")).body()
                .contains("invalid_grant");
    }

    private RawHttp.Response token(Map<String, String> fields) {
        return RawHttp.once(port, "POST", "/oauth/token", List.of(FORM), form(fields));
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream().map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
