package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sigil.mcp.core.Scope;

class StateDirectoryTest {
    @TempDir
    private Path directory;

    @Test
    void theDirectoryAndItsMissingParentsAreMadeForTheirOwnerAlone() throws IOException {
        Path state = directory.resolve("local").resolve("state");
        AuthStore.open(state).close();
        assertThat(mode(state), is("rwx------"));
        assertThat(mode(state.getParent()), is("rwx------"));
    }

    @Test
    void everyFileOfAnOpenDatabaseIsForItsOwnerAlone() throws IOException {
        Path state = directory.resolve("state");
        try (var store = AuthStore.open(state)) {
            var tokens = store.tokens();
            tokens.create("chatgpt", Scope.READ, Optional.empty());
            assertThat(mode(state.resolve("sigil.db")), is("rw-------"));
            assertThat(mode(state.resolve("sigil.db-wal")), is("rw-------"));
            assertThat(mode(state.resolve("sigil.db-shm")), is("rw-------"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxr-x---", "rwx--x---", "rwx-w----", "rwx---r-x", "rwx----w-", "rwxrwxrwx"})
    void aDirectoryOpenToOthersIsRefusedWithTheCommandThatClosesIt(String mode) throws IOException {
        Path state = directory.resolve("state");
        AuthStore.open(state).close();
        chmod(state, mode);
        var refusal = assertThrows(AuthStoreException.class, () -> AuthStore.open(state));
        assertThat(refusal.getMessage(), is("%s is open to other accounts (%s); close it with: chmod 700 %1$s".formatted(state, mode)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sigil.db", "sigil.db-wal", "sigil.db-shm"})
    void aFileOpenToOthersIsRefusedWithTheCommandThatClosesIt(String name) throws IOException {
        Path state = directory.resolve("state");
        AuthStore.open(state).close();
        Path file = state.resolve(name);
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        chmod(file, "rw-r-----");
        var refusal = assertThrows(AuthStoreException.class, () -> AuthStore.open(state));
        assertThat(refusal.getMessage(), is("%s is open to other accounts (rw-r-----); close it with: chmod 600 %1$s".formatted(file)));
    }

    @Test
    void theCommandQuotesAPathThatAShellWouldTakeApart() throws IOException {
        Path state = directory.resolve("o'neill's state");
        AuthStore.open(state).close();
        chmod(state, "rwxrwxrwx");
        var refusal = assertThrows(AuthStoreException.class, () -> AuthStore.open(state));
        assertThat(refusal.getMessage(), endsWith("/o'\\''neill'\\''s state'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "why?journal_mode=off", "100%25", "semi;colon", "ümlaut"})
    void aPathIsTakenLiterally(String name) {
        Path state = directory.resolve(name);
        AuthStore.open(state).close();
        assertThat(Files.isRegularFile(state.resolve("sigil.db")), is(true));
    }

    @Test
    void aDirectoryOfAnotherAccountIsRefusedBeforeAnythingIsWrittenThere() throws IOException {
        Path state = Files.createDirectory(directory.resolve("state"));
        chmod(state, "rwx------");
        String owner = Files.getOwner(state).getName();
        var refusal = assertThrows(AuthStoreException.class, () -> StateDirectory.databaseIn(state, () -> "intruder"));
        assertThat(refusal.getMessage(), is("%s belongs to %s, but this process runs as intruder; run it as its owner (sudo -u %2$s …)."
                .formatted(state, owner)));
        assertThat(Files.exists(state.resolve("sigil.db")), is(false));
    }

    @Test
    void aFileInThePlaceOfTheDirectoryIsRefused() throws IOException {
        Path state = Files.createFile(directory.resolve("state"));
        var refusal = assertThrows(AuthStoreException.class, () -> AuthStore.open(state));
        assertThat(refusal.getMessage(), allOf(startsWith(state.toString()), containsString("check that the directory exists")));
    }

    @Test
    void aDirectoryInThePlaceOfTheDatabaseIsRefused() throws IOException {
        Path state = directory.resolve("state");
        AuthStore.open(state).close();
        Files.delete(state.resolve("sigil.db"));
        Files.createDirectory(state.resolve("sigil.db"));
        var refusal = assertThrows(AuthStoreException.class, () -> AuthStore.open(state));
        assertThat(refusal.getMessage(), endsWith("sigil.db is not a regular file; move it aside."));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void chmod(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
}
