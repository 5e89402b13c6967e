package sigil.mcp.auth;

import java.io.IOException;
import java.util.Objects;

/** A document that cannot be had. The message is a sentence or two for the page: the fault, and the cure where there is one. */
final class FetchException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean gone;

    FetchException(String reason) {
        this(reason, false);
    }

    private FetchException(String reason, boolean gone) {
        super(Objects.requireNonNull(reason, "reason"));
        this.gone = gone;
    }

    /** The host says that there is no such document. */
    static FetchException gone(String reason) {
        return new FetchException(reason, true);
    }

    boolean isGone() {
        return gone;
    }
}
