package sigil.code.index;

import java.util.List;
import java.util.Objects;

/**
 * A file to put into the index of chunks.
 *
 * @param repository  the name of its repository
 * @param path        repository-relative, with {@code /}
 * @param stamp       by what it is recognised
 * @param kind        what it is
 * @param definitions names that are defined in it, as written
 * @param chunks      its chunks; none for what is no text
 */
public record ChunkedFile(String repository, String path, Stamp stamp, FileKind kind, List<String> definitions, List<Chunk> chunks) {

    /** Copies the lists. */
    public ChunkedFile {
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(stamp, "stamp");
        Objects.requireNonNull(kind, "kind");
        definitions = List.copyOf(definitions);
        chunks = List.copyOf(chunks);
    }
}
