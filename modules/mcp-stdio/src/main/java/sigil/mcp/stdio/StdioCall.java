package sigil.mcp.stdio;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import sigil.mcp.core.Cancellation;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.Outlet;
import sigil.mcp.core.Reply;
import sigil.mcp.core.RequestId;
import sigil.mcp.core.Session;

/**
 * One request and its answer. It is answered once, by its own thread or by whoever ends it early; from then on, or once its client has taken
 * it back, nothing more is sent for it. It is over when its answer has left <em>and</em> its handler has returned: neither a tool that does
 * not heed its interruption nor an answer that nobody reads makes room for another.
 */
final class StdioCall implements Outlet {
    /** In which a handler says its first word, unless the machine is very busy. */
    private static final Duration BEGINNING = Duration.ofSeconds(1);

    private final Terms terms;
    private final Way way;
    private final CallTime time;
    private final Cancellation cancellation = new Cancellation(this::interrupt);
    private final AtomicBoolean answered = new AtomicBoolean();
    private final AtomicInteger open = new AtomicInteger(2);
    private final long startedAt = System.nanoTime();
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile Optional<Thread> worker = Optional.empty();
    private volatile boolean answerLeft;

    /**
     * What a call is told of its request.
     *
     * @param subscription the id of a request without an end of its own, empty for any other
     * @param limit        how long a call may take
     * @param opened       takes a session that it opens
     * @param timedOut     the answer when time is over
     * @param stopped      the answer when the server stops
     * @param answered     hears of the answer
     * @param over         runs when the call is over
     */
    record Terms(Optional<RequestId> subscription, Duration limit, Consumer<Session> opened, Supplier<Reply> timedOut,
                 Supplier<Reply> stopped, BiConsumer<StdioCall, Reply> answered, Consumer<StdioCall> over) {
    }

    /** The way out, as {@link Outbox#put} has it. */
    @FunctionalInterface
    interface Way {
        boolean put(JsonValue message, BooleanSupplier leaves) throws InterruptedException;
    }

    StdioCall(Terms terms, Way way) {
        this.terms = terms;
        this.way = way;
        this.time = terms.subscription().isPresent() ? new CallTime() : new CallTime(terms.limit());
    }

    /** Gives it a thread of its own; what answers throws nothing. */
    void start(Supplier<Reply> answer) {
        Thread thread = Thread.ofVirtual().name("call").unstarted(() -> run(answer));
        worker = Optional.of(thread);
        thread.start();
    }

    /** Answers on the calling thread; what answers throws nothing. */
    void run(Supplier<Reply> answer) {
        Reply reply = cancellation.reason().isEmpty() ? answer.get() : new Reply.Cancelled();
        // before it answers: a client that has the answer may use the place and the id at once
        over();
        finish(reply);
    }

    boolean isSubscription() {
        return terms.subscription().isPresent();
    }

    long elapsedNanos() {
        return System.nanoTime() - startedAt;
    }

    @Override
    public boolean send(JsonObject message) {
        try {
            return !answered.get() && cancellation.reason().isEmpty() && way.put(message, () -> !answerLeft && !takenBack());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            begun.countDown();
        }
    }

    @Override
    public Cancellation cancellation() {
        return cancellation;
    }

    @Override
    public Instant deadline() {
        return time.deadline();
    }

    @Override
    public void waiting(Duration longest) {
        time.waiting(longest);
    }

    @Override
    public void working() {
        time.working();
    }

    @Override
    public void opened(Session session) {
        terms.opened().accept(session);
    }

    /** Takes it back for its client. */
    void cancel() {
        cancellation.cancel(Cancellation.Reason.CLIENT_CANCELLED);
    }

    /** Lets go of it, because nobody is there any more. */
    void abandon() {
        cancellation.cancel(Cancellation.Reason.CLIENT_GONE);
    }

    /** Whether somebody should end it, because its time is over. */
    boolean due(long now) {
        return time.over(now) && !answered.get();
    }

    void timeOut() {
        giveUp(Cancellation.Reason.TIME_OVER, terms.timedOut(), () -> { });
    }

    void stop() {
        if (isSubscription()) {
            awaitAcknowledgement();
        }
        giveUp(Cancellation.Reason.SERVER_STOPS, terms.stopped(), () -> terms.subscription().ifPresent(this::tearDown));
    }

    /** The first message of a subscription is its acknowledgement, even if it ends as soon as it has begun. */
    private void awaitAcknowledgement() {
        try {
            begun.await(BEGINNING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * 2026-07-28, "Cancellation": "A server MUST send notifications/cancelled referencing a subscriptions/listen request ID when it tears down
     * that subscription stream". It comes after the result, which tells a client that this end is a graceful one ("Subscriptions").
     */
    private void tearDown(RequestId id) {
        put(JsonCodec.object()
                .add("jsonrpc", "2.0")
                .add("method", "notifications/cancelled")
                .add("params", JsonCodec.object()
                        .add("requestId", id.value())
                        .add("reason", "The server is being stopped.")
                        .add("_meta", JsonCodec.object().add("io.modelcontextprotocol/subscriptionId", id.value())))
                .build());
    }

    private void giveUp(Cancellation.Reason reason, Supplier<Reply> reply, Runnable afterwards) {
        if (answered.compareAndSet(false, true)) {
            // it is not over before the last word, wherever its answer and its handler are
            open.incrementAndGet();
            cancellation.cancel(reason);
            answer(reply.get());
            afterwards.run();
            over();
        }
    }

    private void finish(Reply reply) {
        begun.countDown();
        if (answered.compareAndSet(false, true)) {
            answer(reply);
        }
    }

    private void answer(Reply reply) {
        terms.answered().accept(this, reply);
        boolean leaves = false;
        try {
            leaves = reply.message().isPresent() && way.put(reply.message().get(), this::leaves);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!leaves) {
                over();
            }
        }
    }

    private void put(JsonObject message) {
        try {
            way.put(message, () -> !takenBack());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asked by the thread that writes, which alone knows what comes before and after the answer. */
    private boolean leaves() {
        answerLeft = true;
        over();
        return !takenBack();
    }

    private boolean takenBack() {
        return cancellation.reason().filter(reason -> reason == Cancellation.Reason.CLIENT_CANCELLED).isPresent();
    }

    private void over() {
        if (open.decrementAndGet() == 0) {
            terms.over().accept(this);
        }
    }

    private void interrupt() {
        worker.filter(thread -> thread != Thread.currentThread()).ifPresent(Thread::interrupt);
    }
}
