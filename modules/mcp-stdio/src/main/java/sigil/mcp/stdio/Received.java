package sigil.mcp.stdio;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import java.util.Optional;
import sigil.mcp.core.Inbound;
import sigil.mcp.core.Message;
import sigil.mcp.core.RequestId;
import sigil.mcp.core.RpcError;

/**
 * A message as this transport looks at it, which is the same for both eras.
 *
 * @param inbound what the classifier made of it
 */
record Received(Inbound inbound) {

    /** Whether something runs for it, rather than being noted. */
    boolean isCall() {
        return switch (inbound) {
            case Inbound.Batch batch -> batch.messages().stream().anyMatch(message -> new Received(message).isCall());
            default -> id().isPresent();
        };
    }

    /** Whether it opens a session. */
    boolean opens() {
        return inbound instanceof Inbound.Legacy(var version, Message.Request request) && request.method().equals("initialize");
    }

    /** The id of a request; a batch has none of its own. */
    Optional<RequestId> id() {
        return message().map(message -> message instanceof Message.Request request ? request.id() : null);
    }

    /** The request that it takes back. A client need not say in which era that was. */
    Optional<RequestId> cancels() {
        return message().map(message -> message instanceof Message.Notification(var method, var params)
                && method.equals("notifications/cancelled") ? params.get("requestId") : null)
                .filter(id -> id instanceof JsonString || id instanceof JsonNumber)
                .map(RequestId::new);
    }

    /** The same as something that cannot be answered with a result; for a batch, each of its requests. */
    Inbound refused(RpcError error) {
        return inbound instanceof Inbound.Batch batch
                ? new Inbound.Batch(batch.messages().stream().map(message -> new Received(message).isCall()
                        ? new Received(message).refused(error) : message).toList())
                : new Inbound.Rejected(id(), error);
    }

    /** The method that it calls or tells, or what it is else; empty where that cannot be told. */
    String method() {
        return inbound instanceof Inbound.Batch ? "batch" : message().map(message -> switch (message) {
            case Message.Request request -> request.method();
            case Message.Notification notification -> notification.method();
            case Message.Response response -> "response";
        }).orElse("");
    }

    private Optional<Message> message() {
        return switch (inbound) {
            case Inbound.Legacy legacy -> Optional.of(legacy.message());
            case Inbound.Modern modern -> Optional.of(modern.message());
            default -> Optional.empty();
        };
    }
}
