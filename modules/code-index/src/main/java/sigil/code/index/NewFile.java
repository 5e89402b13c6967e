package sigil.code.index;

import java.util.Objects;

/**
 * A file to put into the index. The text is not copied: it must stay as it is until the file was put.
 *
 * @param repository the name of its repository
 * @param path       repository-relative, with {@code /}
 * @param stamp      by what it is recognised
 * @param kind       what it is
 * @param text       well-formed UTF-8, of which {@code from} to before {@code to} counts; of no meaning for files that are no text
 * @param from       where the text begins
 * @param to         where it ends
 */
public record NewFile(String repository, String path, Stamp stamp, FileKind kind, byte[] text, int from, int to) {

    /** Checks the range. */
    public NewFile {
        Objects.requireNonNull(stamp, "stamp");
        Objects.requireNonNull(kind, "kind");
        Objects.checkFromToIndex(from, to, text.length);
    }
}
