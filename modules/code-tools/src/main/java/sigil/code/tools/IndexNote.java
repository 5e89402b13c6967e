package sigil.code.tools;

import java.util.List;
import java.util.Optional;
import sigil.code.search.Repositories;
import sigil.code.search.Repository;

/** What the first line of a search says of the index, where a search takes longer than it could. The answer is complete all the same. */
final class IndexNote {
    private final Repositories repositories;
    private final IndexFacts facts;

    IndexNote(Repositories repositories, IndexFacts facts) {
        this.repositories = repositories;
        this.facts = facts;
    }

    /**
     * A few words with a dot before them.
     *
     * @param names of the repositories that were searched; empty for all
     */
    String of(List<String> names) {
        List<Repository> searched = repositories.all().stream().filter(repository -> names.isEmpty() || names.contains(repository.name())).toList();
        for (Repository repository : searched) {
            Optional<String> words = words(facts.known(repository), facts.watchWanted() && facts.watch().isEmpty());
            if (words.isPresent()) {
                return " · " + (searched.size() == 1 ? "" : repository.name() + ": ") + words.get();
            }
        }
        return "";
    }

    /**
     * Why a search of a repository takes longer than it could.
     *
     * @param brief whether the process was made for a single call, and never watches although a server would
     */
    static Optional<String> words(IndexFacts.Facts known, boolean brief) {
        return known.report().map(report -> report.state().phase()).flatMap(phase -> switch (phase) {
            case COMPARING -> Optional.of(known.percent().map(percent -> "index " + percent + " %").orElse("index being built") + ", rest read from the files");
            case FAILED -> Optional.of("no index, read from the files");
            case COMPARED -> brief ? Optional.<String>empty() : Optional.of("index checked against the files");
            case OPENING, READING, CURRENT -> Optional.<String>empty();
        });
    }
}
