package sigil.code.search;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/**
 * An open directory, and the only way this library touches files: one name at a time, never following a link, never opening anything but
 * a regular file or a directory (opening a fifo would block). Exceptions may carry absolute paths: they end inside the package.
 */
sealed interface Folder extends AutoCloseable permits KernelFolder, SecureFolder, PlainFolder {

    /**
     * Opens a directory by its real path. Where the platform has it, everything beneath is reached by descriptors, so that a swap of a
     * directory for a link between check and use cannot lead outside.
     */
    static Folder open(Path root) throws IOException {
        if (Kernel.isUsable()) {
            return KernelFolder.open(root);
        }
        var stream = Files.newDirectoryStream(root);
        if (stream instanceof SecureDirectoryStream<Path> secure) {
            return new SecureFolder(secure, root);
        }
        stream.close();
        return new PlainFolder(root);
    }

    /** The names in it, in no order. Can be asked once. */
    List<String> names() throws IOException;

    /** What a name is, links not followed. */
    BasicFileAttributes attributes(String name) throws IOException;

    /** The same; empty if there is no such name. */
    default Optional<BasicFileAttributes> find(String name) throws IOException {
        try {
            return Optional.of(attributes(name));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * How many names the file behind a name has on its disk; 1 if this system does not tell. Throws if that is not the file that the attributes
     * are of.
     */
    int links(String name, BasicFileAttributes attributes) throws IOException;

    /** The same for a file of which the whole path is known. */
    static int links(Path path, BasicFileAttributes attributes) throws IOException {
        try {
            var now = Files.readAttributes(path, "unix:nlink,fileKey", LinkOption.NOFOLLOW_LINKS);
            if (!now.get("fileKey").equals(attributes.fileKey())) {
                throw new NoSuchFileException("another file by now");
            }
            return (Integer) now.get("nlink");
        } catch (UnsupportedOperationException e) {
            return 1;
        }
    }

    /** Opens a directory in it; anything else, a link to a directory too, is not there. */
    Folder folder(String name) throws IOException;

    /** Opens a regular file in it for reading; anything else, a link to a file too, is not there. */
    default ReadableByteChannel file(String name) throws IOException {
        return file(name, attributes(name));
    }

    /** The same for whoever has just looked what the name is. */
    ReadableByteChannel file(String name, BasicFileAttributes seen) throws IOException;

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
