package sigil.mcp.app;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import sigil.mcp.http.ProbeKey;

/**
 * Where the key lies by which {@code doctor} and the server know each other: a file of the state directory, for its owner alone.
 *
 * @param file which may not be there yet
 */
record ProbeKeyFile(Path file) {
    private static final String NAME = "probe.key";
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    static ProbeKeyFile in(Path stateDirectory) {
        return new ProbeKeyFile(stateDirectory.resolve(NAME));
    }

    /** Reads the key; empty where no server has made one. */
    Optional<byte[]> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        byte[] key = Files.readAllBytes(file);
        if (key.length != ProbeKey.BYTES) {
            throw new IOException(file + " is not a key of " + ProbeKey.BYTES + " bytes; remove it and restart the server, which makes a new one.");
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!PosixFilePermissions.fromString("rw-------").containsAll(permissions)) {
            throw new IOException(file + " is open to other accounts (" + PosixFilePermissions.toString(permissions) + "); remove it and restart the"
                    + " server, which makes a new one.");
        }
        return Optional.of(key);
    }

    /** Reads the key, or makes one. */
    byte[] open() throws IOException {
        Optional<byte[]> there = read();
        if (there.isPresent()) {
            return there.get();
        }
        Files.createDirectories(file.getParent(), PRIVATE_DIRECTORY);
        byte[] key = new byte[ProbeKey.BYTES];
        new SecureRandom().nextBytes(key);
        // whole or not at all: a doctor may read at any moment, and two servers may start at the same time
        Path whole = Files.createTempFile(file.getParent(), NAME, ".new", PRIVATE);
        try {
            Files.write(whole, key);
            Files.createLink(file, whole);
            return key;
        } catch (FileAlreadyExistsException e) {
            return read().orElseThrow(() -> e);
        } finally {
            Files.deleteIfExists(whole);
        }
    }
}
