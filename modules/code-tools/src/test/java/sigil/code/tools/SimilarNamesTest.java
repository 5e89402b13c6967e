package sigil.code.tools;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sigil.code.search.PathGate;
import sigil.code.search.Repositories;
import sigil.code.search.Repository;
import sigil.code.search.SearchControl;
import sigil.code.search.SearchResult;
import sigil.code.search.SecretRules;
import sigil.code.search.SymbolCandidates;
import sigil.code.search.Symbols;
import sigil.code.symbols.OutlineSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

/** Names that are like one that is not defined. */
class SimilarNamesTest {
    @TempDir
    private Path root;

    private SimilarNames names(SymbolCandidates candidates) {
        new Sources(root).file("src/HttpRouting.java", "class HttpRouting {}\n");
        Repositories repositories = Repositories.of(List.of(Repository.of("app", root)));
        return new SimilarNames(new Symbols(repositories, PathGate.of(SecretRules.standard()), candidates, OutlineSource.builtIn(), 1 << 20));
    }

    private static SymbolCandidates.Found found(String... paths) {
        return new SymbolCandidates.Found(List.of(paths).stream().map(path -> new SearchResult.FileCount("app", path, 1)).toList(),
                SearchResult.Ending.COMPLETE);
    }

    @Test
    void allThatIsDoneForThemTakesAFractionOfASecond() {
        List<Duration> budgets = new ArrayList<>();
        SimilarNames slow = names((text, word, repositories, control) -> {
            budgets.add(control.budget());
            try {
                Thread.sleep(control.budget());
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return found();
        });
        assertThat(slow.of("HttpRoutng", List.of(), SearchControl.within(Duration.ofMinutes(1))), is(empty()));
        assertThat(budgets.stream().reduce(Duration.ZERO, Duration::plus), is(lessThan(Duration.ofMillis(400))));
    }

    @Test
    void whatHoldsMostOfTheNameIsLookedAtBeforeWhatHoldsAHalf() {
        List<String> asked = new ArrayList<>();
        SimilarNames names = names((text, word, repositories, control) -> {
            asked.add(text);
            return text.equals("HttpRou") ? found("src/HttpRouting.java") : found();
        });
        assertThat(names.of("HttpRoutng", List.of(), SearchControl.within(Duration.ofMinutes(1))), is(List.of("HttpRouting")));
        assertThat(asked, is(List.of("HttpRou", "pRoutng")));
    }
}
