package sigil.code.search;

import java.util.List;

/** What reading a file answers. */
public sealed interface ReadOutcome permits ReadOutcome.Text, ReadOutcome.Binary, ReadOutcome.TooLarge, ReadOutcome.IsDirectory, Refused {

    /**
     * One line, without its end.
     *
     * @param number  from 1
     * @param text    what it says; if clipped, its beginning and then {@code " …[clipped]"}
     * @param clipped whether the line is longer than what is shown
     */
    record Line(int number, String text, boolean clipped) {
    }

    /**
     * Lines of a text file.
     *
     * @param path       real path in the repository
     * @param lines      consecutive lines, fewer than asked for if the file or the budget ends first
     * @param totalLines how many lines the file has
     * @param sizeBytes  how many bytes the file has
     * @param encoding   how it was decoded
     * @param truncated  whether the byte budget ended the page before the range asked for
     * @param nextLine   the line at which to go on; 0 if nothing follows
     */
    record Text(String path, List<Line> lines, int totalLines, long sizeBytes, TextEncoding encoding, boolean truncated, int nextLine)
            implements ReadOutcome {
        /** Copies the lines. */
        public Text {
            lines = List.copyOf(lines);
        }
    }

    /**
     * The file is not text.
     *
     * @param path      real path in the repository
     * @param sizeBytes its size
     * @param kind      a few words on what it looks like
     */
    record Binary(String path, long sizeBytes, String kind) implements ReadOutcome {
    }

    /**
     * The file is too large to be read at all.
     *
     * @param path       real path in the repository
     * @param sizeBytes  its size
     * @param limitBytes the largest that is read
     */
    record TooLarge(String path, long sizeBytes, long limitBytes) implements ReadOutcome, WholeOutcome {
    }

    /**
     * The path is a directory: list it.
     *
     * @param path real path in the repository
     */
    record IsDirectory(String path) implements ReadOutcome, WholeOutcome {
    }
}
