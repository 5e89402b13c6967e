package sigil.mcp.stdio;

import java.time.Duration;

/**
 * The bounds of a connection. Each is answered properly when it is hit.
 *
 * @param maxLineBytes       of a message; over it -32600, and the line is skipped
 * @param maxJsonDepth       of a message; over it -32700
 * @param maxConcurrentCalls at the same time; over it an error with the code 429
 * @param maxSubscriptions   of {@code subscriptions/listen} at the same time, which are no calls; over it an error with the code 429
 * @param maxQueuedBytes     that may wait for a client that does not read; from then on whoever has something to say waits too, and a client that
 *                           goes on sending what needs an answer at once is taken for gone after {@code shutdownGrace}
 * @param callTimeout        after which a call is answered without its tool
 * @param shutdownGrace      in which running calls may finish once stdin has ended or the server was stopped
 */
public record StdioLimits(int maxLineBytes, int maxJsonDepth, int maxConcurrentCalls, int maxSubscriptions, int maxQueuedBytes,
                          Duration callTimeout, Duration shutdownGrace) {
    /** What holds where nothing is configured. */
    public static final StdioLimits DEFAULTS =
            new StdioLimits(1 << 20, 64, 64, 64, 4 << 20, Duration.ofSeconds(45), Duration.ofSeconds(10));
}
