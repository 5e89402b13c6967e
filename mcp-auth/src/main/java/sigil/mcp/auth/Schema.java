package sigil.mcp.auth;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * The tables, as numbered steps: step <i>n</i> leads from {@code PRAGMA user_version} <i>n - 1</i> to <i>n</i>.
 *
 * <p>A step that was released is never changed, only followed by another.
 *
 * @param steps each the statements of one step
 */
record Schema(List<List<String>> steps) {
    static final Schema CURRENT = new Schema(List.of(
            List.of("""
                    create table token (
                        id      integer primary key autoincrement,
                        name    text    not null,
                        hash    blob    not null unique check (length(hash) = 32),
                        scope   text    not null check (scope in ('read', 'write')),
                        created integer not null,
                        expires integer,
                        revoked integer
                    ) strict""",
                    // no unique index over the living names: whether a token has expired depends on the clock; AccessTokens checks it
                    "create index token_name on token (name)")));

    Schema {
        steps = steps.stream().map(List::copyOf).toList();
    }

    /**
     * Brings the database to this schema; several processes may do so at once.
     *
     * @throws AuthStoreException if the database is damaged, foreign, newer than this program, or on a disk that SQLite cannot share
     */
    void bring(Path database, Connections connections) {
        connections.lend(session -> {
            if (!session.ask("pragma quick_check(1)").equals("ok")) {
                throw new AuthStoreException(AuthStoreException.damaged(database));
            }
            check(database, session);
            if (!session.ask("pragma journal_mode = wal").equals("wal")) {
                throw new AuthStoreException("%s lies on a file system that cannot share memory between processes (a network disk?); choose a "
                        .formatted(database) + "state directory on a local disk.");
            }
            return version(session) == steps.size() ? null : session.alone(alone -> {
                // again, now as the only writer: another process may have been faster
                check(database, alone);
                for (int step = version(alone); step < steps.size(); step++) {
                    for (String statement : steps.get(step)) {
                        alone.run(statement);
                    }
                    alone.run("pragma user_version = " + (step + 1));
                }
                return null;
            });
        });
    }

    private void check(Path database, Connections.Session session) throws SQLException {
        int version = version(session);
        if (version < 0 || version > steps.size()) {
            throw new AuthStoreException("%s was written by a newer version of this program (its schema is %d, this program knows %d); install that "
                    .formatted(database, version, steps.size()) + "version again.");
        }
        if (version == 0 && !session.ask("select count(*) from sqlite_schema").equals("0")) {
            throw new AuthStoreException("%s is the database of another program; choose another state directory or move the file aside."
                    .formatted(database));
        }
    }

    private static int version(Connections.Session session) throws SQLException {
        return Integer.parseInt(session.ask("pragma user_version"));
    }
}
