package sigil.mcp.core;

import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Objects;

/**
 * A call of somebody who follows a link: there is nobody to ask, and nobody who hears of progress.
 *
 * @param caller   who follows it
 * @param deadline by when he should have his answer
 */
public record LinkedCall(Caller caller, Instant deadline) implements OneWayCall {

    /** Takes no null. */
    public LinkedCall {
        Objects.requireNonNull(caller, "caller");
        Objects.requireNonNull(deadline, "deadline");
    }

    @Override
    public void progress(double progress, double total, String message) {
        // nobody hears of it
    }

    @Override
    public void log(LoggingLevel level, String logger, JsonValue data) {
        // nobody hears of it
    }

    @Override
    public String unasked() {
        return "This asks its client something, which a link cannot answer: call it from a client.";
    }
}
