package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The doctor in front of paths on each of which one thing is wrong: it names that, and nothing else. The server is the image; in front of it stand a real
 * nginx, and for what nginx cannot do wrong a stand-in. All are looked at side by side.
 */
class DoctorIT {
    private static final String URL = "https://mcp.example.com";
    /** Each doctor holds up to five places for probes at a time, of 32. */
    private static final int DOCTORS = 6;
    private static final String WELL = "nothing";
    private static final String JUST_A_MOMENT = "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body></body></html>";

    /**
     * A path with a fault.
     *
     * @param fault     what the doctor must name
     * @param arguments of the doctor
     */
    private record Plant(String fault, List<String> arguments) {
    }

    @TempDir
    private static Path home;
    private static final Map<String, Plant> PLANTS = new LinkedHashMap<>();
    private static final Map<String, Shell> SEEN = new LinkedHashMap<>();
    private static final List<AutoCloseable> STAGE = new ArrayList<>();
    private static Image image;
    private static int origin;
    private static TestAuthority authority;

    @BeforeAll
    static void examineThemAll() throws Exception {
        image = Image.in(Files.createDirectory(home.resolve("server")));
        Image.write(image.home().resolve("sample/Hello.java"), "class Hello {}\n");
        RunningImage server = RunningImage.start(image, "--repo", image.home().resolve("sample").toString(), "--public-url", URL);
        STAGE.add(server);
        origin = server.port();
        authority = TestAuthority.in(home);
        FaultyNginx nginx = new FaultyNginx(Files.createDirectory(home.resolve("nginx")));
        STAGE.add(nginx);
        behindNginx(nginx);
        boolean started = nginx.start();
        if (!"true".equals(System.getenv("CI"))) {
            assumeTrue(started, "nginx is not installed, so the doctor is not tested: apt-get install nginx-light");
        }
        assertThat("nginx is installed: apt-get install nginx-light", started, is(true));
        behindStandIns();
        try (ExecutorService doctors = Executors.newFixedThreadPool(DOCTORS)) {
            Map<String, Future<Shell>> running = new LinkedHashMap<>();
            PLANTS.forEach((name, plant) -> running.put(name, doctors.submit(() -> Shell.run(plant.arguments()))));
            for (var entry : running.entrySet()) {
                SEEN.put(entry.getKey(), entry.getValue().get(2, TimeUnit.MINUTES));
            }
        }
    }

    @AfterAll
    static void leave() throws Exception {
        for (AutoCloseable actor : STAGE.reversed()) {
            actor.close();
        }
    }

    private static void behindNginx(FaultyNginx nginx) {
        TestAuthority.Given good = authority.give("good", "mcp.example.com", "-1d", 3);
        String to = "proxy_pass http://127.0.0.1:" + origin + ";";
        String nobody = "location / { proxy_pass http://127.0.0.1:" + FaultyNginx.freePort() + "; }";
        plant("nothing at all", WELL, nginx.serve(good, "location / { " + to + " }"));
        plant("nothing at all; proxy_buffering off", WELL, nginx.serve(good, "proxy_ignore_headers X-Accel-Buffering;"
                + " proxy_hide_header X-Accel-Buffering; location / { proxy_buffering off; "
                + to + " }"));
        plant("proxy buffering on, with headers stripped", "stream-held-back", nginx.serve(good, "proxy_ignore_headers X-Accel-Buffering;"
                + " proxy_hide_header X-Accel-Buffering; location / { proxy_buffering on; " + to + " }"));
        PLANTS.put("the server is down", new Plant("origin-down", arguments(FaultyNginx.freePort(), nginx.serve(good, nobody))));
        plant("the tunnel leads to a wrong port", "tunnel-wrong-port", nginx.serve(good, nobody));
        plant("a proxy compresses streams", "stream-compressed", nginx.serve(good,
                "gzip on; gzip_min_length 1; gzip_types text/event-stream; location / { " + to + " }"));
        plant("403 for a User-Agent", "agent-blocked", nginx.serve(good,
                "location / { if ($http_user_agent ~* claude-user) { return 403; } " + to + " }"));
        plant("the Host header is rewritten", "host-rewritten", nginx.serve(good, "location / { proxy_set_header Host backend.internal; " + to + " }"));
        plant("a discovery path is missing", "discovery-missing", nginx.serve(good,
                "location = /.well-known/oauth-protected-resource/mcp { return 404; } location / { " + to + " }"));
        plant("an issuer with a slash at its end", "issuer-mismatch", nginx.serve(good, "location = /.well-known/oauth-authorization-server {"
                + " sub_filter '\"issuer\":\"" + URL + "\"' '\"issuer\":\"" + URL + "/\"'; " + to + " } location / { " + to + " }"));
        plant("an answer from a cache", "cached", nginx.serve(good, "location = /probe/echo { proxy_cache kept; proxy_cache_valid 200 1m;"
                + " proxy_ignore_headers Cache-Control X-Accel-Buffering; " + to + " } location / { " + to + " }"));
        plant("a read timeout of 3 s", "read-timeout", nginx.serve(good, "location / { proxy_read_timeout 3s; " + to + " }"));
        plant("a stranger's server at the URL", "stranger", nginx.serve(good, "location / { return 200 'Welcome'; }"));
        plant("an expired certificate", "certificate-expired", nginx.serve(authority.give("old", "mcp.example.com", "-10d", 5),
                "location / { " + to + " }"));
        plant("a certificate for another name", "certificate-name", nginx.serve(authority.give("other", "other.example.com", "-1d", 3),
                "location / { " + to + " }"));
        PLANTS.put("a certificate of nobody", new Plant("certificate-untrusted", Stream.concat(
                arguments(origin, nginx.serve(good, "location / { " + to + " }")).stream().takeWhile(word -> !word.equals("--ca")),
                Stream.of("--json")).toList()));
        plant("large bodies are refused", "body-refused", nginx.serve(good, "client_max_body_size 100k; location / { " + to + " }"));
        plant("WWW-Authenticate is removed", "challenge-lost", nginx.serve(good, "proxy_hide_header WWW-Authenticate; location / { " + to + " }"));
        plant("Cache-Control is removed", "headers-changed", nginx.serve(good, "proxy_hide_header Cache-Control; location / { " + to + " }"));
        plant("HEAD is refused", "head-broken", nginx.serve(good, "location / { if ($request_method = HEAD) { return 405; } " + to + " }"));
        plant("a sign-in of Cloudflare Access in front", "access-login", nginx.serve(good,
                "location / { return 302 https://team.cloudflareaccess.com/cdn-cgi/access/login/mcp.example.com; }"));
    }

    private static void behindStandIns() {
        SSLContext good = authority.give("edge", "mcp.example.com", "-1d", 3).context();
        edge(good, "the tunnel answers 530", "tunnel-down", "530 ", "Content-Type: text/plain\r\n", "error code: 1033");
        edge(good, "the edge answers 520", "origin-garbled", "520 ", "Content-Type: text/plain\r\n", "error code: 520");
        edge(good, "the edge answers 522", "edge-no-connection", "522 ", "Content-Type: text/plain\r\n", "error code: 522");
        edge(good, "the edge answers 524", "edge-timeout", "524 ", "Content-Type: text/plain\r\n", "error code: 524");
        edge(good, "the edge answers 1010", "browser-check", "403 Forbidden", "Content-Type: text/plain\r\n", "error code: 1010");
        edge(good, "the edge answers 1015", "rate-limited", "429 Too Many Requests", "Content-Type: text/plain\r\n", "error code: 1015");
        edge(good, "403 for everybody", "blocked", "403 Forbidden", "Content-Type: text/plain\r\n", "Your request was blocked.");
        edge(good, "an HTML challenge", "challenge", "403 Forbidden", "Content-Type: text/html; charset=UTF-8\r\nCf-Mitigated: challenge\r\n",
                JUST_A_MOMENT);
        plant("the clocks differ", "clock-skew", stands(FaultyPeer.withClock(good, origin, Duration.ofMinutes(7))).port());
        plant("no TLS at the public name", "tls-none", stands(FaultyPeer.answers(Optional.empty(), "200 OK", "", "plain")).port());
        FaultyPeer impatient = stands(FaultyPeer.impatient(origin, Duration.ofSeconds(5)));
        int through = Integer.parseInt(PLANTS.get("nothing at all").arguments().get(5).replaceFirst(".*:", ""));
        PLANTS.put("keep-alive of 5 s", new Plant("origin-keep-alive", arguments(impatient.port(), through)));
        PLANTS.put("a URL that is not the configured one", new Plant("url-not-configured", Stream.concat(
                PLANTS.get("nothing at all").arguments().stream(), Stream.of("--set", "server.public_url=https://other.example.com")).toList()));
        FaultyPeer other = stands(FaultyPeer.answers(Optional.empty(), "200 OK", "", "another program"));
        PLANTS.put("another program at the port of the server", new Plant("origin-stranger", arguments(other.port(), through)));
        PLANTS.put("a server that is stuck", new Plant("origin-silent", arguments(stands(FaultyPeer.silent()).port(), through)));
        plant("a public side that says nothing", "tls-none", stands(FaultyPeer.silent()).port());
        plant("an answer that never ends", "stranger", stands(FaultyPeer.endless(good)).port());
        PLANTS.put("nobody at the public name", new Plant("public-unreachable", arguments(origin, FaultyNginx.freePort())));
    }

    private static void edge(SSLContext security, String name, String fault, String status, String headers, String body) {
        plant(name, fault, stands(FaultyPeer.answers(Optional.of(security), status, "Server: cloudflare\r\n" + headers, body)).port());
    }

    private static FaultyPeer stands(FaultyPeer peer) {
        STAGE.add(peer);
        return peer;
    }

    private static void plant(String name, String fault, int port) {
        PLANTS.put(name, new Plant(fault, arguments(origin, port)));
    }

    private static List<String> arguments(int at, int port) {
        return List.of("doctor", URL, "--origin", "127.0.0.1:" + at, "--connect", "127.0.0.1:" + port, "--config", home.resolve("server/empty.json").toString(),
                "--set", "state.directory=" + image.state(), "--set", "server.public_url=" + URL, "--ca", authority.pem().toString(), "--json");
    }

    static List<String> planted() {
        return List.copyOf(PLANTS.keySet());
    }

    @ParameterizedTest
    @MethodSource("planted")
    void theFaultIsNamedAndNoOther(String name) {
        Shell seen = SEEN.get(name);
        String fault = PLANTS.get(name).fault();
        assertThat(seen.err() + seen.out(), faults(seen), is(fault.equals(WELL) ? List.of() : List.of(fault)));
        assertThat(seen.out(), seen.exit(), is(fault.equals(WELL) ? 0 : 1));
    }

    @Test
    void atLeastSixteenFaultsArePlantedAndTheTableHasThemAll() throws IOException {
        String page = Files.readString(Path.of("../docs/tunnel/doctor.md"));
        List<String> rows = Pattern.compile("(?m)^\\| ([^|`]+) \\| `([a-z0-9-]+)` \\|$").matcher(page).results()
                .map(row -> row.group(1) + " -> " + row.group(2)).toList();
        List<String> faulty = PLANTS.entrySet().stream().filter(entry -> !entry.getValue().fault().equals(WELL))
                .map(entry -> entry.getKey() + " -> " + entry.getValue().fault()).toList();
        assertThat(faulty.size(), greaterThanOrEqualTo(16));
        assertThat(rows, containsInAnyOrder(faulty.toArray(String[]::new)));
    }

    @Test
    void theVerdictOnStreamsFlipsWithProxyBufferingAlone() {
        for (String check : List.of("stream by POST", "stream by GET")) {
            assertThat(check, verdict("proxy buffering on, with headers stripped", check), is("fail"));
            assertThat(check, verdict("nothing at all; proxy_buffering off", check), is("pass"));
        }
    }

    @Test
    void whatIsWellIsSaidToBeWellByTheImageToo() {
        Image.Finished finished = image.run(PLANTS.get("nothing at all").arguments().stream().filter(word -> !word.equals("--json"))
                .toArray(String[]::new));
        assertThat(finished.out(), finished.exitCode(), is(0));
        assertThat(finished.out(), containsString("checks pass"));
        assertThat(finished.out(), not(containsString("\u001b")));
        assertThat(finished.out().lines().map(String::length).toList(), everyItem(is(org.hamcrest.Matchers.lessThanOrEqualTo(80))));
    }

    @Test
    void withoutAPublicUrlTheServerAloneIsLookedAt() {
        Shell seen = Shell.run("doctor", "--json", "--config", home.resolve("server/empty.json").toString(), "--set", "state.directory=" + image.state(),
                "--origin", "127.0.0.1:" + origin);
        assertThat(seen.out() + seen.err(), seen.exit(), is(0));
        JsonObject diagnosis = json(seen);
        assertThat(diagnosis.containsKey("url"), is(false));
        assertThat(diagnosis.getJsonArray("checks").getValuesAs(JsonObject.class).stream().map(check -> check.getString("hop") + " " + check.getString("check")).toList(),
                contains("origin listens", "origin is this server", "origin health", "origin headers", "origin stream", "origin keep-alive"));
    }

    @Test
    void whoHasNoKeyIsToldWhatToDo() throws IOException {
        Path elsewhere = Files.createDirectories(home.resolve("elsewhere"));
        Shell seen = Shell.run("doctor", URL, "--config", home.resolve("server/empty.json").toString(), "--set", "state.directory=" + elsewhere);
        assertThat(seen.exit(), is(1));
        assertThat(seen.err(), containsString("Start it, or run the doctor with the server's configuration and under its account."));
    }

    private static String verdict(String name, String check) {
        return json(SEEN.get(name)).getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .filter(found -> found.getString("check").equals(check)).findFirst().orElseThrow().getString("verdict");
    }

    private static List<String> faults(Shell seen) {
        return json(seen).getJsonArray("faults").getValuesAs(JsonString::getString);
    }

    private static JsonObject json(Shell seen) {
        return Rpc.parse(seen.out()).asJsonObject();
    }
}
