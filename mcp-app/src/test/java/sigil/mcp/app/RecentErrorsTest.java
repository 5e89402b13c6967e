package sigil.mcp.app;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sigil.mcp.http.Answered;
import sigil.mcp.http.Outcome;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

/** The ring of the last errors. */
class RecentErrorsTest {
    private static final Instant NOW = Instant.parse("2026-11-27T07:00:00Z");
    private final RecentErrors errors = new RecentErrors(Clock.fixed(NOW, ZoneOffset.UTC));

    static Answered answered(String id, int status, Outcome outcome, String refusal, boolean known) {
        return new Answered(id, "/mcp", "POST", status, "ping", outcome, refusal, known, false, 1_000, 10, 20, "");
    }

    private List<JsonObject> kept() {
        return errors.json().getValuesAs(JsonObject.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "200 | FAULT      |        | true  | a fault in the server",
        "500 | ANSWERED   |        | true  | a fault in the server",
        "200 | TIMED_OUT  |        | true  | limits.call_timeout_seconds",
        "403 | ANSWERED   | host   | false | server.allowed_hosts",
        "403 | ANSWERED   | origin | false | server.allowed_origins",
        "403 | ANSWERED   | scope  | true  | lacks the scope",
        "429 | ANSWERED   | busy   | true  | limits.max_concurrent_calls",
        "400 | ANSWERED   | rpc -32600 | true | -32600",
        "404 | ANSWERED   |        | true  | its session has ended"})
    void anErrorIsKeptWithItsCause(int status, Outcome outcome, String refusal, boolean known, String cause) {
        errors.add(answered("id1", status, outcome, refusal == null ? "" : refusal, known));
        assertThat(kept(), hasSize(1));
        JsonObject error = kept().getFirst();
        assertThat(error.getString("at"), is("2026-11-27T07:00:00Z"));
        assertThat(error.getString("id"), is("id1"));
        assertThat(error.getInt("status"), is(status));
        assertThat(error.getString("tool"), is("ping"));
        assertThat(error.getString("cause"), containsString(cause));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "200 | ANSWERED    |       | true",
        "200 | TOOL_ERROR  |       | true",
        "401 | ANSWERED    | token | false",
        "404 | ANSWERED    |       | false",
        "405 | ANSWERED    |       | true",
        "499 | CLIENT_GONE |       | true"})
    void whatHappensAllDayIsNoError(int status, Outcome outcome, String refusal, boolean known) {
        errors.add(answered("id1", status, outcome, refusal == null ? "" : refusal, known));
        assertThat(kept(), hasSize(0));
    }

    @Test
    void theLastAreKeptAndTheNewestIsFirst() {
        IntStream.range(0, 100).forEach(i -> errors.add(answered("id" + i, 500, Outcome.FAULT, "", true)));
        assertThat(kept(), hasSize(RecentErrors.MOST));
        assertThat(kept().getFirst().getString("id"), is("id99"));
        assertThat(kept().getLast().getString("id"), is("id80"));
    }
}
