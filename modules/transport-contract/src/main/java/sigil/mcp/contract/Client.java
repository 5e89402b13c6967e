package sigil.mcp.contract;

import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import sigil.mcp.core.Era;

/**
 * One client, connected to one server. What a transport's clients must send beside a message is its own business: it looks into the message
 * for what it needs, and a message into which nobody can look goes as it is. The same holds for a session: once an answer has opened one, what
 * is sent in the legacy era belongs to it.
 */
public interface Client extends AutoCloseable {

    /**
     * Sends a message, and does not wait for what comes of it.
     *
     * @param message UTF-8 without line feeds, or whatever a test wants to be refused
     * @throws IOException if it cannot be sent
     */
    void send(byte[] message) throws IOException;

    /**
     * The next message of the server, on whatever way it came: answers, refusals, notifications and requests, in the order in which they
     * came. An answer to a batch is one message.
     *
     * @param patience how long to wait for it
     * @return the message, or empty where none came
     * @throws InterruptedException if the thread was interrupted
     */
    Optional<JsonValue> next(Duration patience) throws InterruptedException;

    /**
     * Takes a request back in the way in which this transport does it in that era.
     *
     * @param era of the request
     * @param id  of the request
     * @throws IOException if that cannot be sent
     */
    void cancel(Era era, JsonValue id) throws IOException;

    /** Disconnects, and stops the server. */
    @Override
    void close();
}
