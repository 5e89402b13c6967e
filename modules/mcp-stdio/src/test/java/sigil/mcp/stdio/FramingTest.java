package sigil.mcp.stdio;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import sigil.mcp.core.RpcError;

/** Lines in, lines out: "Messages are delimited by newlines, and MUST NOT contain embedded newlines". */
class FramingTest extends ServedTest {

    // behaviour: stdio.framing
    @Test
    void aLineThatComesByteByByteIsOneMessage() throws Exception {
        serve();
        for (byte each : (Talk.call(1, "echo", "{'text':'grüß'}") + "\r\n").replace('\'', '"').getBytes(StandardCharsets.UTF_8)) {
            server.write(new byte[] {each});
        }
        assertThat(server.said(1), is("grüß"));
    }

    // behaviour: stdio.framing
    @Test
    void severalMessagesInOnePieceAreSeveralMessages() throws Exception {
        serve();
        server.send("", Talk.call(1, "echo", "{'text':'one'}"), "  ", Talk.call(2, "echo", "{'text':'two'}") + "\r", "\r");
        server.end();
        assertThat(server.rest().stream().map(RunningServer::said).sorted().toList(), contains("one", "two"));
    }

    @Test
    void theLastMessageNeedsNoLineFeed() throws Exception {
        serve();
        server.write(Talk.call(1, "echo", "{'text':'last'}").replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        server.end();
        assertThat(server.rest().stream().map(RunningServer::said).toList(), contains("last"));
    }

    // behaviour: stdio.malformed
    @Test
    void aMessageThatBreaksOffIsAParseError() throws Exception {
        serve();
        server.write("{\"jsonrpc\":\"2.0\",\"id\":1,\"met".getBytes(StandardCharsets.UTF_8));
        server.end();
        List<JsonObject> rest = server.rest();
        assertThat(rest.size(), is(1));
        assertThat(rest.getFirst().get("id"), is(JsonValue.NULL));
        assertThat(rest.getFirst().getJsonObject("error").getInt("code"), is(RpcError.PARSE_ERROR));
    }

    // behaviour: stdio.long-line
    @Test
    void aLineOverTheLimitIsSkippedAndToldSoAndTheNextOneIsAnswered() throws Exception {
        serve(limits(1_000, 64, 64, 1 << 20, Duration.ofSeconds(45), Duration.ofSeconds(10)));
        server.send(Talk.call(1, "echo", "{'text':'" + "x".repeat(100_000) + "'}"), Talk.call(2, "echo", "{'text':'good'}"));
        JsonObject refusal = server.next();
        assertThat(refusal.get("id"), is(JsonValue.NULL));
        assertThat(refusal.getJsonObject("error").getInt("code"), is(RpcError.INVALID_REQUEST));
        assertThat(refusal.getJsonObject("error").getString("message"), containsString("longer than 1000 bytes"));
        assertThat(server.said(2), is("good"));
    }

    // behaviour: stdio.malformed
    @Test
    void aLineThatIsNotUtf8IsAParseErrorAndTheNextOneIsAnswered() throws Exception {
        serve();
        server.write(new byte[] {'"', (byte) 0xff, '"', '\n'});
        server.send(Talk.call(2, "echo", "{'text':'good'}"));
        assertThat(server.next().getJsonObject("error").getInt("code"), is(RpcError.PARSE_ERROR));
        assertThat(server.said(2), is("good"));
    }

    // behaviour: stdio.framing
    @Test
    void aLineFeedInsideOfTextIsEscaped() throws Exception {
        serve();
        server.send(Talk.call(1, "echo", "{'text':'a\\nb\\r\\u2028c'}"));
        // the client of these tests reads line by line
        assertThat(server.said(1), is("a\nb\r\u2028c"));
    }
}
