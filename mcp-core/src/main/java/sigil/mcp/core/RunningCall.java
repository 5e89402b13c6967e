package sigil.mcp.core;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** A call whose client waits for its result. */
final class RunningCall extends AskingCall {
    /** Of one call; what it says beyond is dropped (both revisions: "Rate limit log messages"). */
    private static final int MOST_LOG_MESSAGES = 1000;

    private final Outlet outlet;
    private final Supplier<Optional<LoggingLevel>> threshold;
    private final Optional<JsonValue> progressToken;
    private final AtomicReference<Double> lastProgress = new AtomicReference<>(Double.NEGATIVE_INFINITY);
    private final AtomicInteger logged = new AtomicInteger();

    /**
     * Creates it.
     *
     * @param caller    who asks
     * @param client    what its client can do
     * @param outlet    the way to it
     * @param params    of the request
     * @param threshold the least level it wants to hear, or empty where it wants to hear nothing
     * @param asker     how it is asked
     */
    RunningCall(Caller caller, ClientCapabilities client, Outlet outlet, JsonObject params, Supplier<Optional<LoggingLevel>> threshold,
                Asker asker) {
        super(caller, client, asker);
        this.outlet = outlet;
        this.threshold = threshold;
        this.progressToken = progressToken(params);
    }

    static Optional<JsonValue> progressToken(JsonObject params) {
        return params.get("_meta") instanceof JsonObject meta ? Optional.ofNullable(meta.get("progressToken"))
                .filter(token -> token instanceof JsonString || token instanceof JsonNumber number && RequestId.integer(number))
                : Optional.empty();
    }

    Outlet outlet() {
        return outlet;
    }

    @Override
    public void progress(double progress, double total, String message) {
        if (progressToken.isPresent() && Double.isFinite(progress) && !cancelled() && rises(progress)) {
            outlet.send(notification("notifications/progress", progressParams(progressToken.get(), progress, total, message)));
        }
    }

    static JsonObjectBuilder progressParams(JsonValue token, double progress, double total, String message) {
        JsonObjectBuilder params = JsonCodec.object().add("progressToken", token).add("progress", progress);
        if (total > 0 && Double.isFinite(total)) {
            params.add("total", total);
        }
        return message.isEmpty() ? params : params.add("message", message);
    }

    private boolean rises(double progress) {
        Double last = lastProgress.get();
        return progress > last && lastProgress.compareAndSet(last, progress);
    }

    @Override
    public void log(LoggingLevel level, String logger, JsonValue data) {
        boolean wanted = threshold.get().filter(least -> level.compareTo(least) >= 0).isPresent();
        if (wanted && !cancelled() && logged.incrementAndGet() <= MOST_LOG_MESSAGES) {
            outlet.send(notification("notifications/message",
                    JsonCodec.object().add("level", level.wire()).add("logger", logger).add("data", data)));
        }
    }

    static JsonObject notification(String method, JsonObjectBuilder params) {
        return JsonCodec.object().add("jsonrpc", "2.0").add("method", method).add("params", params).build();
    }

    @Override
    public boolean becomeTask() {
        return false;
    }

    @Override
    public boolean cancelled() {
        return outlet.cancellation().reason().isPresent();
    }

    @Override
    public Instant deadline() {
        return outlet.deadline();
    }
}
