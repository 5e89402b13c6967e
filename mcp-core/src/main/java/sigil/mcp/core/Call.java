package sigil.mcp.core;

import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;

/**
 * A running call: the one handle on everything that the author of a tool, a prompt or a resource may ask or do beside returning a result. It
 * means the same in both eras and over every transport. Safe to use from several threads of the same call.
 */
public interface Call {

    /**
     * Who asks.
     *
     * @return the authenticated caller
     */
    Caller caller();

    /**
     * What the client of this call can do.
     *
     * @return what it declared
     */
    ClientCapabilities client();

    /**
     * Tells the client how far the call has come. Does nothing where the client did not ask for progress; a value that is not above the last
     * one is not sent, as the specification wants progress to increase. In a task the message becomes its status message.
     *
     * @param progress how much is done
     * @param total    how much there is, or 0 where that is not known
     * @param message  a few words for people, may be empty
     */
    void progress(double progress, double total, String message);

    /**
     * Tells the client what goes on. Sent only where the client wants messages of this level: what it set with {@code logging/setLevel} in the
     * legacy era, what the request itself says in the modern one.
     *
     * @param level  how much it matters
     * @param logger which part of the server speaks
     * @param data   what it says; never a secret
     */
    void log(LoggingLevel level, String logger, JsonValue data);

    /**
     * Asks the client something and waits for the answer.
     *
     * <p>In the modern era there is no waiting: the call ends here with an exception that the handler must let pass, and when the client comes
     * back with the answer the handler runs again from its start. So ask first, act afterwards, and give the same question the same key.
     *
     * @param request what to ask
     * @param <R>     the answer
     * @return the answer, checked
     * @throws MissingCapabilityException if the client declared nothing that could answer it; see {@link InputRequest#supportedBy}
     * @throws InterruptedException       if the call was cancelled while it waited
     */
    default <R> R ask(InputRequest<R> request) throws InterruptedException {
        askAll(List.of(request));
        return answer(request);
    }

    /**
     * Asks the client several things at once; afterwards {@link #answer} has each.
     *
     * @param requests what to ask, each with its own key
     * @throws MissingCapabilityException if the client cannot answer one of them
     * @throws InterruptedException       if the call was cancelled while it waited
     */
    void askAll(List<? extends InputRequest<?>> requests) throws InterruptedException;

    /**
     * The answer to something that was asked.
     *
     * @param request what was asked
     * @param <R>     the answer
     * @return the answer
     * @throws IllegalStateException if it was not asked in this call
     */
    <R> R answer(InputRequest<R> request);

    /**
     * Lets the call go on as a task, where its tool may and its client can: the client gets a handle at once and comes back for the result.
     * What was asked before was asked on the way; what is asked afterwards waits in the task.
     *
     * @return whether it is a task now; if not, the client waits for the result as always
     */
    boolean becomeTask();

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
     * @return a moment on the wall clock; it moves while the call waits for an answer of the client
     */
    Instant deadline();
}
