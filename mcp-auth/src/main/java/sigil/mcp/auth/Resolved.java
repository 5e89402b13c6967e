package sigil.mcp.auth;

import java.time.Instant;
import java.util.Objects;

/** What is known of a client whose id is a URL. */
sealed interface Resolved {
    /**
     * The client has said what it is.
     *
     * @param metadata what it says
     * @param pinned   whether its name can be believed: this program knows it, and its document leads to nowhere else than this program knows
     * @param fetched  when its document was fetched, or for the copy that this program carries, the day of which it is
     */
    record Found(ClientMetadata metadata, boolean pinned, Instant fetched) implements Resolved {
        public Found {
            Objects.requireNonNull(metadata, "metadata");
            Objects.requireNonNull(fetched, "fetched");
        }
    }

    /**
     * The client cannot be admitted.
     *
     * @param reason a sentence or two for the page: the fault, and the cure where there is one, in this program's words and without any of the
     *               client's but its host
     */
    record Refused(String reason) implements Resolved {
        public Refused {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
