package sigil.mcp.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The database of a server, looked at and changed behind its back, as only somebody on the box could: so hours pass at once.
 *
 * @param file where it is
 */
record Database(Path file) {

    static Database of(Image image) {
        return new Database(image.state().resolve("sigil.db"));
    }

    /** The first column of all rows, as text. */
    List<String> ask(String sql, Object... parameters) {
        try (Connection connection = open(); var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<String> texts = new ArrayList<>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    long count(String table) {
        return Long.parseLong(ask("select count(*) from " + table).getFirst());
    }

    /** Changes it; returns how many rows. */
    int run(String sql, Object... parameters) {
        try (Connection connection = open(); var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /** With what SQLite has written beside it. */
    long bytes() {
        return List.of("", "-wal", "-shm").stream().map(end -> Path.of(file + end)).filter(Files::exists).mapToLong(path -> path.toFile().length()).sum();
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=10000");
    }
}
