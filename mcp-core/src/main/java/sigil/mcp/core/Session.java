package sigil.mcp.core;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What is remembered between the messages of one client of the legacy era (2025-11-25, lifecycle and "Session Management"): what it can do, what
 * it wants to hear, what it was asked. Bound to the caller who opened it.
 */
public final class Session {
    private final String id;
    private final Caller caller;
    private final ProtocolVersion version;
    private final ClientCapabilities client;
    private final InFlight requests = new InFlight();
    private final Feed feed;
    private final Subscriptions subscriptions;
    private final Map<RequestId, CompletableFuture<JsonObject>> asked = new ConcurrentHashMap<>();
    private final AtomicLong lastAsked = new AtomicLong();
    private final AtomicInteger users = new AtomicInteger();
    private final List<Runnable> endings = new CopyOnWriteArrayList<>();
    private final Consumer<Session> left;
    private volatile LoggingLevel level = LoggingLevel.INFO;
    private volatile long lastUsed = System.nanoTime();
    private volatile boolean ended;

    /**
     * Creates it.
     *
     * @param id        its id
     * @param caller    whose it is
     * @param version   what was negotiated
     * @param client    what the client can do
     * @param allowance of memory for the subscriptions of all sessions
     * @param left      hears whenever somebody who used it has left
     */
    Session(String id, Caller caller, ProtocolVersion version, ClientCapabilities client, Allowance allowance, Consumer<Session> left) {
        this.id = id;
        this.caller = caller;
        this.version = version;
        this.client = client;
        this.left = left;
        this.subscriptions = new Subscriptions(allowance);
        // a legacy client hears of every list, and of the resources it subscribed to
        this.feed = new Feed(topic -> !topic.startsWith("task "), subscriptions.uris());
    }

    /**
     * Its id.
     *
     * @return visible ASCII, not to be guessed
     */
    public String id() {
        return id;
    }

    /**
     * The version that was negotiated.
     *
     * @return one of the legacy era
     */
    public ProtocolVersion version() {
        return version;
    }

    /**
     * What waits for this client outside the answers to its requests.
     *
     * @return the one feed of this session
     */
    public Feed feed() {
        return feed;
    }

    /**
     * Runs something when the session ends; at once where it has ended.
     *
     * @param ending what to run, quickly
     */
    public void onEnd(Runnable ending) {
        endings.add(ending);
        if (ended && endings.remove(ending)) {
            ending.run();
        }
    }

    /**
     * Takes back what {@link #onEnd} was given.
     *
     * @param ending the same object
     */
    public void notOnEnd(Runnable ending) {
        endings.remove(ending);
    }

    /** Somebody uses it from now on: it is not idle. */
    public void enter() {
        users.incrementAndGet();
    }

    /** Who entered has left. */
    public void leave() {
        lastUsed = System.nanoTime();
        users.decrementAndGet();
        left.accept(this);
    }

    boolean belongsTo(Caller other) {
        return caller.name().equals(other.name());
    }

    Caller caller() {
        return caller;
    }

    ClientCapabilities client() {
        return client;
    }

    InFlight requests() {
        return requests;
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    LoggingLevel level() {
        return level;
    }

    void level(LoggingLevel wanted) {
        level = wanted;
    }

    boolean inUse() {
        return users.get() > 0;
    }

    boolean ended() {
        return ended;
    }

    long idleNanos(long now) {
        return inUse() ? 0 : now - lastUsed;
    }

    void touch() {
        lastUsed = System.nanoTime();
    }

    /** A request of the server that waits for its answer. */
    record Question(RequestId id, CompletableFuture<JsonObject> answer) {
    }

    Question question() {
        RequestId questionId = new RequestId(JsonCodec.string("sigil-" + lastAsked.incrementAndGet()));
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        asked.put(questionId, answer);
        if (ended) {
            answer.cancel(false);
        }
        return new Question(questionId, answer);
    }

    void forget(Question question) {
        asked.remove(question.id());
    }

    /** Hands an answer to whoever waits for it; one that nobody waits for is dropped. */
    void answered(Message.Response response) {
        CompletableFuture<JsonObject> answer = asked.remove(response.id());
        if (answer != null) {
            answer.complete(response.body());
        }
    }

    void end() {
        ended = true;
        subscriptions.end();
        asked.values().forEach(answer -> answer.cancel(false));
        endings.forEach(ending -> {
            if (endings.remove(ending)) {
                ending.run();
            }
        });
    }
}
