package sigil.mcp.core;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What waits to be told to one client: for each topic the latest message, in the order in which the topics came up. So it is never longer
 * than what the client asked for, however fast things change and however slowly it reads.
 */
public final class Feed {
    private final Predicate<String> wanted;
    private final Map<String, String> uris;
    private final Function<TaskState, JsonObject> task;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Map<String, JsonObject> waiting = new LinkedHashMap<>();

    /**
     * An empty one.
     *
     * @param wanted the topics that its client wants to hear of, beside resources
     * @param uris   the resources that it wants to hear of, by their canonical URIs, each with its own spelling
     * @param task   how a task looks to it
     */
    Feed(Predicate<String> wanted, Map<String, String> uris, Function<TaskState, JsonObject> task) {
        this.wanted = wanted;
        this.uris = uris;
        this.task = task;
    }

    /** One whose client hears nothing of tasks here. */
    Feed(Predicate<String> wanted, Map<String, String> uris) {
        this(wanted, uris, state -> JsonValue.EMPTY_JSON_OBJECT);
    }

    void offer(TaskState state) {
        String topic = "task " + state.taskId();
        if (wanted.test(topic)) {
            put(topic, notification("notifications/tasks", task.apply(state)));
        }
    }

    void offer(String topic, String method, JsonObject params) {
        if (wanted.test(topic)) {
            put(topic, notification(method, params));
        }
    }

    /** Tells of a resource in the client's own spelling, by which it knows what it asked for. */
    void resourceUpdated(String canonical) {
        String spelling = uris.get(canonical);
        if (spelling != null) {
            put("uri " + canonical, notification("notifications/resources/updated", JsonCodec.object().add("uri", spelling).build()));
        }
    }

    void resourcesUpdated(Predicate<String> canonical) {
        uris.keySet().stream().filter(canonical).forEach(this::resourceUpdated);
    }

    private static JsonObject notification(String method, JsonObject params) {
        var message = JsonCodec.object().add("jsonrpc", "2.0").add("method", method);
        return (params.isEmpty() ? message : message.add("params", params)).build();
    }

    /** Puts a message in without asking whether its topic is wanted. */
    void put(String topic, JsonObject message) {
        lock.lock();
        try {
            waiting.put(topic, message);
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes a message back, if nobody has read it. */
    Optional<JsonObject> remove(String topic) {
        lock.lock();
        try {
            return Optional.ofNullable(waiting.remove(topic));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the next message.
     *
     * @return a whole JSON-RPC message
     * @throws InterruptedException if the thread was interrupted
     */
    public JsonObject take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty()) {
                arrived.await();
            }
            return first();
        } finally {
            lock.unlock();
        }
    }

    private JsonObject first() {
        Iterator<JsonObject> messages = waiting.values().iterator();
        JsonObject message = messages.next();
        messages.remove();
        return message;
    }
}
