package sigil.mcp.core;

import java.time.Instant;

/**
 * A running call: the one handle on everything that the author of a tool may ask or do beside returning a result. It means the same in both
 * eras and over every transport. Safe to use from several threads of the same call.
 */
public interface Call {

    /**
     * Who asks.
     *
     * @return the authenticated caller
     */
    Caller caller();

    /**
     * Tells the client how far the call has come. Does nothing where the client did not ask for progress; a value that is not above the last
     * one is not sent, as the specification wants progress to increase.
     *
     * @param progress how much is done
     * @param total    how much there is, or 0 where that is not known
     * @param message  a few words for people, may be empty
     */
    void progress(double progress, double total, String message);

    /**
     * Whether the call should end because nobody waits for its result any more, its time is over, or the server stops. The thread that runs
     * the handler is interrupted as well.
     *
     * @return true once it should end
     */
    boolean cancelled();

    /**
     * By when the handler should return what it has. Somewhat later the call is answered for it.
     *
     * @return a moment on the wall clock
     */
    Instant deadline();
}
