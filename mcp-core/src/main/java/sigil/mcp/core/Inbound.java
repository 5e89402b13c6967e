package sigil.mcp.core;

import java.util.List;
import java.util.Optional;

/** What an inbound message turned out to be. */
public sealed interface Inbound {

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
