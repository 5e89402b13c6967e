package sigil.mcp.auth;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import sigil.mcp.core.Caller;

/** What became of a presented token. */
public sealed interface Verdict {
    /**
     * The token is good.
     *
     * @param caller  its name and scope
     * @param expires the first moment at which it is no longer good, in whole seconds; empty if it does not expire
     * @param stands  whether it would still be accepted as the same caller, decided anew each time it is asked: never true after it has expired or
     *                was revoked, by whatever process; it may be false without either, and then to judge again tells
     */
    record Accepted(Caller caller, Optional<Instant> expires, BooleanSupplier stands) implements Verdict {
        /** Checks that nothing is missing. */
        public Accepted {
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(expires, "expires");
            Objects.requireNonNull(stands, "stands");
        }
    }

    /**
     * The token is not good.
     *
     * @param reason why; for the owner's log, never for the client, who could learn from it which tokens exist
     */
    record Refused(Reason reason) implements Verdict {
        /** Checks that nothing is missing. */
        public Refused {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Why a token is refused. */
    enum Reason {
        /** No such token was ever made here. */
        UNKNOWN,
        /** Its time is over. */
        EXPIRED,
        /** Its owner has revoked it, whether or not its time is over too. */
        REVOKED,
        /** It was made here, but for another resource than this server is now (OAuth 2.1 section 5.2, RFC 8707 section 2). */
        WRONG_AUDIENCE
    }
}
