package sigil.code.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.UnaryOperator;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.Lock;

/** A directory of the engine in which every file is its owner's alone (0600). */
final class PrivateDirectory extends FilterDirectory {

    private final Path path;

    private PrivateDirectory(Directory directory, Path path) {
        super(directory);
        this.path = path;
    }

    static PrivateDirectory open(Path path) throws IOException {
        return open(path, UnaryOperator.identity());
    }

    /** The same on a disk that is not as it should be. */
    static PrivateDirectory open(Path path, UnaryOperator<Directory> disk) throws IOException {
        create(path);
        return new PrivateDirectory(disk.apply(FSDirectory.open(path)), path);
    }

    /** Makes a directory that is its owner's alone (0700), and those above it that are missing. */
    static void create(Path path) throws IOException {
        try {
            Files.createDirectories(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (UnsupportedOperationException e) {
            Files.createDirectories(path);
        }
        restrict(path, "rwx------");
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        return restricted(in.createOutput(name, context));
    }

    @Override
    public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
        return restricted(in.createTempOutput(prefix, suffix, context));
    }

    @Override
    public Lock obtainLock(String name) throws IOException {
        var lock = in.obtainLock(name);
        restrict(path.resolve(name), "rw-------");
        return lock;
    }

    private IndexOutput restricted(IndexOutput output) throws IOException {
        try {
            restrict(path.resolve(output.getName()), "rw-------");
        } catch (IOException e) {
            output.close();
            throw e;
        }
        return output;
    }

    private static void restrict(Path path, String permissions) throws IOException {
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        } catch (NoSuchFileException | UnsupportedOperationException e) {
            // nothing there, or a file system without owners
        }
    }
}
