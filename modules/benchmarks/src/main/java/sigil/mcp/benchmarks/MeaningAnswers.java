package sigil.mcp.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import sigil.code.search.Indexer;
import sigil.code.search.MeaningIndexer;
import sigil.code.search.MeaningOutcome;
import sigil.code.search.MeaningQuery;
import sigil.code.search.MeaningSearch;
import sigil.code.search.PathGate;
import sigil.code.search.Repositories;
import sigil.code.search.Repository;
import sigil.code.search.SearchControl;
import sigil.code.search.SecretRules;

/** The same questions put to the search itself, over files without comments on the disk: ten places, each read for its answer. */
final class MeaningAnswers {

    private static final String REPOSITORY = "corpus";
    private static final int LARGEST_FILE = 4 << 20;

    private MeaningAnswers() {
    }

    static void measure(List<MeaningCheck.Source> sources, List<MeaningCheck.Question> asked) throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("meaning-answers").toRealPath();
        try {
            var tree = directory.resolve(REPOSITORY);
            for (var source : sources) {
                var file = tree.resolve(source.path());
                Files.createDirectories(file.getParent());
                Files.writeString(file, source.stripped());
            }
            var repositories = Repositories.of(List.of(Repository.of(REPOSITORY, tree)));
            var gate = PathGate.of(SecretRules.standard());
            var state = directory.resolve("state");
            long begin = System.nanoTime();
            try (var text = new Indexer(repositories, gate, state, LARGEST_FILE, Duration.ZERO, System.out::println);
                    var indexer = new MeaningIndexer(repositories, gate, text, state, System.out::println)) {
                while (!indexer.current(REPOSITORY)) {
                    Thread.sleep(200);
                }
                double seconds = (System.nanoTime() - begin) / 1e9;
                var search = new MeaningSearch(repositories, gate, Optional.of(indexer), Optional.empty(), LARGEST_FILE);
                asked.stream().limit(100).forEach(question -> rank(search, question));
                MeaningCheck.row("semantic_search, ten places", asked, question -> rank(search, question), indexer.sizeBytes(), seconds);
            }
        } finally {
            MeaningCheck.delete(directory);
        }
    }

    private static int rank(MeaningSearch search, MeaningCheck.Question question) {
        var outcome = search.search(MeaningQuery.of(question.sentence()), SearchControl.within(Duration.ofMinutes(1)));
        if (!(outcome instanceof MeaningOutcome.Ranked ranked)) {
            throw new IllegalStateException(question + ": " + outcome);
        }
        return ranked.places().stream().map(MeaningOutcome.Place::path).distinct().toList().indexOf(question.path()) + 1;
    }
}
