package sigil.mcp.http;

/** Something open that the {@link CallClock} looks after. */
interface Watched {

    /** Whether the clock should look in; asked by the clock's own thread, so it answers at once. */
    boolean due(long now);

    /** Looks in, on a thread of its own. */
    void look(long now);

    /** Ends it because the server stops. */
    void stop();

    /** Whether it has no end of its own, so that there is nothing to wait for when the server stops. */
    boolean longLived();
}
