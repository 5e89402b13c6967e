package sigil.mcp.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real nginx in front, with {@code proxy_buffering on} as it is by default: 20 events, 200 ms apart.
 *
 * <p>nginx hands the chunks of an HTTP/1.1 answer on as they come, buffered or not; what {@code X-Accel-Buffering: no} decides is whether
 * what stands behind, here its compression, is flushed as well. Two locations differ in nothing but whether they heed the header.
 *
 * <p>A third is that of the configuration that is delivered: its visitors have the addresses from which they come.
 */
class NginxBufferingTest {
    private static final int EVENTS = 20;
    private static final int GAP_MILLIS = 200;
    private static final String CONFIGURATION = """
            daemon off;
            # one process, which stays the user that started it
            master_process off;
            pid nginx.pid;
            events { worker_connections 64; }
            http {
                access_log off;
                client_body_temp_path body;
                proxy_temp_path proxy;
                fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi;
                scgi_temp_path scgi;
                gzip_types text/event-stream;
                gzip_proxied any;
                server {
                    listen 127.0.0.1:%1$d;
                    proxy_http_version 1.1;
                    location = /plain {
                        proxy_pass http://127.0.0.1:%2$d/mcp;
                    }
                    location = /compressed {
                        gzip on;
                        proxy_pass http://127.0.0.1:%2$d/mcp;
                    }
                    location = /compressed-without-the-header {
                        gzip on;
                        proxy_ignore_headers X-Accel-Buffering;
                        proxy_pass http://127.0.0.1:%2$d/mcp;
                    }
                    %3$s
                }
            }
            """;
    /** Headers in which proxies say from where a request comes, as a client writes them who wants to be somebody else. */
    private static final List<String> CLAIMS = List.of("CF-Connecting-IP", "True-Client-IP", "X-Real-IP", "X-Forwarded-For", "X-Client-IP",
            "Fastly-Client-IP", "Forwarded");

    private static final Map<String, List<Duration>> ARRIVALS = new HashMap<>();
    private static final Map<String, String> ADDRESSES = new HashMap<>();

    @TempDir
    private static Path prefix;
    private static Optional<Process> nginx = Optional.empty();

    /** All streams at the same time: each takes four seconds. */
    @BeforeAll
    static void streamThroughNginx() throws Exception {
        Optional<Path> program = program();
        if (!"true".equals(System.getenv("CI"))) {
            assumeTrue(program.isPresent(), "nginx is not installed, so buffering behind a proxy is not tested: apt-get install nginx-light");
        }
        try (TestServer server = new TestServer(); ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            int port = freePort();
            Path configuration = Files.writeString(prefix.resolve("nginx.conf"), CONFIGURATION.formatted(port, server.port(), delivered(server.port())));
            nginx = Optional.of(start(program.orElseThrow(() -> new AssertionError("nginx is missing: apt-get install nginx-light")),
                    configuration, port));
            Map<String, Future<List<Duration>>> streams = new HashMap<>();
            for (String location : List.of("/plain", "/compressed", "/compressed-without-the-header")) {
                streams.put(location, clients.submit(() -> arrivals(port, location)));
            }
            for (String claim : CLAIMS) {
                ADDRESSES.put(claim, address(port, claim));
            }
            for (var stream : streams.entrySet()) {
                ARRIVALS.put(stream.getKey(), stream.getValue().get(30, TimeUnit.SECONDS));
            }
        }
    }

    @AfterAll
    static void stopNginx() throws InterruptedException {
        if (nginx.isPresent()) {
            nginx.get().destroy();
            nginx.get().waitFor(10, TimeUnit.SECONDS);
            nginx.get().destroyForcibly();
        }
    }

    @Test
    void eventsPassABufferingProxyWhenTheyHappen() {
        assertApart(ARRIVALS.get("/plain"));
    }

    @Test
    void eventsPassACompressingProxyWhenTheyHappen() {
        assertApart(ARRIVALS.get("/compressed"));
    }

    @Test
    void withoutTheHeaderTheyWouldArriveTogetherAtTheEnd() {
        List<Duration> arrivals = ARRIVALS.get("/compressed-without-the-header");
        assertThat(arrivals, hasSize(EVENTS));
        assertThat(arrivals.toString(), arrivals.getFirst(), greaterThan(Duration.ofSeconds(3)));
        assertThat(arrivals.toString(), arrivals.getLast().minus(arrivals.getFirst()), lessThan(Duration.ofSeconds(1)));
    }

    // row: SEC-27
    @Test
    void whoComesThroughTheDeliveredConfigurationCannotChooseHisAddress() {
        CLAIMS.forEach(claim -> assertThat(claim, ADDRESSES.get(claim), is("127.0.0.1")));
    }

    /** The location of the configuration that is delivered, with the test's server behind it. */
    private static String delivered(int port) throws IOException {
        String whole = Files.readString(Path.of("../deploy/nginx/sigil-mcp.conf"));
        String location = whole.substring(whole.indexOf("    location / {"), whole.lastIndexOf('}'));
        assertThat(location, containsString("http://sigil_mcp"));
        return location.replace("http://sigil_mcp", "http://127.0.0.1:" + port);
    }

    /** From where the server believes that a request comes which makes a claim. */
    private static String address(int port, String claim) throws IOException {
        HttpURLConnection request = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/peer").toURL().openConnection();
        request.setRequestProperty(claim, "192.0.2.66");
        request.setReadTimeout(20_000);
        try (InputStream body = request.getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static void assertApart(List<Duration> arrivals) {
        assertThat(arrivals, hasSize(EVENTS));
        assertThat(arrivals.toString(), arrivals.getFirst(), lessThan(Duration.ofSeconds(1)));
        assertThat(arrivals.toString(), arrivals.getLast(), greaterThan(Duration.ofSeconds(3)));
        long clear = IntStream.range(1, EVENTS)
                .filter(i -> arrivals.get(i).minus(arrivals.get(i - 1)).toMillis() > GAP_MILLIS / 2)
                .count();
        assertThat(arrivals.toString(), clear, greaterThanOrEqualTo(15L));
    }

    /** When each progress notification was there, counted from the request. */
    private static List<Duration> arrivals(int port, String location) throws IOException {
        List<Duration> arrivals = new ArrayList<>();
        HttpURLConnection request = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + location).toURL().openConnection();
        request.setRequestMethod("POST");
        request.setRequestProperty("Authorization", "Bearer good");
        request.setRequestProperty("Accept", "application/json, text/event-stream");
        request.setRequestProperty("Accept-Encoding", "gzip");
        request.setDoOutput(true);
        request.setReadTimeout(20_000);
        long start = System.nanoTime();
        request.getOutputStream().write(TestServer.callBody("progress", "{\"steps\":" + EVENTS + ",\"gap\":" + GAP_MILLIS + "}")
                .getBytes(StandardCharsets.UTF_8));
        InputStream body = request.getInputStream();
        boolean compressed = "gzip".equals(request.getContentEncoding());
        assertThat(location, compressed, is(location.startsWith("/compressed")));
        // byte by byte: a Reader would wait for more than the stream has
        try (InputStream in = compressed ? new GZIPInputStream(body) : body) {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c >= 0; c = in.read()) {
                if (c != '\n') {
                    line.append((char) c);
                    continue;
                }
                if (line.toString().startsWith("data: ") && line.indexOf("notifications/progress") > 0) {
                    arrivals.add(Duration.ofNanos(System.nanoTime() - start));
                }
                line.setLength(0);
            }
        }
        return arrivals;
    }

    private static Optional<Path> program() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(":")), Stream.of("/usr/sbin"))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Process start(Path program, Path configuration, int port) throws IOException, InterruptedException {
        Path log = prefix.resolve("error.log");
        Process process = new ProcessBuilder(program.toString(), "-e", log.toString(), "-p", prefix.toString(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(prefix.resolve("output.log").toFile())
                .start();
        for (int tries = 0; tries < 200; tries++) {
            try (Socket ignored = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return process;
            } catch (IOException e) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
        }
        process.destroyForcibly();
        throw new AssertionError("nginx does not listen: " + (Files.exists(log) ? Files.readString(log) : ""));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
