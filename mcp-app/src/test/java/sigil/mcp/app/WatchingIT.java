package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;

/** The image while it is watched: by Prometheus, by its owner in a terminal. */
class WatchingIT {
    private static final Pattern FIGURES = Pattern.compile("Figures for Prometheus are at http://127\\.0\\.0\\.1:([0-9]+)/metrics");
    private static final String CALL = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"search_code\",\"arguments\":{\"query\":\"fruit\"}}}";
    /** The reference parser, as strict as the specification; it prints each sample that it read. */
    private static final String PARSE = """
            import sys
            from prometheus_client.openmetrics.parser import text_string_to_metric_families as parse
            for family in parse(sys.stdin.read()):
                for sample in family.samples:
                    print(family.type, sample.name, sorted(sample.labels.items()), sample.value)
            """;

    @TempDir
    private Path home;

    private String[] arguments(String... more) {
        Image.write(home.resolve("app/a.txt"), "fruit\n");
        return Stream.concat(Stream.of("--repo", home.resolve("app").toString()), Stream.of(more)).toArray(String[]::new);
    }

    private static int figures(RunningImage server) {
        return server.log().stream().map(FIGURES::matcher).filter(Matcher::find).map(found -> Integer.parseInt(found.group(1))).findFirst()
                .orElseThrow(() -> new AssertionError(server.log()));
    }

    private static int ask(RunningImage server, String... headers) {
        return RawHttp.once(server.port(), "POST", "/mcp", List.of(headers), CALL).status();
    }

    private static String fetch(int port) {
        RawHttp.Response response = RawHttp.once(port, "GET", "/metrics", List.of(), "");
        assertThat(response.status(), is(200));
        assertThat(response.first("Content-Type").orElse(""), is("application/openmetrics-text; version=1.0.0; charset=utf-8"));
        return response.body();
    }

    @Test
    void theFiguresAreOpenMetricsAndCountWhatWasAsked() throws IOException, InterruptedException {
        Image image = Image.in(home);
        String token = image.createToken("watcher");
        try (RunningImage server = RunningImage.start(image, arguments("--set", "metrics.enabled=true", "--set", "metrics.port=0"))) {
            assertThat(ask(server, "Authorization: Bearer " + token, "Cf-Ray: 8c1f0a6b5d3e2f10-FRA"), is(200));
            assertThat(ask(server, "Authorization: Bearer " + token), is(200));
            assertThat(ask(server), is(401));
            assertThat(ask(server, "Authorization: Bearer smt_unknown"), is(401));
            RawHttp.once(server.port(), "GET", "/made/up/" + token, List.of(), "");
            String text = fetch(figures(server));
            // a request is counted after it was answered
            for (int i = 0; i < 200 && !text.contains("reason=\"missing\"} 2"); i++) {
                Thread.sleep(50);
                text = fetch(figures(server));
            }
            assertThat(text, not(containsString(token)));
            assertThat(text, not(containsString("made/up")));
            List<String> samples = parsed(text);
            assertThat(samples, hasItem("counter sigil_mcp_http_requests_total [('method', 'POST'), ('route', '/mcp'), ('status', '200'),"
                    + " ('tool', 'search_code')] 2"));
            assertThat(samples, hasItem("counter sigil_mcp_tool_calls_total [('outcome', 'answered'), ('tool', 'search_code')] 2"));
            assertThat(samples, hasItem("counter sigil_mcp_auth_refusals_total [('reason', 'missing')] 2"));
            assertThat(samples, hasItem("histogram sigil_mcp_edge_request_seconds_count [('data_centre', 'FRA')] 1"));
            assertThat(samples, hasItem("histogram sigil_mcp_tool_call_seconds_bucket [('le', '+Inf'), ('tool', 'search_code')] 2"));
            assertThat(samples, hasItem(startsWith("gauge sigil_mcp_index_phase [('phase', ")));
            assertThat(samples, hasItem(startsWith("info sigil_mcp_build_info [('java', '25")));
        }
    }

    private static List<String> parsed(String text) throws IOException, InterruptedException {
        ProcessBuilder python = new ProcessBuilder("/usr/bin/python3", "-c", PARSE).redirectErrorStream(true);
        if (!"true".equals(System.getenv("CI"))) {
            assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")) && new ProcessBuilder("/usr/bin/python3", "-c",
                    "import prometheus_client.openmetrics.parser").redirectErrorStream(true).start().waitFor() == 0, "python3-prometheus-client is not installed");
        }
        Process process = python.start();
        process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String read = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(read, process.waitFor(), is(0));
        return read.lines().toList();
    }

    @Test
    void nobodyIsToldAnythingUnlessTheOwnerWishesIt() {
        try (RunningImage server = RunningImage.start(Image.in(home), arguments())) {
            assertThat(server.log().stream().anyMatch(line -> FIGURES.matcher(line).find()), is(false));
            assertThat(RawHttp.once(server.port(), "GET", "/metrics", List.of(), "").status(), is(401));
        }
    }

    @Test
    void aPortThatIsTakenKeepsNobodyFromServing() throws IOException {
        Image image = Image.in(home);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                RunningImage server = RunningImage.start(image, arguments("--set", "metrics.enabled=true", "--set",
                        "metrics.port=" + taken.getLocalPort()))) {
            assertThat(RawHttp.once(server.port(), "GET", "/healthz", List.of(), "").status(), is(200));
            String status = image.run("status", "--repo", home.resolve("app").toString(), "--set", "server.port=" + server.port()).out();
            assertThat(status, containsString("! Nobody can fetch the figures: Cannot listen on 127.0.0.1:" + taken.getLocalPort()));
        }
    }

    @Test
    void theStatusIsThatOfTheServerThatRuns() throws MalformedJsonException {
        Image image = Image.in(home);
        String token = image.createToken("watcher");
        try (RunningImage server = RunningImage.start(image, arguments())) {
            ask(server, "Authorization: Bearer " + token);
            RawHttp.Response refused = RawHttp.once(server.port(), "POST", "/mcp", List.of("Authorization: Bearer " + token), "{");
            assertThat(refused.status(), is(400));
            String[] command = {"status", "--repo", home.resolve("app").toString(), "--set", "server.port=" + server.port()};
            Image.Finished shown = image.run(command);
            assertThat(shown.err(), shown.exitCode(), is(0));
            assertThat(shown.out(), startsWith("Sigil MCP " + Version.current() + " runs, for "));
            assertThat(shown.out(), containsString("request " + refused.first("X-Request-Id").orElseThrow()));
            assertThat(shown.out(), containsString("the body was no JSON"));
            assertThat(shown.out(), not(containsString(token)));
            assertThat(shown.out(), not(containsString("\u001b")));
            assertThat(shown.out().lines().map(String::length).toList(), everyItem(is(lessThanOrEqualTo(80))));
            JsonObject json = new JsonInput(32).read(image.run(Stream.concat(Stream.of(command), Stream.of("--json")).toArray(String[]::new)).out()
                    .getBytes(StandardCharsets.UTF_8)).asJsonObject();
            assertThat(json.getJsonObject("server").getBoolean("answers"), is(true));
            assertThat(json.getJsonObject("requests").getInt("tool_calls"), is(1));
            assertThat(json.getJsonArray("errors").getJsonObject(0).getString("id"), is(refused.first("X-Request-Id").orElseThrow()));
            assertThat(json.getJsonArray("repositories").getJsonObject(0).getString("repo"), is("app"));
        }
    }

    @Test
    void onATerminalTheStatusHasColoursUnlessSomebodyWantsNone() {
        Image image = Image.in(home);
        String[] command = {"status", "--repo", home.resolve("app").toString(), "--set", "server.port=1"};
        arguments();
        try (PseudoTerminal terminal = PseudoTerminal.run(image, Map.of("TERM", "xterm"), command);
                PseudoTerminal plain = PseudoTerminal.run(image, Map.of("TERM", "xterm", "NO_COLOR", "1"), command)) {
            assertThat(terminal.end().out(), containsString("\u001b[1mSigil MCP\u001b[0m \u001b[1;31mdoes not run\u001b[0m"));
            assertThat(plain.end().out(), containsString("Sigil MCP does not run"));
        }
    }
}
