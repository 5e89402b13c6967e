package sigil.mcp.auth;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;

/** Exchanges an authorization code for tokens, once (RFC 6749 section 4.1.3; OAuth 2.1 section 4.1.3). */
final class CodeRedemption {
    private final Connections connections;
    private final Clock clock;
    private final Grants grants;
    private final AuditTrail audit;

    CodeRedemption(Connections connections, Clock clock, Grants grants, AuditTrail audit) {
        this.connections = connections;
        this.clock = clock;
        this.grants = grants;
        this.audit = audit;
    }

    /**
     * What a client sends along with a code.
     *
     * @param redirectUri {@code redirect_uri}
     * @param verifier    {@code code_verifier}
     * @param address     from where it comes, for the audit trail
     */
    record Proof(Optional<String> redirectUri, Optional<String> verifier, String address) {
    }

    /** A code as it is kept, with its grant. */
    private record Kept(long grant, String clientId, String scope, boolean revoked, String redirectUri, boolean redirected,
                        Optional<String> challenge, long expires, boolean redeemed) {
        static Kept of(ResultSet row) throws SQLException {
            row.getLong("redeemed");
            boolean redeemed = !row.wasNull();
            row.getLong("revoked");
            boolean revoked = !row.wasNull();
            return new Kept(row.getLong("grant_id"), row.getString("client"), row.getString("scope"), revoked, row.getString("redirect_uri"),
                    row.getBoolean("redirected"), Optional.ofNullable(row.getString("challenge")), row.getLong("expires"), redeemed);
        }
    }

    /**
     * Redeems a code for a client that has been authenticated.
     *
     * @return the tokens; a code that was redeemed before ends everything that it bought
     */
    Tokens.Outcome redeem(String presented, Client client, Proof proof) {
        Optional<TokenText> code = TokenText.parse(Secret.CODE, presented);
        if (code.isEmpty()) {
            return Tokens.Outcome.invalidGrant("The code is unknown.");
        }
        return connections.lend(session -> session.alone(alone -> {
            Optional<Kept> found = find(alone, code.get());
            if (found.isEmpty()) {
                return Tokens.Outcome.invalidGrant("The code is unknown.");
            }
            if (!found.get().clientId().equals(client.id())) {
                // nothing happens to it, and the answer does not tell; but its owner should know
                audit.write(alone, AuditTrail.Event.of("refused").client(client.id()).grant(found.get().grant()).address(proof.address())
                        .detail("a code of another client"));
                return Tokens.Outcome.invalidGrant("The code is unknown.");
            }
            Kept kept = found.get();
            if (kept.redeemed()) {
                grants.revoke(alone, kept.grant(), "authorization code used twice", proof.address());
                return Tokens.Outcome.invalidGrant("The code was used before; what it bought has been revoked.");
            }
            Optional<String> fault = fault(kept, proof);
            if (fault.isPresent()) {
                audit.write(alone, AuditTrail.Event.of("refused").client(client.id()).grant(kept.grant()).address(proof.address()).detail(fault.get()));
                return Tokens.Outcome.invalidGrant(fault.get());
            }
            return redeemed(alone, code.get())
                    ? new Tokens.Outcome.Issued(Tokens.issue(alone, clock, kept.grant(), Scopes.parse(kept.scope()),
                            client.metadata().refreshes() ? Optional.of(TokenText.random(Secret.REFRESH)) : Optional.empty()))
                    : Tokens.Outcome.invalidGrant("The code was used before.");
        }));
    }

    private Optional<String> fault(Kept kept, Proof proof) {
        if (kept.revoked()) {
            return Optional.of("What the code stands for has been revoked.");
        }
        if (kept.expires() <= clock.instant().getEpochSecond()) {
            return Optional.of("The code has expired.");
        }
        // OAuth 2.1 does without redirect_uri here because PKCE binds the code; without PKCE it must be there as RFC 6749 has it
        boolean mustRepeat = kept.redirected() && kept.challenge().isEmpty();
        if (proof.redirectUri().map(uri -> !uri.equals(kept.redirectUri())).orElse(mustRepeat)) {
            return Optional.of("redirect_uri is not the one that the code was sent to.");
        }
        if (kept.challenge().isEmpty()) {
            // RFC 9700 section 2.1.1: or an attacker could strip the challenge from the authorization request
            return proof.verifier().map(verifier -> "There is a code_verifier, but the authorization request had no code_challenge.");
        }
        return proof.verifier().filter(verifier -> Pkce.proves(verifier, kept.challenge().get())).isPresent()
                ? Optional.empty() : Optional.of("code_verifier is missing or does not fit the code_challenge.");
    }

    private static Optional<Kept> find(Connections.Session alone, TokenText code) throws SQLException {
        var query = alone.prepare("select code.*, g.client, g.scope, g.revoked from code join grant g on g.id = code.grant_id where hash = ?");
        query.setBytes(1, code.hash());
        try (var rows = query.executeQuery()) {
            return rows.next() ? Optional.of(Kept.of(rows)) : Optional.empty();
        }
    }

    /** The one statement that decides who was first. */
    private boolean redeemed(Connections.Session alone, TokenText code) throws SQLException {
        var update = alone.prepare("update code set redeemed = ? where hash = ? and redeemed is null");
        update.setLong(1, clock.instant().getEpochSecond());
        update.setBytes(2, code.hash());
        return update.executeUpdate() == 1;
    }
}
