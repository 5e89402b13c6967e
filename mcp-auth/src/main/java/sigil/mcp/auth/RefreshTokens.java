package sigil.mcp.auth;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import sigil.mcp.core.Scope;

/**
 * Refreshes tokens and rotates the refresh token (RFC 6749 section 6; RFC 9700 section 4.14).
 *
 * <p>Clients refresh twice at once, and lose answers. So for a short while the token that was rotated is answered once more, with the same
 * successor: that one follows from it by the server's key and is kept nowhere. Afterwards, or once the successor was used, its use means that two
 * have it, and ends the grant.
 */
final class RefreshTokens {
    static final Duration GRACE = Duration.ofSeconds(30);

    private final Connections connections;
    private final Clock clock;
    private final ServerKey key;
    private final Issuer issuer;
    private final Grants grants;
    private final AuditTrail audit;

    RefreshTokens(Connections connections, Clock clock, ServerKey key, Issuer issuer, Grants grants, AuditTrail audit) {
        this.connections = connections;
        this.clock = clock;
        this.key = key;
        this.issuer = issuer;
        this.grants = grants;
        this.audit = audit;
    }

    private record Kept(long grant, String clientId, Set<Scope> scopes, String resource, boolean revoked, long expires, OptionalLong rotated) {
        static Kept of(ResultSet row) throws SQLException {
            long moment = row.getLong("rotated");
            OptionalLong rotated = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(moment);
            row.getLong("revoked");
            boolean revoked = !row.wasNull();
            return new Kept(row.getLong("grant_id"), row.getString("client"), Scopes.parse(row.getString("scope")), row.getString("resource"), revoked,
                    row.getLong("expires"), rotated);
        }
    }

    /**
     * Refreshes for a client that has been authenticated.
     *
     * @param scope what the new access token shall allow: at most what was granted, which is also the default
     */
    Tokens.Outcome refresh(String presented, Client client, Optional<String> scope, String address) {
        Optional<TokenText> token = TokenText.parse(Secret.REFRESH, presented);
        if (token.isEmpty()) {
            return unknown();
        }
        Optional<Set<Scope>> asked = scope.map(text -> Scopes.asked(Optional.of(text)));
        TokenText successor = TokenText.of(Secret.REFRESH, key.of("successor", token.get().reveal()));
        return connections.lend(session -> session.alone(alone -> {
            Optional<Kept> found = find(alone, token.get());
            if (found.isEmpty()) {
                return unknown();
            }
            if (!found.get().clientId().equals(client.id())) {
                audit.write(alone, AuditTrail.Event.of("refused").client(client.id()).grant(found.get().grant()).address(address)
                        .detail("a refresh token of another client"));
                return unknown();
            }
            Kept kept = found.get();
            long now = clock.instant().getEpochSecond();
            if (kept.revoked() || kept.expires() <= now) {
                return Tokens.Outcome.invalidGrant("The refresh token is expired or revoked.");
            }
            if (!issuer.isResource(kept.resource())) {
                // or its client would come back with one token after the other that is refused
                return Tokens.Outcome.invalidGrant("The refresh token is for a server that had another name.");
            }
            Set<Scope> scopes = asked.orElse(kept.scopes());
            if (!scopes.stream().allMatch(one -> Scopes.include(kept.scopes(), one))) {
                return new Tokens.Outcome.Refused(OAuthException.Code.INVALID_SCOPE, "The scope is wider than what was granted.");
            }
            if (!rotate(alone, token.get(), now) && !again(alone, kept, successor, now)) {
                grants.revoke(alone, kept.grant(), "refresh token used twice", address);
                audit.write(alone, AuditTrail.Event.of("refused").client(client.id()).grant(kept.grant()).address(address)
                        .detail("a refresh token that was replaced came back: somebody else may have it"));
                return Tokens.Outcome.invalidGrant("The refresh token was used before; everything granted with it has been revoked.");
            }
            return new Tokens.Outcome.Issued(Tokens.issue(alone, clock, kept.grant(), scopes, Optional.of(successor)));
        }));
    }

    private static Tokens.Outcome unknown() {
        return Tokens.Outcome.invalidGrant("The refresh token is unknown.");
    }

    private static Optional<Kept> find(Connections.Session alone, TokenText token) throws SQLException {
        var query = alone.prepare("select r.*, g.client, g.scope, g.resource, g.revoked from refresh r join grant g on g.id = r.grant_id where hash = ?");
        query.setBytes(1, token.hash());
        try (var rows = query.executeQuery()) {
            return rows.next() ? Optional.of(Kept.of(rows)) : Optional.empty();
        }
    }

    /** The one statement that decides who was first. */
    private static boolean rotate(Connections.Session alone, TokenText token, long now) throws SQLException {
        var update = alone.prepare("update refresh set rotated = ? where hash = ? and rotated is null");
        update.setLong(1, now);
        update.setBytes(2, token.hash());
        return update.executeUpdate() == 1;
    }

    private static boolean again(Connections.Session alone, Kept kept, TokenText successor, long now) throws SQLException {
        if (kept.rotated().isEmpty() || now - kept.rotated().getAsLong() > GRACE.toSeconds()) {
            return false;
        }
        var query = alone.prepare("select 1 from refresh where hash = ? and rotated is null");
        query.setBytes(1, successor.hash());
        try (var rows = query.executeQuery()) {
            return rows.next();
        }
    }
}
