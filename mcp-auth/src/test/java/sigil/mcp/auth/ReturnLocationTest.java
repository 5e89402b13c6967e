package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnLocationTest {
    // row: SEC-06
    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "JavaScript://client.example/%0aalert(1)", "data:text/html,x", "vbscript:x",
        "blob:https://client.example/x",
        "file:///etc/passwd", "about:blank", "/relative", "//client.example/", "https://client.example/ x", "https://client.example/\"",
        "https://client.example/<",
        "https://client.example/\\", "https://client.example/\u00e4", "https://client.example/\n", ""})
    void whatABrowserRunsAndWhatIsNoUriIsNoPlaceForAnAnswer(String uri) {
        assertThrows(IllegalArgumentException.class, () -> new ReturnLocation(uri));
    }

    // row: AS-24
    @ParameterizedTest
    @ValueSource(strings = {"https://chatgpt.com/connector_platform_oauth_redirect?code=a_b&state=x%2F%2B%3D&iss=https%3A%2F%2Fmcp.example.com",
        "http://127.0.0.1:51234/callback?code=c&state='%22%3Cb%3E'", "http://[::1]:8080/?code=c",
        "cursor://anysphere.cursor-mcp/oauth/callback?code=c&lt=1&amp;=2"})
    void theAnswerIsCarriedToTheCharacter(String uri) {
        Document page = Jsoup.parse(new ReturnPage(true, SamplePages.known(), new ReturnLocation(uri)).html());
        assertThat(page.select("meta[http-equiv=refresh]").attr("content"), is("0;url=" + uri));
        assertThat(page.select("a").attr("href"), is(uri));
    }

    @Test
    void aLongStateIsNotShortened() {
        String uri = "https://client.example/cb?code=c&state=" + "s".repeat(4_000);
        assertThat(Jsoup.parse(new ReturnPage(false, SamplePages.known(), new ReturnLocation(uri)).html()).select("a").attr("href"), is(uri));
    }
}
