package sigil.mcp.auth;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The store cannot be opened, read or written.
 *
 * <p>The message is a complete sentence for the owner of the box: it names the fault and the cure, and a file where one is meant.
 * It is not for a remote caller. It never holds a token.
 */
public final class AuthStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AuthStoreException(String message) {
        super(Objects.requireNonNull(message, "message"));
    }

    private AuthStoreException(String message, Exception cause) {
        super(message, cause);
    }

    static AuthStoreException of(Path file, IOException fault) {
        return new AuthStoreException("%s cannot be used (%s); check that the directory exists, belongs to this account and lies on a disk "
                .formatted(file, fault.getClass().getSimpleName()) + "that is mounted read-write.", fault);
    }

    static AuthStoreException of(Path database, SQLException fault) {
        return new AuthStoreException(explained(database, primary(fault)), fault);
    }

    // the extended codes of sqlite.org/rescode.html hold the primary one in their low byte
    private static SQLiteErrorCode primary(SQLException fault) {
        if (!(fault instanceof SQLiteException sqlite)) {
            return SQLiteErrorCode.UNKNOWN_ERROR;
        }
        int code = sqlite.getResultCode().code;
        return code < 0 ? SQLiteErrorCode.UNKNOWN_ERROR : SQLiteErrorCode.getErrorCode(code & 0xff);
    }

    private static String explained(Path database, SQLiteErrorCode code) {
        return switch (code) {
            case SQLITE_CORRUPT, SQLITE_NOTADB -> damaged(database);
            case SQLITE_FULL -> "%s cannot grow: the disk is full; free some space and try again.".formatted(database);
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_AUTH ->
                    "%s cannot be written; check that it and its directory belong to this account and that the disk is mounted read-write."
                            .formatted(database);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                    "%s is held by another process (waited %d s); try again when that one has finished."
                            .formatted(database, Connections.PATIENCE.toSeconds());
            case SQLITE_IOERR -> "%s cannot be read or written: the disk reports an error; see the system's log.".formatted(database);
            default -> "%s cannot be used (SQLite: %s).".formatted(database, code.name());
        };
    }

    static String damaged(Path database) {
        return "%1$s is damaged or is not a SQLite database; put back a copy of it, or move %1$s, %1$s-wal and %1$s-shm aside and create the "
                .formatted(database) + "tokens anew.";
    }
}
