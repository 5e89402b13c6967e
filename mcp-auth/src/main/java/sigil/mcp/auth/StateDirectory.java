package sigil.mcp.auth;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Set;

/**
 * The directory of the database, kept to one account: made 0700 with files of 0600, and refused when it is found wider.
 *
 * <p>Refused, not mended: a directory that others could read may have been read, and its owner should learn of it.
 */
final class StateDirectory {
    private static final String DATABASE = "sigil.db";
    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.range(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_EXECUTE);

    private StateDirectory() {
    }

    /**
     * Makes what is missing and checks what is there.
     *
     * @return the database file, which exists and may be empty
     * @throws AuthStoreException if owner or permissions are wrong, or the disk refuses
     */
    static Path databaseIn(Path directory) {
        return databaseIn(directory, self(directory));
    }

    static Path databaseIn(Path directory, UserPrincipal self) {
        Path database = directory.resolve(DATABASE);
        try {
            if (!Files.isDirectory(directory)) {
                // the parents too: XDG Base Directory Specification, "created with permission 0700"
                Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            check(directory, self, "700");
            create(database);
            for (String suffix : new String[] {"", "-wal", "-shm"}) {
                Path file = directory.resolve(DATABASE + suffix);
                if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                    check(file, self, "600");
                }
            }
            return database;
        } catch (UnsupportedOperationException e) {
            throw new AuthStoreException("%s lies on a file system without owners and permissions; choose a state directory on a local Linux disk."
                    .formatted(directory));
        } catch (IOException e) {
            throw AuthStoreException.of(directory, e);
        }
    }

    // SQLite gives its -wal and -shm the mode of the database, so the mode is right before SQLite sees the file
    private static void create(Path database) throws IOException {
        try {
            Files.createFile(database, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isRegularFile(database)) {
                throw new AuthStoreException("%s is not a regular file; move it aside.".formatted(database));
            }
        }
    }

    private static void check(Path path, UserPrincipal self, String mode) throws IOException {
        PosixFileAttributes found;
        try {
            found = Files.readAttributes(path, PosixFileAttributes.class);
        } catch (NoSuchFileException e) {
            return; // another process closed the database in between and took its -wal and -shm with it
        }
        // before the permissions: root may run chmod on a file of another's, and would then leave -wal and -shm files of its own there
        if (!found.owner().equals(self)) {
            throw new AuthStoreException("%s belongs to %s, but this process runs as %s; run it as its owner (sudo -u %2$s …)."
                    .formatted(path, found.owner().getName(), self.getName()));
        }
        if (found.permissions().stream().anyMatch(OF_OTHERS::contains)) {
            throw new AuthStoreException("%s is open to other accounts (%s); close it with: chmod %s %s"
                    .formatted(path, PosixFilePermissions.toString(found.permissions()), mode, quoted(path)));
        }
    }

    private static String quoted(Path path) {
        String text = path.toString();
        return text.matches("[A-Za-z0-9/._+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    // user.name is what the environment says; the owner of one's own /proc entry is what the kernel says
    private static UserPrincipal self(Path directory) {
        Path kernel = Path.of("/proc/self");
        try {
            return Files.exists(kernel)
                    ? Files.getOwner(kernel)
                    : directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(System.getProperty("user.name"));
        } catch (IOException e) {
            throw AuthStoreException.of(directory, e);
        }
    }
}
