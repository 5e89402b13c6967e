package sigil.mcp.core;

import java.util.Optional;

/**
 * Where a message came from and where its answer goes.
 *
 * @param caller   who sent it
 * @param session  the session it belongs to, where it is of the legacy era and has one
 * @param requests what else this peer waits for: what it may cancel, and the ids it must not use twice
 * @param outlet   the way to it while the answer is being made
 */
public record Peer(Caller caller, Optional<Session> session, InFlight requests, Outlet outlet) {

    /**
     * A peer of a transport that knows no other requests of it, as HTTP without a session.
     *
     * @param caller who sent the message
     * @param outlet the way to it
     */
    public Peer(Caller caller, Outlet outlet) {
        this(caller, Optional.empty(), new InFlight(), outlet);
    }

    /**
     * A peer with a session.
     *
     * @param caller  who sent this message: what it may do counts, and not what whoever opened the session might
     * @param session the session, which belongs to the caller
     * @param outlet  the way to its client
     */
    public Peer(Caller caller, Session session, Outlet outlet) {
        this(caller, Optional.of(session), session.requests(), outlet);
    }
}
