package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages and their style sheet on the wire. */
class PageAnswerTest {
    private static PagePreview preview;

    private record Answer(int status, Map<String, List<String>> headers, String body) {
        String header(String name) {
            assertThat(name, headers.getOrDefault(name, List.of()).size(), is(1));
            return headers.get(name).getFirst();
        }
    }

    @BeforeAll
    static void serve() {
        preview = new PagePreview();
    }

    @AfterAll
    static void stop() {
        preview.close();
    }

    static List<String> names() {
        return List.copyOf(SamplePages.all().keySet());
    }

    private static Answer ask(String method, String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + preview.port() + path).toURL().openConnection();
        connection.setRequestMethod(method);
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        connection.getHeaderFields().forEach((name, values) -> {
            if (name != null) {
                headers.put(name, values);
            }
        });
        try (var body = connection.getInputStream()) {
            return new Answer(connection.getResponseCode(), headers, new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    // row: UI-03 UI-07 SEC-29
    @ParameterizedTest
    @MethodSource("names")
    void everyPageIsFramedByNobodyAndRunsNothing(String name) throws IOException {
        Answer answer = ask("GET", "/" + name);
        assertThat(answer.status(), is(200));
        assertThat(answer.header("Content-Security-Policy"), is("default-src 'none'; style-src 'self'; form-action 'self'; "
                + "frame-ancestors 'none'; base-uri 'none'"));
        assertThat(answer.header("X-Frame-Options"), is("DENY"));
        assertThat(answer.header("Referrer-Policy"), is("same-origin"));
        assertThat(answer.header("X-Content-Type-Options"), is("nosniff"));
        assertThat(answer.header("Content-Type"), is("text/html; charset=utf-8"));
        assertThat(answer.header("Cross-Origin-Resource-Policy"), is("same-origin"));
        assertThat(answer.header("Permissions-Policy"), containsString("camera=()"));
        assertThat(answer.header("X-Robots-Tag"), is("noindex"));
        assertThat(answer.body(), is(SamplePages.all().get(name).html()));
    }

    // row: UI-08
    @Test
    void aPageStaysInReachOfTheWindowThatOpenedIt() throws IOException {
        assertThat(ask("GET", "/consent").headers().containsKey("Cross-Origin-Opener-Policy"), is(false));
    }

    @Test
    void aHeadIsToldTheLengthAlone() throws IOException {
        for (String path : List.of("/consent", Stylesheet.PATH)) {
            Answer whole = ask("GET", path);
            Answer head = ask("HEAD", path);
            assertThat(head.status(), is(200));
            assertThat(head.body(), is(""));
            assertThat(head.header("Content-Length"), is(String.valueOf(whole.body().getBytes(StandardCharsets.UTF_8).length)));
        }
    }

    // row: UI-07
    @Test
    void theStyleSheetIsFoundWherePagesLookForItAndLoadsNothing() throws IOException {
        Answer answer = ask("GET", Stylesheet.url());
        assertThat(answer.header("Content-Type"), is("text/css; charset=utf-8"));
        assertThat(answer.header("X-Content-Type-Options"), is("nosniff"));
        assertThat(answer.header("Cross-Origin-Resource-Policy"), is("same-origin"));
        assertThat(answer.body(), not(containsString("url(")));
        assertThat(answer.body(), not(containsString("@import")));
        assertThat(answer.body().isEmpty(), is(false));
    }
}
