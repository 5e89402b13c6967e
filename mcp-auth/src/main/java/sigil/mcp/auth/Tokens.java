package sigil.mcp.auth;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import sigil.mcp.core.Scope;

/**
 * What the token endpoint gives a client (RFC 6749 section 5.1).
 *
 * @param access  the access token
 * @param refresh the refresh token, for a client that wants such
 * @param life    how long the access token lives
 * @param scopes  what it allows
 */
record Tokens(TokenText access, Optional<TokenText> refresh, Duration life, Set<Scope> scopes) {
    /** An hour: longer than Claude, which refreshes up to five minutes early, needs, and shorter than a leak may last. */
    static final Duration ACCESS_LIFE = Duration.ofHours(1);
    /** So long a client may stay away. */
    static final Duration REFRESH_LIFE = Duration.ofDays(90);

    Tokens {
        scopes = Set.copyOf(scopes);
    }

    /** What became of a token request. */
    sealed interface Outcome {
        /** It was granted. */
        record Issued(Tokens tokens) implements Outcome {
        }

        /** It was not; a value and not thrown yet, because what a refusal changes must be committed first. */
        record Refused(OAuthException.Code code, String description) implements Outcome {
        }

        static Refused invalidGrant(String description) {
            return new Refused(OAuthException.Code.INVALID_GRANT, description);
        }

        /** The tokens, or the refusal as an exception. */
        default Tokens orThrow() {
            return switch (this) {
                case Issued issued -> issued.tokens();
                case Refused refused -> throw new OAuthException(refused.code(), refused.description());
            };
        }
    }

    /** Makes an access token of a grant and keeps the hashes of both tokens. */
    static Tokens issue(Connections.Session alone, Clock clock, long grant, Set<Scope> scopes, Optional<TokenText> refresh) throws SQLException {
        long now = clock.instant().getEpochSecond();
        TokenText access = TokenText.random(Secret.ACCESS);
        var insert = alone.prepare("insert into access (hash, grant_id, scope, created, expires) values (?, ?, ?, ?, ?)");
        insert.setBytes(1, access.hash());
        insert.setLong(2, grant);
        insert.setString(3, Scopes.text(scopes));
        insert.setLong(4, now);
        insert.setLong(5, now + ACCESS_LIFE.toSeconds());
        insert.executeUpdate();
        if (refresh.isPresent()) {
            // a successor that is given once more is there already
            var keep = alone.prepare("insert into refresh (hash, grant_id, created, expires) values (?, ?, ?, ?) on conflict do nothing");
            keep.setBytes(1, refresh.get().hash());
            keep.setLong(2, grant);
            keep.setLong(3, now);
            keep.setLong(4, now + REFRESH_LIFE.toSeconds());
            keep.executeUpdate();
        }
        var used = alone.prepare("update grant set used = ? where id = ?");
        used.setLong(1, now);
        used.setLong(2, grant);
        used.executeUpdate();
        return new Tokens(access, refresh, ACCESS_LIFE, scopes);
    }
}
