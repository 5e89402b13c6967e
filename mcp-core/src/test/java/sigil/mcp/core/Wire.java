package sigil.mcp.core;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** One message on its way through a server: what is sent before its answer, and the answer. */
final class Wire implements Outlet {
    private static final long PATIENCE = 20;

    private final boolean streams;
    private final BlockingQueue<JsonObject> sent = new LinkedBlockingQueue<>();
    private final CompletableFuture<Reply> reply = new CompletableFuture<>();
    private final CompletableFuture<Session> opened = new CompletableFuture<>();
    private final CompletableFuture<Thread> thread = new CompletableFuture<>();
    private final Cancellation cancellation = new Cancellation(() -> thread.join().interrupt());

    private Wire(boolean streams) {
        this.streams = streams;
    }

    /** Answers a message on a thread of its own, as a transport does. */
    static Wire send(McpServer server, Inbound inbound, boolean streams, Function<Outlet, Peer> peer) {
        Wire wire = new Wire(streams);
        wire.thread.complete(Thread.ofVirtual().start(() -> {
            try {
                wire.reply.complete(server.answer(inbound, peer.apply(wire)));
            } catch (Throwable e) {
                wire.reply.completeExceptionally(e);
            }
        }));
        return wire;
    }

    /** A way to nobody. */
    static Outlet nowhere() {
        return new Wire(false);
    }

    /** Answers a message on this thread. */
    static Wire here(McpServer server, Inbound inbound, Function<Outlet, Peer> peer) throws InterruptedException {
        Wire wire = new Wire(true);
        wire.thread.complete(Thread.currentThread());
        wire.reply.complete(server.answer(inbound, peer.apply(wire)));
        return wire;
    }

    @Override
    public boolean send(JsonObject message) {
        return streams && sent.add(message);
    }

    @Override
    public Cancellation cancellation() {
        return cancellation;
    }

    @Override
    public Instant deadline() {
        return Instant.now().plusSeconds(60);
    }

    @Override
    public void waiting(Duration longest) {
    }

    @Override
    public void opened(Session session) {
        opened.complete(session);
    }

    @Override
    public void working() {
    }

    @Override
    public Optional<String> challenge(Scope needed) {
        return Optional.of("Bearer scope=\"" + needed.wire() + "\"");
    }

    /** The session that was opened on it. */
    Optional<Session> session() {
        return Optional.ofNullable(opened.getNow(null));
    }

    /** What was sent next, before the answer. */
    JsonObject next() throws InterruptedException {
        JsonObject message = sent.poll(PATIENCE, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("Nothing was sent");
        }
        return message;
    }

    /** What was sent next, if that came in time. */
    Optional<JsonObject> poll(Duration patience) throws InterruptedException {
        return Optional.ofNullable(sent.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** What was sent so far and nobody has taken. */
    List<JsonObject> rest() {
        List<JsonObject> rest = new ArrayList<>();
        sent.drainTo(rest);
        return rest;
    }

    /** The answer. */
    Reply reply() throws InterruptedException {
        try {
            return reply.get(PATIENCE, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("No answer", e);
        } catch (ExecutionException e) {
            throw new AssertionError("The server failed", e.getCause());
        }
    }

    CompletableFuture<Reply> later() {
        return reply;
    }

    /** The answer as it is written. */
    JsonObject answer() throws InterruptedException {
        return reply().message().orElseThrow(() -> new AssertionError("No answer")).asJsonObject();
    }

    JsonObject result() throws InterruptedException {
        JsonObject answer = answer();
        if (!answer.containsKey("result")) {
            throw new AssertionError("No result: " + answer);
        }
        return answer.getJsonObject("result");
    }

    JsonObject error() throws InterruptedException {
        JsonObject answer = answer();
        if (!answer.containsKey("error")) {
            throw new AssertionError("No error: " + answer);
        }
        return answer.getJsonObject("error");
    }
}
