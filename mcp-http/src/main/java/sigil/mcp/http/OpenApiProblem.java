package sigil.mcp.http;

import java.util.List;
import java.util.stream.Stream;

/** The errors of an action, as the document names them. */
enum OpenApiProblem {
    /** The call can be mended. */
    BAD_REQUEST(400, "BadRequest", "The arguments are not valid, or the tool could not do what they say.", "arguments.query: missing", false),
    /** Nobody vouches for the caller. */
    UNAUTHORIZED(401, "Unauthorized", "No token, or one that is unknown, expired or revoked.", "The access token is not valid.", true),
    /** The caller may do less. */
    FORBIDDEN(403, "Forbidden", "The token lacks the scope of the operation, or the request came by a name or page that is not allowed.",
            "The access token lacks the scope write.", true),
    /** The arguments are too long. */
    TOO_LARGE(413, "TooLarge", "The arguments are larger than this server accepts.", "The body is larger than this server accepts.", false),
    /** The arguments are something else than JSON. */
    UNSUPPORTED(415, "UnsupportedMediaType", "The arguments are no JSON.", "The arguments are of the type text/plain.", false),
    /** Others are first. */
    BUSY(429, "Busy", "Too many calls at the same time.", "All 64 places are taken.", false),
    /** The server is wrong. */
    FAULT(500, "Fault", "A fault in the server.", "A fault in the server. The owner finds the cause in its log.", false),
    /** The server stops or starts. */
    UNAVAILABLE(503, "Unavailable", "The server is being stopped, or cannot look tokens up.", "The server is being stopped.", false),
    /** The tool took too long. */
    TIME_OVER(504, "TimeOver", "The tool did not finish in time.", "The call took longer than 40 s and was stopped.", false);

    private final int status;
    private final String component;
    private final String meaning;
    private final String example;
    private final boolean ofTokens;

    OpenApiProblem(int status, String component, String meaning, String example, boolean ofTokens) {
        this.status = status;
        this.component = component;
        this.meaning = meaning;
        this.example = example;
        this.ofTokens = ofTokens;
    }

    /** Those that can occur; without tokens there are fewer. */
    static List<OpenApiProblem> possible(boolean open) {
        return Stream.of(values()).filter(problem -> !(open && problem.ofTokens)).toList();
    }

    int status() {
        return status;
    }

    String component() {
        return component;
    }

    String meaning() {
        return meaning;
    }

    String example() {
        return example;
    }

    /** Whether it passes with time. */
    boolean waits() {
        return this == BUSY || this == UNAVAILABLE;
    }
}
