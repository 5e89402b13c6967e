package sigil.mcp.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The small form of the measurement: one package of each language. Skipped where ctags or the sources cannot be had, but not in CI. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SymbolRecallTest {
    private static final Path SOURCES = Path.of("target/symbol-sources");

    @BeforeAll
    static void fetch() throws IOException, InterruptedException {
        boolean there = ends("ctags", "--version") && ends("sh", "symbol-sources.sh", SOURCES.toString(), "some");
        assumeTrue(there || "true".equals(System.getenv("CI")), "needs ctags, and the sources that symbol-sources.sh fetches");
        assertThat("ctags, and the sources that symbol-sources.sh fetches", there);
    }

    @ParameterizedTest
    @EnumSource
    void theBuiltInRulesFindWhatCtagsFinds(SymbolRecall.Measured language) throws IOException, InterruptedException {
        SymbolRecall.Score score = SymbolRecall.measure(language, SOURCES.resolve(language.directory()), false);
        assertThat(score.row(), score.reference(), greaterThan(500));
        assertThat(score.row(), score.recall(), greaterThanOrEqualTo(language.required()));
        assertThat(score.row(), score.precision(), greaterThanOrEqualTo(0.65));
    }

    private static boolean ends(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
