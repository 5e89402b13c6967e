package sigil.mcp.http;

import java.time.Duration;

/**
 * The bounds of the server. Each is answered properly when it is hit.
 *
 * @param maxBodyBytes       of a request; over it 413. Eight of that size may be in memory at a time; over it 429
 * @param maxHeaderBytes     of a request, all headers together; over it 431
 * @param maxJsonDepth       of a body; over it 400
 * @param maxConcurrentCalls of all callers together; over it 429 with {@code Retry-After}
 * @param maxStreams         open at the same time; over it an answer is sent whole instead of streamed
 * @param maxConnections     TCP connections; over it they wait
 * @param callTimeout        after which a call is answered without its tool
 * @param streamAfter        after which an answer that is not there becomes a stream
 * @param heartbeat          between two comments on a quiet stream
 * @param idleTimeout        after which an unused connection is closed; above the 90 s for which cloudflared pools them
 * @param shutdownGrace      in which running calls may finish when the server stops
 * @param pollAfter          after which a resumable stream is closed, for its client to come back
 * @param maxReplayBytes     of the events of all resumable streams together that are kept for that; the oldest go first
 * @param requestSilence     in the middle of a request whose token was not accepted yet; over it 408
 * @param requestTimeout     for the header of a request from its first byte, and again for the body of one without a token; over it 408
 */
public record HttpLimits(int maxBodyBytes, int maxHeaderBytes, int maxJsonDepth, int maxConcurrentCalls, int maxStreams,
                         int maxConnections, Duration callTimeout, Duration streamAfter, Duration heartbeat, Duration idleTimeout,
                         Duration shutdownGrace, Duration pollAfter, int maxReplayBytes, Duration requestSilence, Duration requestTimeout) {
    /** What holds where nothing is configured. */
    public static final HttpLimits DEFAULTS = new HttpLimits(1 << 20, 32 << 10, 64, 64, 256, 1024, Duration.ofSeconds(45),
            Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(300), Duration.ofSeconds(10),
            Duration.ofSeconds(600), 16 << 20, Duration.ofSeconds(10), Duration.ofSeconds(30));

    /** The same for clients that wait less long. */
    HttpLimits answeringWithin(Duration longest) {
        return new HttpLimits(maxBodyBytes, maxHeaderBytes, maxJsonDepth, maxConcurrentCalls, maxStreams, maxConnections,
                callTimeout.compareTo(longest) < 0 ? callTimeout : longest, streamAfter, heartbeat, idleTimeout, shutdownGrace, pollAfter,
                maxReplayBytes, requestSilence, requestTimeout);
    }
}
