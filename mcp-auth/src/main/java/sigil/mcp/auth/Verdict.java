package sigil.mcp.auth;

import java.util.Objects;
import sigil.mcp.core.Caller;

/** What became of a presented token. */
public sealed interface Verdict {
    /**
     * The token is good.
     *
     * @param caller its name and scope
     */
    record Accepted(Caller caller) implements Verdict {
        /** Checks that nothing is missing. */
        public Accepted {
            Objects.requireNonNull(caller, "caller");
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
        REVOKED
    }
}
