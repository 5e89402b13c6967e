package sigil.mcp.http;

/** What came of a request, as far as its status does not say it: an error of MCP is answered with 200. */
public enum Outcome {
    /** It was answered, or refused with a status that says why. */
    ANSWERED,
    /** The tool said what is wrong with its arguments, or found nothing; its caller can mend that. */
    TOOL_ERROR,
    /** An error of JSON-RPC. */
    RPC_ERROR,
    /** A fault of this server, which its log tells. */
    FAULT,
    /** The call took longer than {@code limits.call_timeout_seconds}. */
    TIMED_OUT,
    /** The server was stopped meanwhile. */
    STOPPED,
    /** Its client went away before it had the answer. */
    CLIENT_GONE
}
