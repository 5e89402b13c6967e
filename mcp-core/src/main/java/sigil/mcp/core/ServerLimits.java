package sigil.mcp.core;

import java.time.Duration;

/**
 * The bounds of a server that no transport has.
 *
 * @param pageSize         entries on a page of a list
 * @param maxSessions      of the legacy era, open at the same time; over it the one that was idle longest ends
 * @param sessionIdle      after which a session that nothing uses ends
 * @param maxSubscriptions resources that one session or one {@code subscriptions/listen} may subscribe to; over it -32602
 * @param maxBatch         messages in a batch of revision 2025-03-26; over it -32600
 * @param maxTasks         kept at the same time; over it a call stays a call, or is refused where it must be a task
 * @param taskTtl          how long a task is kept at most, from its creation
 * @param askTimeout       how long a call waits for its client to answer what it asks
 * @param stateTtl         how long the {@code requestState} of an {@code input_required} result is good
 */
public record ServerLimits(int pageSize, int maxSessions, Duration sessionIdle, int maxSubscriptions, int maxBatch, int maxTasks,
                           Duration taskTtl, Duration askTimeout, Duration stateTtl) {
    /** What holds where nothing is configured. */
    public static final ServerLimits DEFAULTS = new ServerLimits(100, 1000, Duration.ofMinutes(60), 1000, 50, 200,
            Duration.ofMinutes(60), Duration.ofMinutes(5), Duration.ofMinutes(15));
}
