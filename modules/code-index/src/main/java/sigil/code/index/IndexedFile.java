package sigil.code.index;

/**
 * A file that is in the index.
 *
 * @param path  repository-relative, with {@code /}
 * @param stamp as it was when it was put in, or {@link Stamp#UNSETTLED}
 * @param kind  what it is
 */
public record IndexedFile(String path, Stamp stamp, FileKind kind) {
}
