package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sigil.mcp.core.JsonCodec;

/** Markup in whatever a client or a visitor may write is text on every page. */
class MarkupAttacksIT extends WithTunnelledServer {
    /** A tag that no page has, and ways out of attributes, of elements and of what some take for the end of an escape. */
    private static final String MARKUP = "xss7\"'><xss7 onload=alert(1)></title></script><!--&lt;{csrf}&#60;xss7>\u202exss7";
    private static final String CALLBACK = "https://app.example.com/callback?xss7='onload=alert(1)'";
    private static final Pattern INSIDE_TAG = Pattern.compile("<[^>]*xss7[^>]*>");

    @BeforeAll
    static void addMember() {
        // with two of them the page asks for a name
        Image.Finished added = server.image().run("member", "add", "anna");
        assertThat(added.err(), added.exitCode(), is(0));
    }

    private static Road road() {
        return server.straight().from(elsewhere());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static RawHttp.Response assertText(RawHttp.Response page) {
        String body = page.body();
        assertThat(page.first("Content-Type").orElse(""), startsWith("text/html"));
        assertThat(body, not(containsString("<xss7")));
        assertThat(body, not(containsString("xss7\"'>")));
        assertThat(body, not(containsString("\u202e")));
        assertThat(body, not(containsString("<script")));
        // in a tag it stands in the value of an attribute, with nothing that ends it
        INSIDE_TAG.matcher(body).results().forEach(tag -> assertThat(tag.group(), not(containsString("'onload"))));
        assertThat(page.first("Content-Security-Policy").orElse(""), allOf(containsString("default-src 'none'"), containsString("frame-ancestors 'none'"),
                not(containsString("script-src"))));
        assertThat(page.first("X-Content-Type-Options").orElse(""), is("nosniff"));
        return page;
    }

    private static String register(String redirectUri) {
        JsonObject body = JsonCodec.object().add("client_name", "Nice " + MARKUP).add("client_uri", "https://app.example.com/" + MARKUP)
                .add("logo_uri", "https://app.example.com/logo.png?" + MARKUP).add("policy_uri", MARKUP).add("scope", MARKUP).add("software_id", MARKUP)
                .add("redirect_uris", JsonCodec.array(List.of(redirectUri))).build();
        RawHttp.Response answer = road().json("/oauth/register", new String(JsonCodec.bytes(body), StandardCharsets.UTF_8));
        assertThat(answer.toString(), answer.status(), is(201));
        assertThat(answer.first("Content-Type").orElse(""), startsWith("application/json"));
        return Rpc.parse(answer.body()).asJsonObject().getString("client_id");
    }

    // row: UI-06 SEC-31
    @Test
    void onTheWayToADecisionItIsText() {
        GrantFlow flow = new GrantFlow(road(), register(CALLBACK), CALLBACK).asking("state", MARKUP);
        assertThat(assertText(flow.begin()).body(), containsString("Nice xss7"));
        assertThat(assertText(flow.browser().press("sign_in", "member", MARKUP, "passphrase", MARKUP)).body(), not(containsString("logo.png")));
        assertText(flow.browser().press("approved"));
        assertThat(assertText(flow.browser().press("sign_in", "member", "owner", "passphrase", TunnelledServer.PASSPHRASE)).body(),
                containsString("Nice xss7"));
        RawHttp.Response last = flow.browser().press("allow");
        URI landing = flow.browser().landing();
        assertThat(Query.need(landing, "state"), is(MARKUP));
        assertThat(landing.toString(), startsWith(CALLBACK + "&code="));
        if (last.status() == 200) {
            assertText(last);
        }
        assertThat(last.first("Location").orElse(""), not(containsString("<")));
    }

    // row: UI-06 SEC-31
    @Test
    void onAPageOfErrorItIsText() {
        Road road = road();
        String client = encoded(register(CALLBACK));
        String pkce = "&response_type=code&code_challenge_method=S256&code_challenge=" + GrantFlow.s256("x");
        for (String target : List.of(
                "/oauth/authorize?client_id=" + encoded(MARKUP) + pkce,
                "/oauth/authorize?client_id=" + encoded("https://" + MARKUP) + pkce,
                "/oauth/authorize?client_id=" + encoded("https://app.example.com/" + MARKUP) + pkce,
                "/oauth/authorize?client_id=" + client + pkce + "&redirect_uri=" + encoded(MARKUP),
                "/oauth/authorize?client_id=" + client + pkce + "&redirect_uri=" + encoded("javascript:alert('" + MARKUP + "')"),
                "/oauth/authorize?client_id=" + client + pkce + "&scope=" + encoded(MARKUP),
                "/oauth/authorize?client_id=" + client + pkce + "&resource=" + encoded("https://app.example.com/" + MARKUP),
                "/oauth/authorize?client_id=" + client + pkce + "&response_mode=" + encoded(MARKUP),
                "/oauth/authorize?client_id=" + client + "&response_type=" + encoded(MARKUP),
                "/oauth/authorize?client_id=" + client + "&response_type=code&code_challenge_method=" + encoded(MARKUP) + "&code_challenge=" + encoded(MARKUP),
                "/oauth/authorize?" + encoded(MARKUP) + "=" + encoded(MARKUP),
                "/oauth/request?request=" + encoded(MARKUP) + "&problem=" + encoded(MARKUP),
                "/device?user_code=" + encoded(MARKUP))) {
            RawHttp.Response page = new ScriptlessBrowser(road).open(target);
            if (page.status() != 303) {
                assertText(page);
            }
        }
        assertText(road.form("/device", Query.of(Map.of("user_code", MARKUP, "decision", "continue"))));
        assertText(road.form("/oauth/request", Query.of(Map.of("request", MARKUP, "csrf", MARKUP, "decision", MARKUP))));
    }

    // row: SEC-31
    @Test
    void theOwnersListsPrintIt() {
        register(CALLBACK);
        for (String[] command : List.of(new String[] {"client", "list"}, new String[] {"audit", "--last", "500"})) {
            Image.Finished listed = server.image().run(command);
            assertThat(listed.err(), listed.exitCode(), is(0));
            assertThat(listed.out(), not(containsString("\u202e")));
        }
    }
}
