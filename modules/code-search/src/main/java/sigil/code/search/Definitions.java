package sigil.code.search;

import java.util.List;

/**
 * Definitions, best first.
 *
 * @param best   not more than were asked for
 * @param total  how many there are
 * @param ending {@code COMPLETE}, {@code LIMIT} if more files hold the name than are looked at, {@code DEADLINE} or {@code CANCELLED}
 */
public record Definitions(List<Definition> best, int total, SearchResult.Ending ending) {

    /** Copies the list. */
    public Definitions {
        best = List.copyOf(best);
    }
}
