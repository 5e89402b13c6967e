package sigil.code.tools;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import sigil.mcp.core.Cancellation;
import sigil.mcp.core.Outlet;

/** Keeps what is sent to a client while its call runs. */
final class RecordingOutlet implements Outlet {
    private final List<JsonObject> sent = new ArrayList<>();
    private final Cancellation cancellation = new Cancellation();

    @Override
    public synchronized void send(JsonObject notification) {
        sent.add(notification);
    }

    @Override
    public Cancellation cancellation() {
        return cancellation;
    }

    @Override
    public Instant deadline() {
        return Instant.now().plusSeconds(60);
    }

    synchronized List<JsonObject> sent() {
        return List.copyOf(sent);
    }
}
