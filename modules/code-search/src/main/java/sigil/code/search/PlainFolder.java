package sigil.code.search;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A directory held by its path, for systems without {@link java.nio.file.SecureDirectoryStream}: each step is checked, but not atomically. */
record PlainFolder(Path path) implements Folder {

    @Override
    public List<String> names() throws IOException {
        var names = new ArrayList<String>();
        try (var entries = Files.newDirectoryStream(path)) {
            for (var entry : entries) {
                names.add(entry.getFileName().toString());
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    @Override
    public BasicFileAttributes attributes(String name) throws IOException {
        return Files.readAttributes(path.resolve(Folder.element(name)), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
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
        return new PlainFolder(path.resolve(Folder.element(name)));
    }

    @Override
    public SeekableByteChannel file(String name, BasicFileAttributes seen) throws IOException {
        if (!seen.isRegularFile()) {
            throw new NoSuchFileException("not a regular file");
        }
        return Files.newByteChannel(path.resolve(Folder.element(name)), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
    }

    @Override
    public void close() {
        // nothing is held open
    }
}
