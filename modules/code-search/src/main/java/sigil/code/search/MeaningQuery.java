package sigil.code.search;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A description of what is looked for.
 *
 * @param text         in any words
 * @param repositories names of the repositories to look in; empty for all
 * @param paths        which files
 * @param codeOnly     whether documents, data and configuration are left out
 * @param k            1 to 50: how many places to answer
 */
public record MeaningQuery(String text, List<String> repositories, PathFilter paths, boolean codeOnly, int k) {

    /** The most places. */
    public static final int MOST = 50;
    private static final Set<String> PROSE = Set.of("Markdown", "AsciiDoc", "HTML", "CSS");

    /** Checks the range. */
    public MeaningQuery {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(paths, "paths");
        repositories = List.copyOf(repositories);
        Ranges.within("k", k, 1, MOST);
    }

    /**
     * Ten places in all files of all repositories.
     *
     * @param text in any words
     * @return the query
     */
    public static MeaningQuery of(String text) {
        return new MeaningQuery(text, List.of(), PathFilter.ANY, false, 10);
    }

    /** Which files are meant. */
    Predicate<String> wanted() {
        return path -> paths.accepts(path) && (!codeOnly || Languages.of(path).filter(language -> !PROSE.contains(language)).isPresent());
    }
}
