package sigil.mcp.http;

import io.helidon.webserver.http.ServerRequest;
import jakarta.json.JsonObject;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import sigil.mcp.core.Caller;
import sigil.mcp.core.Cancellation;
import sigil.mcp.core.Inbound;
import sigil.mcp.core.McpServer;
import sigil.mcp.core.Message;
import sigil.mcp.core.Peer;
import sigil.mcp.core.Reply;
import sigil.mcp.core.RequestId;
import sigil.mcp.core.RpcError;
import sigil.mcp.core.Session;
import sigil.mcp.core.ToolFault;

/**
 * Has one message answered: under the clock, and whatever happens.
 *
 * @param server who answers
 * @param clock  ends what takes too long
 */
record Answering(McpServer server, CallClock clock) {
    private static final Logger LOG = LogManager.getLogger(Answering.class);

    void run(Inbound inbound, Caller caller, Optional<Session> session, HttpExchange exchange, ServerRequest request) {
        Peer peer = session.map(open -> new Peer(caller, open, exchange)).orElseGet(() -> new Peer(caller, exchange));
        session.ifPresent(Session::enter);
        clock.enter(exchange);
        try {
            Reply reply = answer(inbound, peer);
            try {
                exchange.finish(reply);
            } finally {
                RequestRecord.of(request).outcome(outcome(reply, exchange), exchange.longLived());
            }
        } finally {
            clock.leave(exchange);
            session.ifPresent(Session::leave);
            if (exchange.clientGone()) {
                RequestRecord.of(request).clientLeft();
            }
        }
    }

    /** What came of it: an answer of the clock's comes before that of the call. */
    private static Outcome outcome(Reply reply, HttpExchange exchange) {
        Optional<Cancellation.Reason> givenUp = exchange.givenUp();
        if (givenUp.isPresent()) {
            return givenUp.get() == Cancellation.Reason.TIME_OVER ? Outcome.TIMED_OUT : Outcome.STOPPED;
        }
        return switch (reply) {
            case Reply.Result(var id, JsonObject result) when result.getBoolean("isError", false) ->
                    ToolFault.is(result) ? Outcome.FAULT : Outcome.TOOL_ERROR;
            case Reply.Failure(var id, RpcError error) -> error.code() == RpcError.INTERNAL_ERROR ? Outcome.FAULT : Outcome.RPC_ERROR;
            default -> Outcome.ANSWERED;
        };
    }

    private Reply answer(Inbound inbound, Peer peer) {
        try {
            return server.answer(inbound, peer);
        } catch (InterruptedException e) {
            // whoever interrupted the call has answered it, or its client is gone
            return server.stopped(inbound);
        } catch (RuntimeException | Error e) {
            // whatever it was, its client waits, and its stream has a place
            LOG.error("A message could not be answered", e);
            return new Reply.Failure(id(inbound), new RpcError(RpcError.INTERNAL_ERROR,
                    "A fault in the server. The owner finds the cause in its log.", 200));
        }
    }

    /** The id of a request, where it is one. */
    static Optional<RequestId> id(Inbound inbound) {
        return switch (inbound) {
            case Inbound.Rejected rejected -> rejected.id();
            case Inbound.Legacy(var version, Message.Request request) -> Optional.of(request.id());
            case Inbound.Modern(var version, Message.Request request, var meta, var headers) -> Optional.of(request.id());
            default -> Optional.empty();
        };
    }
}
