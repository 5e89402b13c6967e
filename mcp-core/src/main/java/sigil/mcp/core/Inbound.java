package sigil.mcp.core;

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
     */
    record Modern(ProtocolVersion version, Message message, ClientMeta meta) implements Inbound {
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
