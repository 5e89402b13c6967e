package sigil.code.tools;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import sigil.mcp.core.Cancellation;
import sigil.mcp.core.Outlet;
import sigil.mcp.core.Session;

/** Keeps what is sent to a client while its call runs. */
final class RecordingOutlet implements Outlet {
    private final List<JsonObject> sent = new ArrayList<>();
    private final Cancellation cancellation = new Cancellation();

    @Override
    public synchronized boolean send(JsonObject message) {
        sent.add(message);
        return true;
    }

    @Override
    public Cancellation cancellation() {
        return cancellation;
    }

    @Override
    public Instant deadline() {
        return Instant.now().plusSeconds(60);
    }

    @Override
    public void waiting(Duration longest) {
        throw new IllegalStateException("The code tools ask nothing");
    }

    @Override
    public void working() {
        throw new IllegalStateException("The code tools ask nothing");
    }

    @Override
    public void opened(Session session) {
        // there is no transport to tell the client its id
    }

    synchronized List<JsonObject> sent() {
        return List.copyOf(sent);
    }
}
