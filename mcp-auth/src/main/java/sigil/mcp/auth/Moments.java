package sigil.mcp.auth;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;

/** Moments as the database keeps them: whole seconds since 1970, or null. */
final class Moments {
    private Moments() {
    }

    static Instant get(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochSecond(row.getLong(column));
    }

    static Optional<Instant> find(ResultSet row, String column) throws SQLException {
        long seconds = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
    }

    static void set(PreparedStatement statement, int index, Optional<Instant> moment) throws SQLException {
        if (moment.isPresent()) {
            statement.setLong(index, moment.get().getEpochSecond());
        } else {
            statement.setNull(index, Types.INTEGER);
        }
    }
}
