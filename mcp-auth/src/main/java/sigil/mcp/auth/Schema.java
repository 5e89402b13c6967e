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
                    "create index token_name on token (name)"),
            List.of("""
                    create table secret (
                        name  text primary key,
                        value blob not null
                    ) strict, without rowid""",
                    """
                    create table member (
                        id         integer primary key autoincrement,
                        name       text    not null unique,
                        passphrase text,
                        created    integer not null
                    ) strict""",
                    // whoever has the box is its owner; he has no passphrase before he sets one
                    "insert into member (name, created) values ('owner', unixepoch())",
                    """
                    create table client (
                        id            text    primary key,
                        kind          text    not null check (kind in ('document', 'registered', 'owned')),
                        name          text    not null,
                        redirect_uris text    not null,
                        auth_method   text    not null,
                        refreshes     integer not null,
                        devices       integer not null,
                        uri           text,
                        secret        blob    check (length(secret) = 32),
                        pinned        integer not null,
                        pkce          integer not null,
                        created       integer not null,
                        expires       integer
                    ) strict, without rowid""",
                    """
                    create table document (
                        client      text    primary key,
                        body        text    not null,
                        fetched     integer not null,
                        fresh_until integer not null
                    ) strict, without rowid""",
                    """
                    create table grant (
                        id       integer primary key autoincrement,
                        member   integer not null references member (id) on delete cascade,
                        client   text    not null references client (id) on delete cascade,
                        scope    text    not null,
                        resource text    not null,
                        created  integer not null,
                        used     integer,
                        revoked  integer,
                        reason   text
                    ) strict""",
                    "create index grant_client on grant (client)",
                    "create index grant_member on grant (member)",
                    """
                    create table code (
                        hash         blob    primary key check (length(hash) = 32),
                        grant_id     integer not null references grant (id) on delete cascade,
                        redirect_uri text    not null,
                        redirected   integer not null,
                        challenge    text,
                        expires      integer not null,
                        redeemed     integer
                    ) strict, without rowid""",
                    "create index code_grant on code (grant_id)",
                    """
                    create table access (
                        hash     blob    primary key check (length(hash) = 32),
                        grant_id integer not null references grant (id) on delete cascade,
                        scope    text    not null,
                        created  integer not null,
                        expires  integer not null,
                        used     integer,
                        revoked  integer
                    ) strict, without rowid""",
                    "create index access_grant on access (grant_id)",
                    "create index access_expires on access (expires)",
                    """
                    create table refresh (
                        hash     blob    primary key check (length(hash) = 32),
                        grant_id integer not null references grant (id) on delete cascade,
                        created  integer not null,
                        expires  integer not null,
                        rotated  integer
                    ) strict, without rowid""",
                    "create index refresh_grant on refresh (grant_id)",
                    """
                    create table device (
                        hash      blob    primary key check (length(hash) = 32),
                        user_code blob    not null unique check (length(user_code) = 32),
                        client    text    not null references client (id) on delete cascade,
                        scope     text    not null,
                        resource  text    not null,
                        expires   integer not null,
                        interval  integer not null,
                        polled    integer,
                        decided   text    check (decided in ('allowed', 'denied')),
                        grant_id  integer references grant (id) on delete cascade,
                        redeemed  integer
                    ) strict, without rowid""",
                    """
                    create table request (
                        hash         blob    primary key check (length(hash) = 32),
                        browser      blob    not null check (length(browser) = 32),
                        client       text    not null,
                        redirect_uri text    not null,
                        redirected   integer not null,
                        state        text,
                        scope        text    not null,
                        resource     text    not null,
                        challenge    text,
                        device       blob    references device (hash) on delete cascade,
                        user_code    text,
                        box_code     blob    not null unique check (length(box_code) = 32),
                        address      text    not null,
                        created      integer not null,
                        expires      integer not null,
                        member       integer references member (id) on delete cascade,
                        decided      integer
                    ) strict, without rowid""",
                    "create index request_expires on request (expires)",
                    """
                    create table event (
                        id      integer primary key autoincrement,
                        at      integer not null,
                        what    text    not null,
                        member  text,
                        client  text,
                        grant_id integer,
                        address text,
                        detail  text
                    ) strict"""),
            // which requests go first when there are too many; and whether the browser is yet to get another secret, because it was at the box that
            // a member proved himself
            List.of("alter table request add column network text not null default ''",
                    "alter table request add column familiar integer not null default 0",
                    "alter table request add column boxed integer not null default 0")));

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
