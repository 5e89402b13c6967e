package sigil.mcp.core;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A call over an outlet. */
final class OutletCall implements Call {
    private final Caller caller;
    private final Outlet outlet;
    private final Optional<JsonValue> progressToken;
    private final AtomicReference<Double> lastProgress = new AtomicReference<>(Double.NEGATIVE_INFINITY);

    OutletCall(Caller caller, Outlet outlet, JsonObject params) {
        this.caller = caller;
        this.outlet = outlet;
        this.progressToken = JsonCodec.object(params, "_meta")
                .map(meta -> meta.get("progressToken"))
                .filter(token -> token instanceof JsonString || token instanceof JsonNumber number && number.isIntegral());
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public void progress(double progress, double total, String message) {
        if (progressToken.isEmpty() || cancelled() || !rises(progress)) {
            return;
        }
        JsonObjectBuilder params = JsonCodec.object().add("progressToken", progressToken.get()).add("progress", progress);
        if (total > 0) {
            params.add("total", total);
        }
        if (!message.isEmpty()) {
            params.add("message", message);
        }
        outlet.send(JsonCodec.object()
                .add("jsonrpc", "2.0")
                .add("method", "notifications/progress")
                .add("params", params)
                .build());
    }

    private boolean rises(double progress) {
        Double last = lastProgress.get();
        return progress > last && lastProgress.compareAndSet(last, progress);
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
