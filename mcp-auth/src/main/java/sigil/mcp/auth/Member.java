package sigil.mcp.auth;

import java.time.Instant;
import java.util.Objects;

/**
 * Somebody who may let clients in: the owner of the box, or one of his household.
 *
 * @param id         a number that is never used again
 * @param name       how he is called in lists and log lines
 * @param passphrase whether he has set one
 * @param created    when he was made known, in whole seconds
 */
public record Member(long id, String name, boolean passphrase, Instant created) {
    /** Checks that nothing is missing. */
    public Member {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(created, "created");
    }
}
