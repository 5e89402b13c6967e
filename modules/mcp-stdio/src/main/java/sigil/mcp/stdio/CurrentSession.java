package sigil.mcp.stdio;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import sigil.mcp.core.McpServer;
import sigil.mcp.core.Session;

/** The session of the legacy era to which messages belong at the moment: of one connection there is one, and to open another ends it. */
final class CurrentSession {
    private final McpServer server;
    private final Outbox outbox;
    private final AtomicReference<Optional<Session>> current = new AtomicReference<>(Optional.empty());

    CurrentSession(McpServer server, Outbox outbox) {
        this.server = server;
        this.outbox = outbox;
    }

    Optional<Session> get() {
        return current.get();
    }

    void opened(Session session) {
        // as long as the connection is there it is in use, however long nothing is said
        session.enter();
        current.getAndSet(Optional.of(session)).ifPresent(server::end);
    }

    /** What its calls have asked their client will not be answered any more. */
    void end() {
        current.getAndSet(Optional.empty()).ifPresent(server::end);
    }

    /** Tells a client what it hears of outside the answers to its requests, until its session ends. */
    void tell(Session session) {
        Thread teller = Thread.ofVirtual().name("session-feed").unstarted(() -> {
            try {
                boolean open = true;
                while (open) {
                    open = outbox.put(session.feed().take(), () -> true);
                }
            } catch (InterruptedException e) {
                // the session has ended
            }
        });
        session.onEnd(teller::interrupt);
        teller.start();
    }
}
