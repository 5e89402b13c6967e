package sigil.code.index;

import java.nio.charset.StandardCharsets;
import org.apache.lucene.util.BytesRef;

/**
 * How a file is named in the engine: repository and path, each {@code /} as a zero byte. So the order of bytes is the order in which a walk
 * meets files, and all that lies beneath a directory lies together. Names hold no control characters.
 */
final class Key {

    private Key() {
    }

    static BytesRef of(String repository, String path) {
        return new BytesRef(bytes(repository + '/' + path));
    }

    /** What the keys of all files beneath a directory begin with; of the whole repository where the directory is empty. */
    static BytesRef beneath(String repository, String directory) {
        return new BytesRef(bytes(repository + '/' + (directory.isEmpty() ? "" : directory + '/')));
    }

    /** What comes after all of those. */
    static BytesRef beyond(BytesRef beneath) {
        var end = BytesRef.deepCopyOf(beneath);
        end.bytes[end.offset + end.length - 1] = 1;
        return end;
    }

    static String repository(BytesRef key) {
        int end = key.offset;
        while (key.bytes[end] != 0) {
            end++;
        }
        return new String(key.bytes, key.offset, end - key.offset, StandardCharsets.UTF_8);
    }

    static String path(BytesRef key, int repositoryLength) {
        int from = repositoryLength + 1;
        return new String(key.bytes, key.offset + from, key.length - from, StandardCharsets.UTF_8).replace('\0', '/');
    }

    private static byte[] bytes(String text) {
        return text.replace('/', '\0').getBytes(StandardCharsets.UTF_8);
    }
}
