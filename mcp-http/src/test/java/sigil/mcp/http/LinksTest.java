package sigil.mcp.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /r/}: where links in results lead. */
class LinksTest {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RawHttp.Response get(String path) {
        return server.request("GET " + path, TestServer.BEARER, "");
    }

    @Test
    void aLinkLeadsToTheTextOfAResource() {
        RawHttp.Response response = get("/r/watched");
        assertThat(response.status(), is(200));
        assertThat(response.body(), is("watched"));
    }

    @Test
    void whateverTextSaysItIsABrowserShowsItAsPlainText() {
        RawHttp.Response response = get("/r/page.html");
        assertThat(response.body(), is("<script>alert('é')</script>"));
        assertThat(response.headerLines().toString(), allOf(containsString("Content-Type: text/plain; charset=utf-8"),
                containsString("X-Content-Type-Options: nosniff"),
                containsString("Content-Security-Policy: default-src 'none'; sandbox; frame-ancestors 'none'"),
                containsString("Referrer-Policy: no-referrer"), containsString("Cache-Control: no-cache, no-store, must-revalidate")));
    }

    @Test
    void aPictureIsShownAndEverythingElseIsADownload() {
        assertThat(get("/r/picture.png").headerLines().toString(), allOf(containsString("Content-Type: image/png"), not(containsString("attachment"))));
        RawHttp.Response program = get("/r/program.exe");
        assertThat(program.body(), is("MZ"));
        assertThat(program.headerLines().toString(), allOf(containsString("Content-Type: application/octet-stream"),
                containsString("Content-Disposition: attachment")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/r/missing", "/r/", "/r/../watched", "/r/%2e%2e/watched", "/r/watched/"})
    void aLinkThatLeadsNowhereIsToldWithWhatToDo(String path) {
        RawHttp.Response response = get(path);
        assertThat(response.status(), is(404));
        assertThat(response.body(), not(containsString("watched\"")));
    }

    @Test
    void whatCannotBeReadWholeIsToldWithItsReason() {
        RawHttp.Response response = get("/r/huge");
        assertThat(response.status(), is(413));
        assertThat(response.body(), containsString("It is too large to be read whole."));
    }

    @Test
    void whoeverHasNoTokenSeesNothing() {
        RawHttp.Response response = server.request("GET /r/watched", "", "");
        assertThat(response.status(), is(401));
        assertThat(response.body(), not(containsString("watched")));
    }

    @Test
    void aTokenThatMayNotReadIsToldWhichScopeItLacks() {
        RawHttp.Response response = server.request("GET /r/watched", "Authorization: Bearer scopeless\r\n", "");
        assertThat(response.status(), is(403));
        assertThat(response.headerLines().toString(), containsString("Bearer error=\"insufficient_scope\", scope=\"read\""));
    }

    @Test
    void headSaysHowLongItIsAndOtherMethodsAreNotTaken() {
        RawHttp.Response head = server.request("HEAD /r/watched", TestServer.BEARER, "");
        assertThat(head.headerLines().toString(), containsString("Content-Length: 7"));
        assertThat(head.body(), is(""));
        RawHttp.Response post = server.request("POST /r/watched", TestServer.BEARER, "x");
        assertThat(post.status(), is(405));
        assertThat(post.headerLines().toString(), containsString("Allow: GET, HEAD"));
    }
}
