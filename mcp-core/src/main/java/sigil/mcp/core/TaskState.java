package sigil.mcp.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A task at one moment.
 *
 * @param taskId        what the client calls it
 * @param status        where it stands
 * @param statusMessage a few words on that, may be empty
 * @param createdAt     when it began
 * @param lastUpdatedAt when it changed last
 * @param ttl           how long it is kept from its creation
 * @param outstanding   what the client must answer
 * @param result        of a completed task
 * @param error         of a failed task
 */
record TaskState(String taskId, TaskStatus status, String statusMessage, Instant createdAt, Instant lastUpdatedAt, Duration ttl,
                 List<InputRequest<?>> outstanding, Optional<CallToolResult> result, Optional<RpcError> error) {
    /** How often a client should ask. */
    static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
}
