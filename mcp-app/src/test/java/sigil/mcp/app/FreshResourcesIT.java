package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that subscribed to a file of a repository hears of its change: over both transports, in both eras, from the image. */
class FreshResourcesIT {
    private static final String URI = "repo://sample/src/Greeting.java";
    private static final String META = ",\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
    private static final String INITIALIZE =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{}}}";
    private static final String SUBSCRIBE = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"resources/subscribe\",\"params\":{\"uri\":\"" + URI + "\"}}";
    private static final String LISTEN = "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"subscriptions/listen\",\"params\":{\"notifications\":{"
            + "\"resourcesListChanged\":true,\"resourceSubscriptions\":[\"" + URI + "\"]}" + META + "}}";
    private static final String UPDATED = "notifications/resources/updated";
    private static final List<String> JSON = List.of("Content-Type: application/json", "Accept: application/json, text/event-stream");
    /** A second is what is wanted; a busy machine is given more. */
    private static final Duration SOON = Duration.ofSeconds(8);

    @TempDir
    private Path home;
    private Image image;
    private Path file;
    private int changes;

    @BeforeEach
    void prepare() {
        image = Image.in(home);
        file = Image.write(home.resolve("sample/src/Greeting.java"), "class Greeting {}\n");
        Image.write(home.resolve("sample/README.md"), "Greets.\n");
    }

    private void change() {
        Image.write(file, "class Greeting { int changes = " + ++changes + "; }\n");
    }

    /** Changes the file until it is heard of, since what a server is told of first is "everything", whenever that may be; then once more. */
    private void hearsOfAChange(Supplier<String> next) {
        change();
        next.get();
        pause(Duration.ofSeconds(2));
        long begun = System.nanoTime();
        change();
        assertThat(next.get(), containsString(URI));
        assertThat(Duration.ofNanos(System.nanoTime() - begun), is(lessThan(SOON)));
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void overHttpAClientWithASessionHearsOfIt() {
        try (RunningImage server = RunningImage.start(image, "--no-auth", "--repo", "sample=" + home.resolve("sample"))) {
            RawHttp.Response opened = RawHttp.once(server.port(), "POST", "/mcp", JSON, INITIALIZE);
            assertThat(opened.body(), containsString("\"resources\":{\"listChanged\":true,\"subscribe\":true}"));
            String session = "Mcp-Session-Id: " + opened.first("Mcp-Session-Id").orElseThrow();
            List<String> headers = List.of(JSON.getFirst(), JSON.getLast(), session);
            assertThat(RawHttp.once(server.port(), "POST", "/mcp", headers, SUBSCRIBE).body(), containsString("\"result\":{}"));
            try (RawHttp stream = new RawHttp(server.port()).patient()) {
                stream.send("GET /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n" + session + "\r\n\r\n");
                hearsOfAChange(() -> stream.lineWith(UPDATED));
                Image.write(home.resolve("sample/CHANGELOG.md"), "New.\n");
                stream.lineWith("notifications/resources/list_changed");
            }
        }
    }

    @Test
    void overHttpAClientOfTheModernEraHearsOfIt() {
        try (RunningImage server = RunningImage.start(image, "--no-auth", "--repo", "sample=" + home.resolve("sample"));
             RawHttp stream = new RawHttp(server.port()).patient()) {
            stream.send("POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\n" + String.join("\r\n", JSON)
                    + "\r\nMCP-Protocol-Version: 2026-07-28\r\nMcp-Method: subscriptions/listen\r\nContent-Length: " + LISTEN.length() + "\r\n\r\n" + LISTEN);
            assertThat(stream.lineWith("acknowledged"), containsString(URI));
            hearsOfAChange(() -> stream.lineWith(UPDATED));
            Image.write(home.resolve("sample/CHANGELOG.md"), "New.\n");
            stream.lineWith("notifications/resources/list_changed");
        }
    }

    @Test
    void overStandardStreamsAClientWithASessionHearsOfIt() throws IOException {
        heard(INITIALIZE, SUBSCRIBE);
    }

    @Test
    void overStandardStreamsAClientOfTheModernEraHearsOfIt() throws IOException {
        heard(LISTEN);
    }

    @Test
    void whereNothingIsWatchedNothingIsPromised() {
        try (RunningImage server = RunningImage.start(image, "--no-auth", "--set", "watch.enabled=false", "--repo", "sample=" + home.resolve("sample"))) {
            RawHttp.Response opened = RawHttp.once(server.port(), "POST", "/mcp", JSON, INITIALIZE);
            assertThat(opened.body(), containsString("\"resources\":{\"listChanged\":true}"));
        }
    }

    @Test
    void theImageMayAskTheKernelItself() {
        try (RunningImage server = RunningImage.start(image, "--no-auth", "--set", "log.level=debug", "--repo", "sample=" + home.resolve("sample"))) {
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (server.log().stream().noneMatch(line -> line.contains("Changes are noticed by INOTIFY")) && System.nanoTime() < end) {
                pause(Duration.ofMillis(50));
            }
            assertThat(String.join("\n", server.log()), containsString("Changes are noticed by INOTIFY"));
        }
    }

    private void heard(String... messages) throws IOException {
        Process process = image.builder(Map.of(), "stdio", "--repo", "sample=" + home.resolve("sample"))
                .redirectError(home.resolve("err.txt").toFile()).start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8); OutputStream in = process.getOutputStream()) {
            for (String message : messages) {
                in.write((message + "\n").getBytes(StandardCharsets.UTF_8));
                in.flush();
                out.readLine();
            }
            hearsOfAChange(() -> lineWith(out, UPDATED));
            Image.write(home.resolve("sample/CHANGELOG.md"), "New.\n");
            lineWith(out, "notifications/resources/list_changed");
        } finally {
            process.destroyForcibly();
        }
    }

    private static String lineWith(BufferedReader out, String wanted) {
        try {
            String line = out.readLine();
            while (line != null && !line.contains(wanted)) {
                line = out.readLine();
            }
            assertThat("it goes on", line != null, is(true));
            return line;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
