package sigil.mcp.auth;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import sigil.mcp.core.Scope;

/**
 * What is known about an access token; the token itself is not.
 *
 * @param id      a number that is never used again
 * @param name    what its owner calls it
 * @param scope   what it allows
 * @param created when it was made, in whole seconds
 * @param expires the first moment at which it is no longer accepted, in whole seconds; empty if it does not expire
 * @param revoked when it was revoked, in whole seconds; empty if it was not
 */
public record AccessToken(long id, String name, Scope scope, Instant created, Optional<Instant> expires, Optional<Instant> revoked) {
    /** Checks that nothing is missing. */
    public AccessToken {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(expires, "expires");
        Objects.requireNonNull(revoked, "revoked");
    }

    /**
     * Whether the token would be accepted at a moment.
     *
     * @param now the moment
     * @return true if it is neither revoked nor expired then
     */
    public boolean live(Instant now) {
        return revoked.isEmpty() && expires.filter(end -> !now.isBefore(end)).isEmpty();
    }
}
