package sigil.mcp.auth;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Devices that cannot show a page: they show a code instead, and come and ask (RFC 8628). */
final class DeviceCodes {
    static final Duration LIFE = Duration.ofMinutes(10);
    static final int INTERVAL = 5;

    private final Connections connections;
    private final Clock clock;

    DeviceCodes(Connections connections, Clock clock) {
        this.connections = connections;
        this.clock = clock;
    }

    /** What a device is given: one code to ask with, and one to show. */
    record Issued(TokenText deviceCode, UserCode userCode) {
    }

    /** A device that waits: what it asks for, the hash by which it is known, and what it shows. */
    record Waiting(AuthorizationRequest asked, byte[] hash, UserCode userCode) {
    }

    Issued issue(AuthorizationRequest asked) {
        TokenText deviceCode = TokenText.random(Secret.DEVICE);
        UserCode userCode = UserCode.random();
        connections.lend(session -> session.alone(alone -> {
            var insert = alone.prepare("insert into device (hash, user_code, client, scope, resource, expires, interval) values (?, ?, ?, ?, ?, ?, ?)");
            insert.setBytes(1, deviceCode.hash());
            insert.setBytes(2, userCode.hash());
            insert.setString(3, asked.clientId());
            insert.setString(4, Scopes.text(asked.scopes()));
            insert.setString(5, asked.resource());
            insert.setLong(6, now() + LIFE.toSeconds());
            insert.setInt(7, INTERVAL);
            return insert.executeUpdate();
        }));
        return new Issued(deviceCode, userCode);
    }

    /** The device that shows this code and waits for somebody to decide. */
    Optional<Waiting> find(UserCode userCode) {
        return connections.lend(session -> {
            var query = session.prepare("select * from device where user_code = ? and decided is null and expires > ?");
            query.setBytes(1, userCode.hash());
            query.setLong(2, now());
            try (var rows = query.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Waiting(new AuthorizationRequest(rows.getString("client"), "", false, Optional.empty(),
                                Scopes.parse(rows.getString("scope")), rows.getString("resource"), Optional.empty()), rows.getBytes("hash"), userCode))
                        : Optional.empty();
            }
        });
    }

    /** A device code as it is kept, with what became of it. */
    private record Kept(String clientId, long expires, boolean early, Optional<String> decided, long grant, Optional<String> scope, boolean revoked) {
        static Kept of(ResultSet row, long now) throws SQLException {
            boolean early = Moments.find(row, "polled").isPresent() && now - row.getLong("polled") < row.getInt("interval");
            return new Kept(row.getString("client"), row.getLong("expires"), early, Optional.ofNullable(row.getString("decided")), row.getLong("grant_id"),
                    Optional.ofNullable(row.getString("granted")), Moments.find(row, "revoked").isPresent());
        }
    }

    /** A device asks (section 3.4). Whoever asks sooner than he was told is told to wait longer. */
    Tokens.Outcome redeem(String presented, Client client) {
        Optional<TokenText> code = TokenText.parse(Secret.DEVICE, presented);
        if (code.isEmpty()) {
            return unknown();
        }
        return connections.lend(session -> session.alone(alone -> {
            Optional<Kept> found = kept(alone, code.get());
            if (found.isEmpty() || !found.get().clientId().equals(client.id())) {
                return unknown();
            }
            Kept kept = found.get();
            if (kept.expires() <= now()) {
                return new Tokens.Outcome.Refused(OAuthException.Code.EXPIRED_TOKEN, "The device code has expired.");
            }
            if (kept.decided().isEmpty()) {
                return polled(alone, code.get(), kept.early());
            }
            // whoever ended the grant before the device came has denied it as well
            if (kept.scope().isEmpty() || kept.revoked()) {
                return new Tokens.Outcome.Refused(OAuthException.Code.ACCESS_DENIED, "The request was denied.");
            }
            return redeemed(alone, code.get())
                    ? new Tokens.Outcome.Issued(Tokens.issue(alone, clock, kept.grant(), Scopes.parse(kept.scope().get()),
                            client.metadata().refreshes() ? Optional.of(TokenText.random(Secret.REFRESH)) : Optional.empty()))
                    : Tokens.Outcome.invalidGrant("The device code was used before.");
        }));
    }

    private static Tokens.Outcome unknown() {
        return Tokens.Outcome.invalidGrant("The device code is unknown.");
    }

    private Optional<Kept> kept(Connections.Session alone, TokenText code) throws SQLException {
        var query = alone.prepare("select d.*, g.scope as granted, g.revoked from device d left join grant g on g.id = d.grant_id where hash = ?");
        query.setBytes(1, code.hash());
        try (var rows = query.executeQuery()) {
            return rows.next() ? Optional.of(Kept.of(rows, now())) : Optional.empty();
        }
    }

    private Tokens.Outcome polled(Connections.Session alone, TokenText code, boolean early) throws SQLException {
        var poll = alone.prepare("update device set polled = ?, interval = interval + ? where hash = ?");
        poll.setLong(1, now());
        poll.setInt(2, early ? INTERVAL : 0);
        poll.setBytes(3, code.hash());
        poll.executeUpdate();
        return early ? new Tokens.Outcome.Refused(OAuthException.Code.SLOW_DOWN, "Ask less often: five seconds more from now on.")
                : new Tokens.Outcome.Refused(OAuthException.Code.AUTHORIZATION_PENDING, "Nobody has decided yet.");
    }

    /** The one statement that decides who was first. */
    private boolean redeemed(Connections.Session alone, TokenText code) throws SQLException {
        var update = alone.prepare("update device set redeemed = ? where hash = ? and redeemed is null");
        update.setLong(1, now());
        update.setBytes(2, code.hash());
        return update.executeUpdate() == 1;
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
