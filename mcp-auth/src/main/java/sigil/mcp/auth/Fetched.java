package sigil.mcp.auth;

import java.time.Duration;
import java.util.Objects;

/** What became of fetching a document. */
sealed interface Fetched {
    /**
     * The host sent JSON.
     *
     * @param body  its bytes, which nobody has read yet
     * @param fresh for how long they may be used without asking again
     */
    record Document(byte[] body, Duration fresh) implements Fetched {
        public Document {
            Objects.requireNonNull(body, "body");
            Objects.requireNonNull(fresh, "fresh");
        }
    }

    /**
     * There is no document.
     *
     * @param reason a sentence or two for the page: the fault, and the cure where there is one
     * @param gone   whether the host itself says that it has none, so that an older copy is no longer its word
     */
    record Failed(String reason, boolean gone) implements Fetched {
        public Failed {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
