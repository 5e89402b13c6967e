package sigil.code.search;

import java.util.List;

/**
 * A page of matching lines, and how it came about.
 *
 * @param files      files with lines on this page, by repository and path or the best first
 * @param shown      matching lines on this page
 * @param nextOffset the offset at which to go on; 0 if no further line is known
 * @param ending     whether everything was searched, and if not, why
 * @param counted    matching lines seen, of one file no more than the page needs: all there are if {@code ending} is complete or counting went on beyond the page
 * @param counts     matching lines by file, the first thousand files of what was seen
 * @param coverage   what was searched
 * @param arrangement a page goes on where another ended if both have the same number here; 0 in the order of repositories and paths
 */
public record SearchResult(List<FileMatches> files, int shown, int nextOffset, Ending ending, long counted, List<FileCount> counts,
                           Coverage coverage, int arrangement) implements SearchOutcome {

    /** Copies the lists. */
    public SearchResult {
        files = List.copyOf(files);
        counts = List.copyOf(counts);
    }

    /** Why a search ended. */
    public enum Ending {
        /** everything was searched */
        COMPLETE,
        /** the page is full, and at least one more line matches */
        LIMIT,
        /** the time budget was spent */
        DEADLINE,
        /** nobody waits any longer */
        CANCELLED
    }

    /**
     * Lines of a file.
     *
     * @param repository its name
     * @param path       repository-relative
     * @param lines      matching lines and their context, each once, by number
     */
    public record FileMatches(String repository, String path, List<Line> lines) {
        /** Copies the lines. */
        public FileMatches {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A line.
     *
     * @param number  from 1
     * @param text    at most 240 characters around the first match, {@code …} standing for what was left out
     * @param match   whether it is a match of this page; a context line may be a match of another page
     * @param clipped whether something was left out
     */
    public record Line(int number, String text, boolean match, boolean clipped) {
    }

    /**
     * How many lines of a file match.
     *
     * @param repository its name
     * @param path       repository-relative
     * @param lines      at least 1
     */
    public record FileCount(String repository, String path, int lines) {
    }

    /**
     * What was searched.
     *
     * @param searched   text files looked through, and those in which nothing can match as the index knows
     * @param matching   files with a match
     * @param binary     files passed over as not text
     * @param tooLarge   files passed over for their size
     * @param unreadable files that could not be opened
     * @param ruledOut   those of {@code searched} that the index spared
     * @param notEntered directories that cannot be read or lie too deep; what is in them is counted nowhere else
     */
    public record Coverage(int searched, int matching, int binary, int tooLarge, int unreadable, int ruledOut, int notEntered) {
    }
}
