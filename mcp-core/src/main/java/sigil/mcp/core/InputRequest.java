package sigil.mcp.core;

import jakarta.json.JsonObject;

/**
 * Something that a server asks of a client while it answers a request. In the legacy era it travels as a request of its own, in the modern
 * one inside an {@code input_required} result; in a task it waits for {@code tasks/update}.
 *
 * @param <R> the answer
 */
public sealed interface InputRequest<R> permits ElicitRequest, ElicitUrlRequest, CreateMessageRequest, ListRootsRequest {

    /**
     * Tells this request from others of the same call.
     *
     * @return a short name, unique in the call and the same whenever the handler is run again
     */
    String key();

    /**
     * Its method on the wire.
     *
     * @return such as {@code elicitation/create}
     */
    String method();

    /**
     * Its parameters on the wire.
     *
     * @return an object
     */
    JsonObject params();

    /**
     * What a client must declare to be asked.
     *
     * @return as it stands in the capabilities of a client
     */
    JsonObject capability();

    /**
     * Whether a client can be asked.
     *
     * @param client what it declared
     * @return true if it can answer this kind of request
     */
    boolean supportedBy(ClientCapabilities client);

    /**
     * Reads an answer.
     *
     * @param result what the client sent
     * @return the answer
     * @throws IllegalArgumentException if it is none; the message says why
     */
    R decode(JsonObject result);
}
