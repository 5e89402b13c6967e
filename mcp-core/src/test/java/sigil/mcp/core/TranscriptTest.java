package sigil.mcp.core;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Conversations, as they go over a transport without headers: {@code >} is what the client sends, {@code <} what the server answers, each
 * notification on a line of its own, {@code <-} an answer that is none. What the eras do differently is seen by reading two files.
 */
class TranscriptTest {

    static Stream<String> transcripts() {
        return Stream.of("legacy.txt", "modern.txt", "errors.txt");
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void theServerAnswersAsWritten(String file) throws IOException, InterruptedException {
        McpServer server = McpServer.create(new Implementation("test", "Test", "1"), List.of(new SampleTools().contribution()));
        StringBuilder actual = new StringBuilder();
        String expected;
        try (InputStream in = TranscriptTest.class.getResourceAsStream("/transcripts/" + file)) {
            expected = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (String line : expected.lines().toList()) {
            if (line.startsWith("> ")) {
                actual.append(line).append('\n');
                answers(server, line.substring(2)).forEach(answer -> actual.append(answer).append('\n'));
            } else if (!line.startsWith("<")) {
                actual.append(line).append('\n');
            }
        }
        assertThat(actual.toString(), is(expected));
    }

    private static List<String> answers(McpServer server, String message) throws InterruptedException {
        List<String> lines = new ArrayList<>();
        Reply reply = server.answer(Classifier.classify(Text.json(message), MessageHeaders.NONE), new Caller("tester", Set.of(Scope.READ)),
                new Outlet() {
                    @Override
                    public void send(JsonObject notification) {
                        lines.add("< " + text(notification));
                    }

                    @Override
                    public Cancellation cancellation() {
                        return new Cancellation();
                    }

                    @Override
                    public Instant deadline() {
                        return Instant.now().plusSeconds(10);
                    }
                });
        message(reply).ifPresentOrElse(answer -> lines.add("< " + text(answer)), () -> lines.add("<-"));
        return lines;
    }

    private static Optional<JsonObject> message(Reply reply) {
        return switch (reply) {
            case Reply.Result result -> Optional.of(result.response());
            case Reply.Failure failure -> Optional.of(failure.response());
            case Reply.Forbidden forbidden -> Optional.of(forbidden.response());
            case Reply.Accepted accepted -> Optional.empty();
        };
    }

    private static String text(JsonValue value) {
        return new String(JsonCodec.bytes(value), StandardCharsets.UTF_8);
    }
}
