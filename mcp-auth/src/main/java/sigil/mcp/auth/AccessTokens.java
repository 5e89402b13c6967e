package sigil.mcp.auth;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import sigil.mcp.core.Caller;
import sigil.mcp.core.Scope;

/**
 * The access tokens that the owner of one box made for himself, in the SQLite database {@code sigil.db} of its state directory.
 *
 * <p>Several threads and several processes may use the same database at once; what one has committed, the others see with their next
 * call. Every method throws {@link AuthStoreException} if the database cannot be read or written.
 */
public final class AccessTokens implements TokenJudge, AutoCloseable {
    private static final String COLUMNS = "select id, name, scope, created, expires, revoked, hash from token ";

    private final Connections connections;
    private final Clock clock;

    AccessTokens(Connections connections, Clock clock) {
        this.connections = connections;
        this.clock = clock;
    }

    /**
     * Opens the tokens of a state directory, by the system's clock.
     *
     * @param stateDirectory made with mode 0700 if it is missing
     * @return the tokens, to be closed after use
     * @throws AuthStoreException if the directory or the database is open to other accounts, belongs to another one, is damaged, is
     *                            newer than this program, or cannot be written
     */
    public static AccessTokens open(Path stateDirectory) {
        return open(stateDirectory, Clock.systemUTC());
    }

    /**
     * Opens the tokens of a state directory, by a given clock.
     *
     * @param stateDirectory made with mode 0700 if it is missing
     * @param clock          says when tokens are made and whether they have expired, to the second
     * @return the tokens, to be closed after use
     * @throws AuthStoreException as {@link #open(Path)} does
     */
    public static AccessTokens open(Path stateDirectory, Clock clock) {
        Objects.requireNonNull(clock, "clock");
        Path database = StateDirectory.databaseIn(stateDirectory.toAbsolutePath().normalize());
        // one connection for each carrier of virtual threads
        var connections = new Connections(database, Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8));
        try {
            Schema.CURRENT.bring(database, connections);
            return new AccessTokens(connections, clock);
        } catch (RuntimeException e) {
            connections.close();
            throw e;
        }
    }

    /**
     * Makes a token.
     *
     * @param name     1 to 64 visible characters, not digits only, and not the name of another live token
     * @param scope    what the token allows
     * @param lifetime from 1 second to 36,500 days, counted in whole seconds; empty for a token that does not expire
     * @return the token with its text, which cannot be had again
     * @throws IllegalArgumentException if name or lifetime break these rules; the message is for the owner
     */
    public IssuedToken create(String name, Scope scope, Optional<Duration> lifetime) {
        Instant created = Instant.ofEpochSecond(now());
        Optional<Instant> expires = lifetime.map(life -> created.plusSeconds(TokenRules.seconds(life)));
        TokenRules.name(name);
        TokenText text = TokenText.random(Secret.PERSONAL);
        return connections.lend(session -> session.alone(alone -> {
            if (named(alone, name).stream().anyMatch(other -> other.live(created))) {
                throw new IllegalArgumentException("A live token is already named %s; revoke it first or choose another name.".formatted(name));
            }
            var insert = alone.prepare("insert into token (name, hash, scope, created, expires) values (?, ?, ?, ?, ?) returning id");
            insert.setString(1, name);
            insert.setBytes(2, text.hash());
            insert.setString(3, scope.wire());
            insert.setLong(4, created.getEpochSecond());
            if (expires.isPresent()) {
                insert.setLong(5, expires.get().getEpochSecond());
            } else {
                insert.setNull(5, Types.INTEGER);
            }
            try (var rows = insert.executeQuery()) {
                rows.next();
                return new IssuedToken(new AccessToken(rows.getLong(1), name, scope, created, expires, Optional.empty()), text);
            }
        }));
    }

    /**
     * Every token ever made, the revoked and the expired too.
     *
     * @return the oldest first
     */
    public List<AccessToken> list() {
        return connections.lend(session -> {
            try (var rows = session.prepare(COLUMNS + "order by id").executeQuery()) {
                return tokens(rows);
            }
        });
    }

    /**
     * Revokes the token of this name; an expired one with the same name goes with it.
     *
     * @param name the name
     * @return whether there was one to revoke
     */
    public boolean revoke(String name) {
        return connections.lend(session -> session.alone(alone -> {
            var update = alone.prepare("update token set revoked = ? where name = ? and revoked is null");
            update.setLong(1, now());
            update.setString(2, name);
            return update.executeUpdate() > 0;
        }));
    }

    /**
     * Revokes the token of this number.
     *
     * @param id the number
     * @return whether there was one to revoke
     */
    public boolean revoke(long id) {
        return connections.lend(session -> session.alone(alone -> {
            var update = alone.prepare("update token set revoked = ? where id = ? and revoked is null");
            update.setLong(1, now());
            update.setLong(2, id);
            return update.executeUpdate() > 0;
        }));
    }

    @Override
    public Verdict judge(String presented) {
        return TokenText.parse(Secret.PERSONAL, presented).map(this::judge).orElse(new Verdict.Refused(Verdict.Reason.UNKNOWN));
    }

    private Verdict judge(TokenText presented) {
        byte[] hash = presented.hash();
        Instant now = Instant.ofEpochSecond(now());
        // before the token is looked up, so that a revocation in between is noticed
        BooleanSupplier unchanged = connections.unchanged();
        return connections.lend(session -> {
            var query = session.prepare(COLUMNS + "where hash = ?");
            query.setBytes(1, hash);
            try (var rows = query.executeQuery()) {
                // the index compares hashes, whose timing tells nothing of use; this is the comparison that decides
                return rows.next() && MessageDigest.isEqual(rows.getBytes(7), hash)
                        ? judge(token(rows), now, unchanged)
                        : new Verdict.Refused(Verdict.Reason.UNKNOWN);
            }
        });
    }

    private Verdict judge(AccessToken token, Instant now, BooleanSupplier unchanged) {
        if (token.live(now)) {
            return new Verdict.Accepted(new Caller(token.name(), EnumSet.of(token.scope())), token.expires(),
                    () -> unchanged.getAsBoolean() && token.live(clock.instant()));
        }
        return new Verdict.Refused(token.revoked().isPresent() ? Verdict.Reason.REVOKED : Verdict.Reason.EXPIRED);
    }

    private static List<AccessToken> named(Connections.Session session, String name) throws SQLException {
        var query = session.prepare(COLUMNS + "where name = ?");
        query.setString(1, name);
        try (var rows = query.executeQuery()) {
            return tokens(rows);
        }
    }

    private static List<AccessToken> tokens(ResultSet rows) throws SQLException {
        List<AccessToken> tokens = new ArrayList<>();
        while (rows.next()) {
            tokens.add(token(rows));
        }
        return List.copyOf(tokens);
    }

    private static AccessToken token(ResultSet rows) throws SQLException {
        String scope = rows.getString(3);
        return new AccessToken(rows.getLong(1), rows.getString(2),
                Scope.parse(scope).orElseThrow(() -> new SQLException("A token has a scope that this program does not know: " + scope)),
                Instant.ofEpochSecond(rows.getLong(4)), moment(rows, 5), moment(rows, 6));
    }

    private static Optional<Instant> moment(ResultSet rows, int column) throws SQLException {
        long seconds = rows.getLong(column);
        return rows.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    Connections connections() {
        return connections;
    }

    /** Closes the database; waits a few seconds for calls that are running. */
    @Override
    public void close() {
        connections.close();
    }
}
