package sigil.code.search;

import java.util.List;

/** What a listing answers. */
public sealed interface ListOutcome permits ListOutcome.Page, ListOutcome.NotADirectory, Refused {

    /**
     * Entries, in path order, a directory before what it holds.
     *
     * @param directory real path of the directory in the repository, empty for the root
     * @param entries   at most as many as asked for
     * @param more      whether at least one further entry follows
     * @param next      the offset at which to go on; meaningful if {@code more}
     */
    record Page(String directory, List<Entry> entries, boolean more, int next) implements ListOutcome {
        /** Copies the entries. */
        public Page {
            entries = List.copyOf(entries);
        }
    }

    /**
     * The path is a file: read it.
     *
     * @param path its real path in the repository
     */
    record NotADirectory(String path) implements ListOutcome {
    }
}
