package sigil.code.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sigil.code.index.ChunkedFile;
import sigil.code.index.FileKind;
import sigil.code.index.Stamp;

/** Reads files and cuts them into chunks. For one thread. */
final class ChunkReader {

    private final Chunks chunks = Chunks.standard();
    private final FileText text;

    /** Larger files than this are not read. */
    ChunkReader(int largestFile) {
        this.text = new FileText(largestFile);
    }

    /** What there is to make vectors of, by digest; nothing if the file is not there, or not served. */
    Map<String, String> texts(String path, FolderCursor cursor) {
        try (var channel = cursor.file(path)) {
            // how long it is is found out by reading
            return text.read(channel, 0) == FileHits.Status.SEARCHED ? cut(path).texts() : Map.of();
        } catch (IOException e) {
            return Map.of();
        }
    }

    private Chunks.Cut cut(String path) {
        return chunks.of(path, new String(text.bytes(), text.from(), text.to() - text.from(), StandardCharsets.UTF_8));
    }

    /**
     * A file as it is now.
     *
     * @param stamp by which it will be recognised
     * @return the file; empty if it is not there, or not served
     */
    Optional<ChunkedFile> read(String repository, String path, Stamp stamp, FolderCursor cursor) {
        try (var channel = cursor.file(path)) {
            var status = text.read(channel, Math.max(0, stamp.size()));
            if (status != FileHits.Status.SEARCHED) {
                var kind = status == FileHits.Status.BINARY ? FileKind.BINARY : FileKind.TOO_LARGE;
                return Optional.of(new ChunkedFile(repository, path, stamp, kind, List.of(), List.of()));
            }
            var cut = cut(path);
            return Optional.of(new ChunkedFile(repository, path, stamp, FileKind.TEXT, cut.definitions(), cut.chunks()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
