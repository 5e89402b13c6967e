package sigil.mcp.core;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Conversations as they go over a transport without headers; {@link Conversation} says how to read them. Many come in pairs, one for each
 * era: what the eras do differently is seen by reading two files side by side.
 *
 * <p>{@code mvn -pl mcp-core test -Dtest=TranscriptTest -Dtranscripts.rewrite=true} writes down what the server says now, and
 * fails where that is something else; the difference is for a person to judge.
 */
class TranscriptTest {
    private static final Path TRANSCRIPTS = Path.of("src", "test", "resources", "transcripts");
    private static final Pattern METHOD = Pattern.compile("^> .*\"method\":\"([^\"]+)\"");

    static List<String> transcripts() throws IOException {
        try (Stream<Path> files = Files.list(TRANSCRIPTS)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void theServerAnswersAsWritten(String file) throws IOException, InterruptedException {
        List<String> written = Files.readAllLines(TRANSCRIPTS.resolve(file));
        boolean rewrite = Boolean.getBoolean("transcripts.rewrite");
        List<String> said = new Conversation(rewrite).play(written);
        if (rewrite) {
            Files.write(TRANSCRIPTS.resolve(file), said);
        }
        assertThat(String.join("\n", said), is(String.join("\n", written)));
    }

    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void theTranscriptOfARevisionUsesEveryMethodThatItHas(ProtocolVersion version) throws IOException {
        Changes changes = new Changes();
        McpServer server = Servers.of(changes, ServerLimits.DEFAULTS, SampleTools.sums(), new SampleLibrary(changes), new SampleTasks().contribution());
        Set<String> missing = new TreeSet<>(server.methods(version));
        Path transcript = TRANSCRIPTS.resolve("revision." + version.wire() + ".txt");
        for (String line : Files.readAllLines(transcript)) {
            Matcher method = METHOD.matcher(line);
            if (method.find()) {
                missing.remove(method.group(1));
            }
        }
        assertThat("methods that are in the table and not in " + transcript, missing, is(empty()));
    }
}
