package sigil.tunnel;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.matchesPattern;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/tunnel/doctor.md knows every fault, word for word. */
class FaultReferenceTest {
    @Test
    void theTableHasEveryFaultInTheOrderOfThePath() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("../../docs/tunnel/doctor.md")).stream()
                .filter(line -> line.matches("\\| `[a-z0-9-]+` \\| .*\\|")).toList();
        assertThat(rows.stream().collect(Collectors.joining("\n")), is(Stream.of(Fault.values())
                .map(fault -> "| `" + fault.id() + "` | " + fault.cause() + " | " + fault.cure() + " | " + fault.page() + " |")
                .collect(Collectors.joining("\n"))));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aFaultHasANameForMachinesAndSentencesForPeople(Fault fault) {
        assertThat(fault.id(), matchesPattern("[a-z0-9]+(-[a-z0-9]+)*"));
        assertThat(fault.cause(), matchesPattern("[A-Z].*\\."));
        assertThat(fault.cure(), matchesPattern("[A-Za-z].*[.?]"));
        assertThat(fault.cause(), fault.cause().length(), lessThan(240));
    }

    @Test
    void noTwoFaultsHaveOneName() {
        assertThat(Stream.of(Fault.values()).map(Fault::id).collect(Collectors.toSet()), hasSize(Fault.values().length));
    }
}
