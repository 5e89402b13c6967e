package sigil.mcp.core;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** What an inbound message turned out to be. */
public sealed interface Inbound {

    /**
     * A call of a tool that came in no message of MCP. It is answered as a message of revision 2026-07-28 would be that came from a client which can
     * do nothing but wait.
     *
     * @param tool      the name of the tool
     * @param arguments its arguments, not yet held against its schema
     * @return the call, as a message
     */
    static Inbound call(String tool, JsonObject arguments) {
        return new Modern(ProtocolVersion.V2026_07_28, new Message.Request(new RequestId(JsonCodec.number(1)), "tools/call",
                JsonCodec.object().add("name", tool).add("arguments", arguments).build()),
                new ClientMeta(Optional.empty(), ClientCapabilities.NONE, Optional.empty()), MessageHeaders.NONE);
    }

    /**
     * A message of the era of handshakes.
     *
     * @param version the version its transport named, or the one to assume
     * @param message the message
     */
    record Legacy(ProtocolVersion version, Message message) implements Inbound {
    }

    /**
     * A message that carries its own context.
     *
     * @param version its version
     * @param message the message
     * @param meta    what it says of its client
     * @param headers what the transport says beside it
     */
    record Modern(ProtocolVersion version, Message message, ClientMeta meta, MessageHeaders headers) implements Inbound {
    }

    /**
     * Several messages at once, which only revision 2025-03-26 knows.
     *
     * @param messages at least one; none of them a batch
     */
    record Batch(List<Inbound> messages) implements Inbound {

        /** Copies the messages. */
        public Batch {
            messages = List.copyOf(messages);
        }
    }

    /**
     * Something that cannot be answered with a result.
     *
     * @param id    the id, where it could be read
     * @param error why
     */
    record Rejected(Optional<RequestId> id, RpcError error) implements Inbound {
    }
}
