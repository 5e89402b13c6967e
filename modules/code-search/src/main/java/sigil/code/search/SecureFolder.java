package sigil.code.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A directory held by its descriptor ({@code openat} with {@code O_NOFOLLOW}).
 *
 * @param path where it was when it was opened: only what a descriptor does not tell is asked by it, and checked against what one does
 */
record SecureFolder(SecureDirectoryStream<Path> stream, Path path) implements Folder {

    @Override
    public List<String> names() throws IOException {
        var names = new ArrayList<String>();
        try {
            for (var entry : stream) {
                names.add(entry.getFileName().toString());
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    @Override
    public BasicFileAttributes attributes(String name) throws IOException {
        return stream.getFileAttributeView(Folder.element(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS).readAttributes();
    }

    @Override
    public int links(String name, BasicFileAttributes attributes) throws IOException {
        return Folder.links(path.resolve(Folder.element(name)), attributes);
    }

    @Override
    public Folder folder(String name) throws IOException {
        if (!attributes(name).isDirectory()) {
            throw new NoSuchFileException("not a directory");
        }
        var element = Folder.element(name);
        return new SecureFolder(stream.newDirectoryStream(element, LinkOption.NOFOLLOW_LINKS), path.resolve(element));
    }

    @Override
    public SeekableByteChannel file(String name, BasicFileAttributes seen) throws IOException {
        if (!seen.isRegularFile()) {
            throw new NoSuchFileException("not a regular file");
        }
        return stream.newByteChannel(Folder.element(name), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing a directory failed", new IOException());
        }
    }
}
