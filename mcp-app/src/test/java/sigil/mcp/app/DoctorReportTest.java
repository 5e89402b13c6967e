package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sigil.tunnel.Diagnosis;
import sigil.tunnel.Fault;
import sigil.tunnel.Hop;
import sigil.tunnel.Observation;
import sigil.tunnel.Verdict;

/** What a person sees, held to the transcripts in src/test/resources/doctor-transcripts; what was not as they say lies in target/doctor. */
class DoctorReportTest {
    private static final Optional<String> PUBLIC_URL = Optional.of("https://mcp.example.com");
    private static final Diagnosis WELL = new Diagnosis("http://127.0.0.1:8000", PUBLIC_URL, List.of(
            passed(Hop.ORIGIN, "listens", "connected after 0 ms"),
            passed(Hop.ORIGIN, "is this server", "HTTP 200 after 3 ms, by this server"),
            passed(Hop.ORIGIN, "keep-alive", "open and good after 6.5 s without a request"),
            passed(Hop.PUBLIC, "name", "104.16.1.2, 104.16.2.2 (Cloudflare)"),
            passed(Hop.PUBLIC, "TLS", "TLSv1.3 after 41 ms", "certificate for mcp.example.com until 2027-02-11"),
            passed(Hop.PUBLIC, "stream by POST", "12 events, one each 200 ms, came in 12 pieces; longest wait 214 ms")), Duration.ofMillis(6_712));
    private static final Diagnosis ILL = new Diagnosis("http://127.0.0.1:8000", PUBLIC_URL, List.of(
            passed(Hop.ORIGIN, "listens", "connected after 0 ms"),
            failed(Hop.ORIGIN, "keep-alive", Fault.ORIGIN_KEEP_ALIVE, "closed after 5.0 s without a request"),
            passed(Hop.PUBLIC, "who answers", "HTTP 200 after 38 ms, by this server, Cf-Ray: 8f3c0d2e4b5a6978-FRA"),
            failed(Hop.PUBLIC, "Claude", Fault.AGENT_BLOCKED, "HTTP 403 after 9 ms, not by this server, Server: cloudflare",
                    "the request did not come to the server"),
            new Observation(Hop.PUBLIC, "headers", new Verdict.Unknown("follows from stream-held-back; look again when that is mended"),
                    List.of("Cache-Control: \u001b[31mred\u202e"))), Duration.ofMillis(6_712));
    private static final Diagnosis BLIND = new Diagnosis("http://127.0.0.1:8000", PUBLIC_URL, List.of(
            passed(Hop.ORIGIN, "listens", "connected after 0 ms"),
            failed(Hop.PUBLIC, "who answers", Fault.TUNNEL_DOWN, "HTTP 530 after 12 ms, not by this server, Server: cloudflare"),
            leftOut("clock"), leftOut("stream by POST"), leftOut("stream by GET"), leftOut("headers"), leftOut("cache"), leftOut("silence"),
            leftOut("discovery"), leftOut("401 challenge")), Duration.ofMillis(6_712));

    private static final Diagnosis ALONE = new Diagnosis("http://127.0.0.1:8000", Optional.empty(), List.of(
            passed(Hop.ORIGIN, "listens", "connected after 0 ms"),
            passed(Hop.ORIGIN, "is this server", "HTTP 200 after 3 ms, by this server"),
            passed(Hop.ORIGIN, "health", "/healthz 200, /readyz 200")), Duration.ofMillis(6_612));

    @ParameterizedTest
    @CsvSource({"alone,false", "well,false", "well,true", "ill,false", "ill,true", "blind,false"})
    void theTerminalShowsWhatTheTranscriptSays(String name, boolean colours) throws IOException {
        Diagnosis diagnosis = switch (name) {
            case "well" -> WELL;
            case "ill" -> ILL;
            case "alone" -> ALONE;
            default -> BLIND;
        };
        String file = name + (colours ? "-in-colour.txt" : ".txt");
        String shown = String.join("\n", new DoctorReport(diagnosis).lines(colours)) + "\n";
        Image.write(Path.of("target/doctor").resolve(file), shown);
        assertThat(shown, is(Files.readString(Path.of("src/test/resources/doctor-transcripts").resolve(file))));
    }

    @Test
    void thePageShowsWhatTheTerminalShows() throws IOException {
        assertThat(Files.readString(Path.of("../docs/tunnel/doctor.md")),
                containsString("```\n" + String.join("\n", new DoctorReport(BLIND).lines(false)) + "\n```"));
    }

    @Test
    void noLineIsLongerThanATerminalIsWide() {
        for (Fault fault : Fault.values()) {
            Diagnosis diagnosis = new Diagnosis("http://127.0.0.1:8000", PUBLIC_URL,
                    List.of(failed(Hop.PUBLIC, "GPT Actions token", fault, "x".repeat(250), "words of a stranger ".repeat(20))), Duration.ZERO);
            assertThat(new DoctorReport(diagnosis).lines(false).stream().map(String::length).toList(), everyItem(is(lessThanOrEqualTo(80))));
        }
    }

    @Test
    void colourSaysNothingThatTheWordsDoNot() {
        assertThat(String.join("\n", new DoctorReport(ILL).lines(true)).replaceAll("\u001b\\[[0-9;]*m", ""),
                is(String.join("\n", new DoctorReport(ILL).lines(false))));
    }

    @Test
    void whatStrangersWroteCommandsNoTerminal() {
        assertThat(String.join("\n", new DoctorReport(ILL).lines(false)), not(containsString("\u001b")));
    }

    @Test
    void machinesReadNoMoreOfAStrangerThanPeople() {
        Diagnosis diagnosis = new Diagnosis("http://127.0.0.1:8000", PUBLIC_URL, List.of(failed(Hop.PUBLIC, "headers", Fault.HEADERS_CHANGED, "\ud834\udd1e".repeat(9_000))),
                Duration.ZERO);
        assertThat(new DoctorReport(diagnosis).json().getJsonArray("checks").getJsonObject(0).getJsonArray("evidence").getString(0), is("\ud834\udd1e".repeat(300)));
    }

    @Test
    void machinesReadTheSame() {
        JsonObject json = new DoctorReport(ILL).json();
        assertThat(json.getBoolean("healthy"), is(false));
        assertThat(json.getJsonArray("faults").getValuesAs(JsonString::getString), is(List.of("origin-keep-alive", "agent-blocked")));
        List<JsonObject> checks = json.getJsonArray("checks").getValuesAs(JsonObject.class);
        assertThat(checks.stream().map(check -> check.getString("hop") + " " + check.getString("check") + " " + check.getString("verdict")).toList(),
                is(List.of("origin listens pass", "origin keep-alive fail", "public who answers pass", "public Claude fail", "public headers unknown")));
        assertThat(checks.get(3).getString("page"), is(Fault.AGENT_BLOCKED.page()));
    }

    private static Observation passed(Hop hop, String check, String... evidence) {
        return new Observation(hop, check, new Verdict.Pass(), List.of(evidence));
    }

    private static Observation failed(Hop hop, String check, Fault fault, String... evidence) {
        return new Observation(hop, check, new Verdict.Fail(fault), List.of(evidence));
    }

    private static Observation leftOut(String check) {
        return new Observation(Hop.PUBLIC, check, new Verdict.Unknown("not looked at: \"who answers\" comes first"), List.of());
    }
}
