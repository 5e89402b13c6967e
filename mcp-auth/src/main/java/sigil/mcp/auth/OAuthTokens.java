package sigil.mcp.auth;

import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import sigil.mcp.core.Caller;
import sigil.mcp.core.Scope;

/** The tokens that the token endpoint gave out: judged at each request, told about, revoked. */
final class OAuthTokens implements TokenJudge {
    private static final System.Logger LOG = System.getLogger(OAuthTokens.class.getName());
    private static final String ACCESS = "select a.hash, a.grant_id, a.scope, a.created, a.expires, a.used, a.revoked, g.revoked as ended, g.resource, "
            + "g.client, c.name as client_name, m.name as member_name from access a join grant g on g.id = a.grant_id "
            + "join client c on c.id = g.client join member m on m.id = g.member where a.hash = ?";

    private final Connections connections;
    private final Clock clock;
    private final Issuer issuer;
    private final Grants grants;
    private final AuditTrail audit;

    OAuthTokens(Connections connections, Clock clock, Issuer issuer, Grants grants, AuditTrail audit) {
        this.connections = connections;
        this.clock = clock;
        this.issuer = issuer;
        this.grants = grants;
        this.audit = audit;
    }

    /** What introspection tells of an access token or a refresh token that is good (RFC 7662 section 2.2). */
    record Active(String clientId, String member, Set<Scope> scopes, Instant issued, Instant expires, String resource, boolean access) {
    }

    /** Judges an access token; only one for this very server is good (RFC 8707 section 2, RFC 9728). */
    @Override
    public Verdict judge(String presented) {
        return TokenText.parse(Secret.ACCESS, presented).map(this::judge).orElse(new Verdict.Refused(Verdict.Reason.UNKNOWN));
    }

    private Verdict judge(TokenText presented) {
        byte[] hash = presented.hash();
        // before the token is looked up, so that a revocation in between is noticed
        BooleanSupplier unchanged = connections.unchanged();
        Optional<Row> found = connections.lend(session -> row(session, hash));
        if (found.isEmpty()) {
            return new Verdict.Refused(Verdict.Reason.UNKNOWN);
        }
        Row row = found.get();
        Instant now = clock.instant();
        if (row.revoked()) {
            return new Verdict.Refused(Verdict.Reason.REVOKED);
        }
        if (!now.isBefore(row.expires())) {
            return new Verdict.Refused(Verdict.Reason.EXPIRED);
        }
        if (!issuer.isResource(row.resource())) {
            return new Verdict.Refused(Verdict.Reason.WRONG_AUDIENCE);
        }
        if (row.unused()) {
            firstUse(hash, row);
        }
        return new Verdict.Accepted(row.caller(), Optional.of(row.expires()), () -> clock.instant().isBefore(row.expires()) && unchanged.getAsBoolean());
    }

    /** That a token was used is worth a line, but a disk that takes none does not keep anybody from reading. */
    private void firstUse(byte[] hash, Row row) {
        try {
            connections.lend(session -> session.alone(alone -> {
                var update = alone.prepare("update access set used = ? where hash = ? and used is null");
                update.setLong(1, clock.instant().getEpochSecond());
                update.setBytes(2, hash);
                if (update.executeUpdate() == 1) {
                    audit.write(alone, AuditTrail.Event.of("used").member(row.member()).client(row.clientId()).grant(row.grant()));
                }
                return null;
            }));
        } catch (AuthStoreException e) {
            LOG.log(System.Logger.Level.WARNING, "The first use of a token could not be written down: {0}", e.getMessage());
        }
    }

    /** What a client may know of one of its own tokens; empty for a token that is not good, or another client's. */
    Optional<Active> introspect(String presented, Client client) {
        Optional<TokenText> access = TokenText.parse(Secret.ACCESS, presented);
        if (access.isPresent()) {
            byte[] hash = access.get().hash();
            return connections.lend(session -> row(session, hash))
                    .filter(row -> row.clientId().equals(client.id()) && !row.revoked() && clock.instant().isBefore(row.expires())
                            && issuer.isResource(row.resource()))
                    .map(row -> new Active(row.clientId(), row.member(), row.scopes(), row.created(), row.expires(), row.resource(), true));
        }
        return TokenText.parse(Secret.REFRESH, presented).flatMap(refresh -> connections.lend(session -> {
            var query = session.prepare("select r.created, r.expires, g.client, g.scope, g.resource, m.name as member_name from refresh r "
                    + "join grant g on g.id = r.grant_id join member m on m.id = g.member "
                    + "where r.hash = ? and g.client = ? and r.rotated is null and g.revoked is null and r.expires > ?");
            query.setBytes(1, refresh.hash());
            query.setString(2, client.id());
            query.setLong(3, clock.instant().getEpochSecond());
            try (var rows = query.executeQuery()) {
                return rows.next() ? Optional.of(new Active(rows.getString("client"), rows.getString("member_name"),
                        Scopes.parse(rows.getString("scope")), Moments.get(rows, "created"), Moments.get(rows, "expires"),
                        rows.getString("resource"), false)) : Optional.<Active>empty();
            }
        })).filter(active -> issuer.isResource(active.resource()));
    }

    /**
     * Revokes a token for its client (RFC 7009): a refresh token with its grant, an access token alone. Nothing happens for a token that is unknown or
     * another client's.
     */
    void revoke(String presented, Client client, String address) {
        Optional<TokenText> access = TokenText.parse(Secret.ACCESS, presented);
        Optional<TokenText> refresh = TokenText.parse(Secret.REFRESH, presented);
        if (access.isEmpty() && refresh.isEmpty()) {
            return;
        }
        connections.lend(session -> session.alone(alone -> {
            if (access.isPresent()) {
                var update = alone.prepare("update access set revoked = ? where hash = ? and revoked is null and grant_id in "
                        + "(select id from grant where client = ?) returning grant_id");
                update.setLong(1, clock.instant().getEpochSecond());
                update.setBytes(2, access.get().hash());
                update.setString(3, client.id());
                try (var rows = update.executeQuery()) {
                    if (rows.next()) {
                        audit.write(alone, AuditTrail.Event.of("revoked").client(client.id()).grant(rows.getLong(1)).address(address)
                                .detail("an access token, by its client"));
                    }
                }
            } else {
                OptionalLong grant = grantOf(alone, refresh.orElseThrow(), client);
                if (grant.isPresent()) {
                    grants.revoke(alone, grant.getAsLong(), "revoked by its client", address);
                }
            }
            return null;
        }));
    }

    private static OptionalLong grantOf(Connections.Session session, TokenText refresh, Client client) throws SQLException {
        var query = session.prepare("select g.id from refresh r join grant g on g.id = r.grant_id where r.hash = ? and g.client = ?");
        query.setBytes(1, refresh.hash());
        query.setString(2, client.id());
        try (var rows = query.executeQuery()) {
            return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
        }
    }

    private static Optional<Row> row(Connections.Session session, byte[] hash) throws SQLException {
        var query = session.prepare(ACCESS);
        query.setBytes(1, hash);
        try (var rows = query.executeQuery()) {
            // the index compares hashes, whose timing tells nothing of use; this is the comparison that decides
            return rows.next() && MessageDigest.isEqual(rows.getBytes("hash"), hash) ? Optional.of(Row.of(rows)) : Optional.empty();
        }
    }

    private record Row(long grant, String clientId, String clientName, String member, Set<Scope> scopes, String resource, Instant created,
                       Instant expires, boolean revoked, boolean unused) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(row.getLong("grant_id"), row.getString("client"), row.getString("client_name"), row.getString("member_name"),
                    Scopes.parse(row.getString("scope")), row.getString("resource"), Moments.get(row, "created"), Moments.get(row, "expires"),
                    Moments.find(row, "revoked").isPresent() || Moments.find(row, "ended").isPresent(), Moments.find(row, "used").isEmpty());
        }

        /** The number of the grant keeps two clients of one name apart: sessions are bound to the caller's name. */
        Caller caller() {
            String label = clientName.replaceAll("[^A-Za-z0-9._-]+", "-");
            return new Caller(member + "/" + label.substring(0, Math.min(label.length(), 32)) + "#" + grant, scopes);
        }
    }
}
