package sigil.tunnel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * What writing a file would mean, found out before anything is written.
 *
 * @param file what is to be
 * @param kind what that does to what is there
 * @param was  what is there; empty where nothing is
 */
public record FileChange(GeneratedFile file, Kind kind, String was) {

    private static final int LONGEST = 1 << 20;

    /** What happens to the file. */
    public enum Kind {
        /** There is none yet. */
        CREATE,
        /** It is there as it should be. */
        SAME,
        /** It is there as an earlier run wrote it, and would be another. */
        UPDATE,
        /** Somebody edited it, or wrote it himself. */
        EDITED
    }

    /**
     * Looks at what is there.
     *
     * @param file what is to be
     * @return what that would mean
     * @throws IOException if something is there that cannot be read
     */
    public static FileChange of(GeneratedFile file) throws IOException {
        if (!Files.exists(file.path())) {
            return new FileChange(file, Kind.CREATE, "");
        }
        if (!Files.isRegularFile(file.path())) {
            throw new FileSystemException(file.path().toString(), null, "a file is to be written there, and something else is in its place");
        }
        if (Files.size(file.path()) > LONGEST) {
            throw new FileSystemException(file.path().toString(), null, "it is longer than a configuration ever is; move it away");
        }
        // what is not UTF-8 was written by somebody else, and is his
        String was = new String(Files.readAllBytes(file.path()), StandardCharsets.UTF_8);
        return new FileChange(file, was.equals(file.text()) ? Kind.SAME : Seal.unbroken(was) ? Kind.UPDATE : Kind.EDITED, was);
    }

    /**
     * The lines that come and go, each behind {@code +} or {@code -}; the order is that of the files.
     *
     * @return no line where nothing changes
     */
    public List<String> difference() {
        return LineDifference.between(was.lines().toList(), file.text().lines().toList());
    }

    /**
     * Writes the file, whole or not at all. One that is there keeps its owner and group, and a link to it stays a link: a server that may read its
     * configuration must be able to read it afterwards. Directories that are missing are made for their owner alone.
     *
     * @throws IOException if it cannot be written, or cannot be given to whom it belonged
     */
    public void write() throws IOException {
        boolean there = Files.exists(file.path());
        Path path = there ? file.path().toRealPath() : file.path();
        Path parent = path.toAbsolutePath().getParent();
        if (!Files.isDirectory(parent)) {
            Files.createDirectories(parent, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Path beside = beside(path, parent);
        try {
            try (FileChannel out = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                out.write(ByteBuffer.wrap(file.text().getBytes(StandardCharsets.UTF_8)));
                // before the name leads to it: a machine that stops now has the old one, not half of the new one
                out.force(true);
            }
            if (there) {
                give(beside, Files.readAttributes(path, PosixFileAttributes.class));
            }
            Files.setPosixFilePermissions(beside, Permissions.parse(file.mode()));
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** Whoever may not write there is told of the file, not of the one beside it. */
    private static Path beside(Path path, Path parent) throws IOException {
        try {
            return Files.createTempFile(parent, "." + path.getFileName(), ".new");
        } catch (AccessDeniedException e) {
            throw new AccessDeniedException(path.toString());
        } catch (FileSystemException e) {
            throw new FileSystemException(path.toString(), null, e.getReason());
        }
    }

    private static void give(Path fresh, PosixFileAttributes belonged) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
        PosixFileAttributes is = view.readAttributes();
        if (!is.owner().equals(belonged.owner())) {
            view.setOwner(belonged.owner());
        }
        if (!is.group().equals(belonged.group())) {
            view.setGroup(belonged.group());
        }
    }
}
