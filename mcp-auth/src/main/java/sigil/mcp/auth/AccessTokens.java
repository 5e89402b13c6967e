package sigil.mcp.auth;

import java.security.MessageDigest;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import sigil.mcp.core.Caller;
import sigil.mcp.core.Scope;

/** The access tokens that the owner of one box made for himself. They are open as long as their {@link AuthStore} is. */
public final class AccessTokens implements TokenJudge {
    private static final String COLUMNS = "select id, name, scope, created, expires, revoked, hash from token ";

    private final Connections connections;
    private final Clock clock;
    private final AuditTrail audit;

    AccessTokens(Connections connections, Clock clock, AuditTrail audit) {
        this.connections = connections;
        this.clock = clock;
        this.audit = audit;
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
            long id;
            try (var rows = insert.executeQuery()) {
                rows.next();
                id = rows.getLong(1);
            }
            audit.write(alone, AuditTrail.Event.of("token created").detail(name + " (" + scope.wire() + ")"));
            return new IssuedToken(new AccessToken(id, name, scope, created, expires, Optional.empty()), text);
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
            var update = alone.prepare("update token set revoked = ? where name = ? and revoked is null returning name");
            update.setLong(1, now());
            update.setString(2, name);
            return revoked(alone, update);
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
            var update = alone.prepare("update token set revoked = ? where id = ? and revoked is null returning name");
            update.setLong(1, now());
            update.setLong(2, id);
            return revoked(alone, update);
        }));
    }

    /** Runs a statement that revokes, and writes down what it revoked. */
    private boolean revoked(Connections.Session alone, PreparedStatement update) throws SQLException {
        String name;
        try (var rows = update.executeQuery()) {
            if (!rows.next()) {
                return false;
            }
            name = rows.getString(1);
        }
        audit.write(alone, AuditTrail.Event.of("token revoked").detail(name));
        return true;
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
}
