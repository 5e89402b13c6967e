package sigil.mcp.auth;

import java.util.Objects;

/** What an assertion of Cloudflare Access is worth. */
public sealed interface AccessVerdict {
    /** There is none: the request did not come through Access. */
    record Absent() implements AccessVerdict {
    }

    /**
     * It proves that a member asks, or somebody for him.
     *
     * @param name   the member
     * @param person whether he proved himself in a browser; false for a service token, which a program holds
     */
    record Proven(String name, boolean person) implements AccessVerdict {
        /** Checks that nothing is missing. */
        public Proven {
            Objects.requireNonNull(name, "name");
        }
    }

    /**
     * It proves nothing, and the request that carries it must be refused.
     *
     * @param reason a sentence for the owner that names the cure, without anything that the sender could have made up
     */
    record Refused(String reason) implements AccessVerdict {
        /** Checks that nothing is missing. */
        public Refused {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * It cannot be told, because the keys of the team could not be had.
     *
     * @param reason a sentence for the owner that names the cure
     */
    record Unavailable(String reason) implements AccessVerdict {
        /** Checks that nothing is missing. */
        public Unavailable {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
