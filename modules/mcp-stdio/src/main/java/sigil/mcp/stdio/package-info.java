/**
 * One client at the other end of two byte streams (2025-11-25, transports, "stdio"; 2026-07-28, "stdio").
 *
 * <p>A line passes, in this order: {@link sigil.mcp.stdio.LineReader}, the classifier of the core, {@link sigil.mcp.stdio.Connection}, which
 * notes it or gives it a thread; what comes of it leaves by the {@link sigil.mcp.stdio.Outbox}. Nothing else writes to the stream, so there is
 * never anything on it but whole messages. The era is decided for each message; of the legacy era there is one session at a time.
 */
package sigil.mcp.stdio;
