package sigil.code.search;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * An open directory, and the only way this library touches files: one name at a time, never following a link, never opening anything but
 * a regular file or a directory (opening a fifo would block). Exceptions may carry absolute paths: they end inside the package.
 */
sealed interface Folder extends AutoCloseable permits SecureFolder, PlainFolder {

    /**
     * Opens a directory by its real path. Where the platform has it, everything beneath is reached by descriptors, so that a swap of a
     * directory for a link between check and use cannot lead outside.
     */
    static Folder open(Path root) throws IOException {
        var stream = Files.newDirectoryStream(root);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return new SecureFolder(secure);
        }
        stream.close();
        return new PlainFolder(root);
    }

    /** The names in it, in no order. Can be asked once. */
    List<String> names() throws IOException;

    /** What a name is, links not followed. */
    BasicFileAttributes attributes(String name) throws IOException;

    /** Opens a directory in it; anything else, a link to a directory too, is not there. */
    Folder folder(String name) throws IOException;

    /** Opens a regular file in it for reading; anything else, a link to a file too, is not there. */
    SeekableByteChannel file(String name) throws IOException;

    @Override
    void close();

    /** The name as a path of one element. */
    static Path element(String name) throws IOException {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new NoSuchFileException("not a name on this system");
        }
    }
}
