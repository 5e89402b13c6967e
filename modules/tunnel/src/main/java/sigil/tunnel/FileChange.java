package sigil.tunnel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
        String was = Files.readString(file.path());
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
     * Writes the file, whole or not at all. Directories that are missing are made for their owner alone.
     *
     * @throws IOException if it cannot be written
     */
    public void write() throws IOException {
        Path path = file.path();
        Path parent = path.toAbsolutePath().getParent();
        if (!Files.isDirectory(parent)) {
            Files.createDirectories(parent, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Path beside = Files.createTempFile(parent, "." + path.getFileName(), ".new");
        try {
            Files.write(beside, file.text().getBytes(StandardCharsets.UTF_8));
            Files.setPosixFilePermissions(beside, Permissions.parse(file.mode()));
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
