package sigil.code.search;

import java.util.List;
import java.util.Objects;

/**
 * What to search for. Begin with {@link #literal} or {@link #regex} and change what differs. Whether the text is a usable query is told
 * by the search, as {@link QueryRejected}.
 *
 * @param text          the text or RE2 pattern that a line holds; {@code \w \d \b} of a pattern are ASCII
 * @param regex         whether {@code text} is a pattern
 * @param caseMode      how letters are compared
 * @param word          whether no letter, digit or {@code _} may stand next to a match
 * @param paths         which files
 * @param repositories  names of the repositories to search; empty for all
 * @param includeHidden whether files and directories that begin with a dot are searched
 * @param context       0 to 10: lines to show before and after each match
 * @param limit         1 to 1000: matching lines on a page
 * @param offset        0 to 100000: matching lines to pass over
 * @param countAll      whether to go on counting, file by file, when the page is full
 * @param bestFirst     whether files come in the order of {@link FileRank} instead of that of repositories and paths
 */
public record SearchQuery(String text, boolean regex, CaseMode caseMode, boolean word, PathFilter paths, List<String> repositories,
                          boolean includeHidden, int context, int limit, int offset, boolean countAll, boolean bestFirst) {

    /** The most context lines. */
    public static final int MOST_CONTEXT = 10;
    /** The most matching lines on a page. */
    public static final int MOST_LIMIT = 1000;
    /** The largest offset. */
    public static final int MOST_OFFSET = 100_000;

    /** Checks the ranges. */
    public SearchQuery {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(caseMode, "caseMode");
        Objects.requireNonNull(paths, "paths");
        repositories = List.copyOf(repositories);
        Ranges.within("context", context, 0, MOST_CONTEXT);
        Ranges.within("limit", limit, 1, MOST_LIMIT);
        Ranges.within("offset", offset, 0, MOST_OFFSET);
    }

    /** So many matching lines are of interest: the page, those before it, and one that says that there are more. */
    long mostLines() {
        return countAll ? Long.MAX_VALUE : (long) offset + limit + 1;
    }

    /**
     * Lines that hold a text, smart case, all repositories, 50 lines.
     *
     * @param text what to find
     * @return the query
     */
    public static SearchQuery literal(String text) {
        return new SearchQuery(text, false, CaseMode.SMART, false, PathFilter.ANY, List.of(), true, 0, 50, 0, false, false);
    }

    /**
     * Lines that match an RE2 pattern, smart case, all repositories, 50 lines.
     *
     * @param pattern what to find
     * @return the query
     */
    public static SearchQuery regex(String pattern) {
        return new SearchQuery(pattern, true, CaseMode.SMART, false, PathFilter.ANY, List.of(), true, 0, 50, 0, false, false);
    }

    /** @return this with another case mode
     * @param mode how letters are compared */
    public SearchQuery withCase(CaseMode mode) {
        return new SearchQuery(text, regex, mode, word, paths, repositories, includeHidden, context, limit, offset, countAll, bestFirst);
    }

    /** @return this for whole words, or not
     * @param whole whether no word character may stand next to a match */
    public SearchQuery withWord(boolean whole) {
        return new SearchQuery(text, regex, caseMode, whole, paths, repositories, includeHidden, context, limit, offset, countAll, bestFirst);
    }

    /** @return this in other files
     * @param filter which */
    public SearchQuery inPaths(PathFilter filter) {
        return new SearchQuery(text, regex, caseMode, word, filter, repositories, includeHidden, context, limit, offset, countAll, bestFirst);
    }

    /** @return this in one repository
     * @param name which */
    public SearchQuery inRepository(String name) {
        return new SearchQuery(text, regex, caseMode, word, paths, List.of(name), includeHidden, context, limit, offset, countAll, bestFirst);
    }

    /** @return this with or without hidden files
     * @param hidden whether they are searched */
    public SearchQuery withHidden(boolean hidden) {
        return new SearchQuery(text, regex, caseMode, word, paths, repositories, hidden, context, limit, offset, countAll, bestFirst);
    }

    /** @return this with other context
     * @param lines 0 to 10 */
    public SearchQuery withContext(int lines) {
        return new SearchQuery(text, regex, caseMode, word, paths, repositories, includeHidden, lines, limit, offset, countAll, bestFirst);
    }

    /** @return this with another page size
     * @param lines 1 to 1000 */
    public SearchQuery withLimit(int lines) {
        return new SearchQuery(text, regex, caseMode, word, paths, repositories, includeHidden, context, lines, offset, countAll, bestFirst);
    }

    /** @return this from another offset
     * @param lines 0 to 100000 */
    public SearchQuery from(int lines) {
        return new SearchQuery(text, regex, caseMode, word, paths, repositories, includeHidden, context, limit, lines, countAll, bestFirst);
    }

    /** @return this with counting beyond the page, or without
     * @param all whether to count everything */
    public SearchQuery withCountAll(boolean all) {
        return new SearchQuery(text, regex, caseMode, word, paths, repositories, includeHidden, context, limit, offset, all, bestFirst);
    }

    /** @return this with the files that are meant most likely first
     * @param best whether it is so; otherwise in the order of repositories and paths */
    public SearchQuery withBestFirst(boolean best) {
        return new SearchQuery(text, regex, caseMode, word, paths, repositories, includeHidden, context, limit, offset, countAll, best);
    }
}
