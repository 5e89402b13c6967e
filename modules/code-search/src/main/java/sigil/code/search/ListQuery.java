package sigil.code.search;

import java.util.Objects;

/**
 * What to list. Begin with {@link #of} and change what differs.
 *
 * @param directory     repository-relative; {@code ""} or {@code "."} for the root
 * @param filter        which files; with any filter but {@link PathFilter#ANY} directories are left out
 * @param maxDepth      at least 1; 1 shows the direct entries only
 * @param includeHidden whether names that begin with a dot are shown
 * @param maxEntries    at least 1: how many entries a page holds
 * @param offset        how many entries to pass over
 * @param after         passes over everything up to and with this path, which need not exist; empty for none
 */
public record ListQuery(String directory, PathFilter filter, int maxDepth, boolean includeHidden, int maxEntries, int offset, String after) {

    /** Checks the ranges. */
    public ListQuery {
        Objects.requireNonNull(directory, "directory");
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(after, "after");
        Ranges.atLeast("maxDepth", maxDepth, 1);
        Ranges.atLeast("maxEntries", maxEntries, 1);
        Ranges.atLeast("offset", offset, 0);
    }

    /**
     * Three levels, 200 entries, nothing hidden.
     *
     * @param directory repository-relative
     * @return the query
     */
    public static ListQuery of(String directory) {
        return new ListQuery(directory, PathFilter.ANY, 3, false, 200, 0, "");
    }

    /** @return this with another filter
     * @param other which files */
    public ListQuery withFilter(PathFilter other) {
        return new ListQuery(directory, other, maxDepth, includeHidden, maxEntries, offset, after);
    }

    /** @return this with another depth
     * @param depth at least 1 */
    public ListQuery withMaxDepth(int depth) {
        return new ListQuery(directory, filter, depth, includeHidden, maxEntries, offset, after);
    }

    /** @return this with or without hidden names
     * @param hidden whether to show them */
    public ListQuery withHidden(boolean hidden) {
        return new ListQuery(directory, filter, maxDepth, hidden, maxEntries, offset, after);
    }

    /** @return this with another page size
     * @param entries at least 1 */
    public ListQuery withMaxEntries(int entries) {
        return new ListQuery(directory, filter, maxDepth, includeHidden, entries, offset, after);
    }

    /** @return this from another offset
     * @param entries at least 0 */
    public ListQuery from(int entries) {
        return new ListQuery(directory, filter, maxDepth, includeHidden, maxEntries, entries, after);
    }

    /** @return this from after a path
     * @param path the last one seen */
    public ListQuery after(String path) {
        return new ListQuery(directory, filter, maxDepth, includeHidden, maxEntries, offset, path);
    }
}
