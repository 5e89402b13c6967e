package sigil.mcp.auth;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import sigil.mcp.core.Scope;

/**
 * What a member allowed a client.
 *
 * @param id         a number that is never used again
 * @param member     who allowed it
 * @param clientId   whom
 * @param clientName how the client calls itself
 * @param scopes     what
 * @param created    when, in whole seconds
 * @param used       when a token was last taken for it, in whole seconds; empty if none was yet
 * @param revoked    when it ended, in whole seconds; empty if it stands
 * @param reason     why it ended
 */
public record Grant(long id, String member, String clientId, String clientName, Set<Scope> scopes, Instant created, Optional<Instant> used,
                    Optional<Instant> revoked, Optional<String> reason) {
    /** Checks that nothing is missing. */
    public Grant {
        Objects.requireNonNull(member, "member");
        scopes = Set.copyOf(scopes);
    }

    /**
     * Whether a token of it may still be good at a moment.
     *
     * @param now the moment
     * @return false once it was revoked, or its client has stayed away for longer than a refresh token lives
     */
    public boolean live(Instant now) {
        return revoked.isEmpty() && now.isBefore(used.orElse(created).plus(Tokens.REFRESH_LIFE));
    }
}
