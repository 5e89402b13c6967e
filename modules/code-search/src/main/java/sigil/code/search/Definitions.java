package sigil.code.search;

import java.util.List;

/**
 * Definitions, best first.
 *
 * @param best   not more than were asked for
 * @param total  how many there are
 * @param partly files that hold the name, and of which not all symbols are known: there are too many, or the file is too large
 * @param ending {@code COMPLETE}, {@code LIMIT} if more files hold the name than are looked at, {@code DEADLINE} or {@code CANCELLED}
 */
public record Definitions(List<Definition> best, int total, List<SearchResult.FileCount> partly, SearchResult.Ending ending) {

    /** Copies the lists. */
    public Definitions {
        best = List.copyOf(best);
        partly = List.copyOf(partly);
    }
}
