package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import sigil.mcp.core.Scope;

class AuthStoreExceptionTest {
    @TempDir
    private Path directory;

    @Test
    void aFileThatIsNoDatabaseIsCalledDamagedWithTheCure() throws IOException {
        Path database = storeWithATokenAndAPageMore();
        Files.writeString(database, "this is not a database, it is a text of more than one hundred characters, "
                + "which is what SQLite reads before it makes up its mind about a file");
        var fault = assertThrows(AuthStoreException.class, () -> AuthStore.open(database.getParent()));
        assertThat(fault.getMessage(), is(("%1$s is damaged or is not a SQLite database; put back a copy of it, or move %1$s, %1$s-wal and "
                + "%1$s-shm aside and create the tokens anew.").formatted(database)));
    }

    @Test
    void aDamageInTheMiddleIsFoundWhenTheStoreIsOpened() throws IOException {
        Path database = storeWithATokenAndAPageMore();
        try (var file = FileChannel.open(database, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[2048]), 4096);
        }
        var fault = assertThrows(AuthStoreException.class, () -> AuthStore.open(database.getParent()));
        assertThat(fault.getMessage(), containsString("is damaged"));
    }

    @Test
    void aDatabaseThatMayNotGrowReportsAFullDiskAndKeepsWorking() {
        Path state = directory.resolve("state");
        try (var store = AuthStore.open(state)) {
            var tokens = store.tokens();
            String before = tokens.create("before", Scope.READ, Optional.empty()).text().reveal();
            try (var full = new Connections(state.resolve("sigil.db"), 1)) {
                var fault = assertThrows(AuthStoreException.class, () -> full.lend(session -> {
                    session.run("pragma max_page_count = 1"); // SQLite raises it to the present size
                    return session.alone(alone -> {
                        alone.run("create table big (a)");
                        alone.run("insert into big values (zeroblob(1000000))");
                        return true;
                    });
                }));
                assertThat(fault.getMessage(), is("%s cannot grow: the disk is full; free some space and try again."
                        .formatted(state.resolve("sigil.db"))));
            }
            assertThat(tokens.judge(before), is(instanceOf(Verdict.Accepted.class)));
        }
    }

    @ParameterizedTest
    @CsvSource({
            "SQLITE_READONLY,          cannot be written",
            "SQLITE_READONLY_DIRECTORY,cannot be written",
            "SQLITE_CANTOPEN,          cannot be written",
            "SQLITE_PERM,              cannot be written",
            "SQLITE_BUSY,              is held by another process (waited 5 s)",
            "SQLITE_BUSY_SNAPSHOT,     is held by another process (waited 5 s)",
            "SQLITE_IOERR_FSYNC,       the disk reports an error",
            "SQLITE_CORRUPT_INDEX,     is damaged",
            "SQLITE_TOOBIG,            cannot be used (SQLite: SQLITE_TOOBIG)"})
    void everyFaultOfSqliteIsSaidInWords(SQLiteErrorCode code, String words) {
        var fault = AuthStoreException.of(Path.of("/state/sigil.db"), new SQLiteException("[" + code + "] raw text", code));
        assertThat(fault.getMessage(), startsWith("/state/sigil.db "));
        assertThat(fault.getMessage(), containsString(words));
    }

    @Test
    void aFaultWithoutACodeIsStillASentence() {
        var fault = AuthStoreException.of(Path.of("/state/sigil.db"), new SQLException("raw text"));
        assertThat(fault.getMessage(), is("/state/sigil.db cannot be used (SQLite: UNKNOWN_ERROR)."));
    }

    private Path storeWithATokenAndAPageMore() {
        Path state = directory.resolve("state");
        try (var store = AuthStore.open(state)) {
            var tokens = store.tokens();
            tokens.create("chatgpt", Scope.READ, Optional.empty());
        }
        return state.resolve("sigil.db");
    }
}
