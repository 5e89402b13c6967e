package sigil.mcp.stdio;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import sigil.mcp.core.Caller;
import sigil.mcp.core.Classifier;
import sigil.mcp.core.InFlight;
import sigil.mcp.core.Inbound;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;
import sigil.mcp.core.McpServer;
import sigil.mcp.core.MessageHeaders;
import sigil.mcp.core.Peer;
import sigil.mcp.core.Reply;
import sigil.mcp.core.RequestId;
import sigil.mcp.core.RpcError;
import sigil.mcp.core.Session;

/**
 * What becomes of a line. Requests run on threads of their own; what is merely noted, notifications and the answers of the client, is noted on
 * the thread that reads, so it is never stuck behind the calls that wait for it. So is {@code initialize}: the next line belongs to its
 * session already, even if the client did not wait for the answer.
 */
final class Connection {
    private static final Logger LOG = LogManager.getLogger(Connection.class);

    private final McpServer server;
    private final Caller caller;
    private final StdioLimits limits;
    private final JsonInput input;
    private final Outbox outbox;
    private final Calls calls;
    private final CurrentSession session;
    private final AccessLog log;
    private final Semaphore callPlaces;
    private final Semaphore subscriptionPlaces;
    /** One for both eras: on one stream the answers to two requests of one id could not be told apart, whatever their eras. */
    private final InFlight requests = new InFlight();
    private volatile boolean stopping;

    Connection(McpServer server, Caller caller, StdioLimits limits, Outbox outbox, Calls calls) {
        this.server = server;
        this.caller = caller;
        this.limits = limits;
        this.input = new JsonInput(limits.maxJsonDepth());
        this.outbox = outbox;
        this.calls = calls;
        this.session = new CurrentSession(server, outbox);
        this.log = new AccessLog(server, caller);
        this.callPlaces = new Semaphore(limits.maxConcurrentCalls());
        this.subscriptionPlaces = new Semaphore(limits.maxSubscriptions());
    }

    /** Deals with a line; to be called by one thread, for one line after the other. */
    void accept(Line line) {
        switch (line) {
            case Line.TooLong tooLong -> note(rejected(RpcError.INVALID_REQUEST, "The message is longer than " + limits.maxLineBytes()
                    + " bytes and was skipped. Send less at a time."));
            case Line.Whole(byte[] bytes) -> {
                try {
                    accept(new Received(Classifier.classify(input.read(bytes), MessageHeaders.NONE)));
                } catch (MalformedJsonException e) {
                    note(rejected(RpcError.PARSE_ERROR, e.getMessage()));
                }
            }
        }
    }

    /** Takes no more requests from now on. */
    void stop() {
        stopping = true;
        session.end();
    }

    private void accept(Received message) {
        message.cancels().ifPresent(calls::cancel);
        if (!message.isCall()) {
            note(message.inbound());
        } else if (stopping) {
            note(message.refused(RpcError.refusal(503, "The server is being stopped. Try again in a moment.")));
        } else if (message.opens()) {
            initialize(message.inbound());
        } else {
            call(message);
        }
    }

    /** Deals with what runs nothing, on this thread. */
    private void note(Inbound inbound) {
        StdioCall call = call(new Received(inbound), Optional.empty(), outbox::putInTime, over -> { });
        call.run(() -> answer(inbound, session.get(), call));
    }

    private void initialize(Inbound inbound) {
        Optional<Session> before = session.get();
        note(inbound);
        // after the answer: until then the client knows of no session
        session.get().filter(open -> before.isEmpty() || before.get() != open).ifPresent(session::tell);
    }

    private void call(Received message) {
        Optional<RequestId> id = message.id();
        Optional<RequestId> subscription = server.longLived(message.inbound()) ? id : Optional.empty();
        Semaphore places = subscription.isPresent() ? subscriptionPlaces : callPlaces;
        if (!places.tryAcquire()) {
            note(message.refused(RpcError.refusal(429, (subscription.isPresent()
                    ? "All " + limits.maxSubscriptions() + " subscriptions are in use."
                    : "All " + limits.maxConcurrentCalls() + " places are taken.") + " Try again in a moment.")));
            return;
        }
        StdioCall call = call(message, subscription, outbox::put, over -> {
            calls.leave(id, over);
            places.release();
        });
        if (!calls.enter(id, call)) {
            places.release();
            note(message.refused(new RpcError(RpcError.INVALID_REQUEST,
                    "A request with this id is still being answered: give each its own.", 400)));
            return;
        }
        Optional<Session> current = session.get();
        call.start(() -> answer(message.inbound(), current, call));
    }

    private StdioCall call(Received message, Optional<RequestId> subscription, StdioCall.Way way, Consumer<StdioCall> over) {
        Inbound inbound = message.inbound();
        Optional<Session> before = session.get();
        return new StdioCall(new StdioCall.Terms(subscription, limits.callTimeout(), session::opened,
                () -> server.timedOut(inbound, limits.callTimeout()), () -> server.stopped(inbound),
                (call, reply) -> log.answered(message, before.or(session::get), call, reply), over), way);
    }

    private Reply answer(Inbound inbound, Optional<Session> current, StdioCall call) {
        Optional<Session> belongsTo = inbound instanceof Inbound.Modern ? Optional.empty() : current;
        try {
            return server.answer(inbound, new Peer(caller, belongsTo, requests, call));
        } catch (InterruptedException e) {
            // whoever interrupted the call has answered it, or its client is gone
            return server.stopped(inbound);
        } catch (RuntimeException | Error e) {
            LOG.error("A message could not be answered", e);
            return new Reply.Failure(new Received(inbound).id(), new RpcError(RpcError.INTERNAL_ERROR,
                    "A fault in the server. The owner finds the cause in its log.", 200));
        }
    }

    private static Inbound rejected(int code, String message) {
        return new Inbound.Rejected(Optional.empty(), new RpcError(code, message, 400));
    }
}
