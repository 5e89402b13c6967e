package sigil.mcp.core;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A call that goes on while its client does something else: one state, which only moves forward, and those who wait for it. */
final class Task {
    private final String id;
    private final Caller caller;
    private final Duration ttl;
    private final Watcher watcher;
    private final Instant createdAt = now();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, InputRequest<?>> outstanding = new LinkedHashMap<>();
    private final Map<String, Object> answers = new HashMap<>();
    private final Cancellation cancellation;

    private TaskStatus status = TaskStatus.WORKING;
    private String message = "";
    private Instant lastUpdatedAt = createdAt;
    private Optional<CallToolResult> result = Optional.empty();
    private Optional<RpcError> error = Optional.empty();

    /** Hears of a task. */
    interface Watcher {
        /** Of one that nobody watches. */
        Watcher NOBODY = state -> { };

        /** Its status is another one now. Called in the order of the changes, so it must not wait for anything. */
        void changed(TaskState state);

        /** It is not kept any more. */
        default void forgotten(String taskId) {
        }
    }

    /**
     * Creates a task that works.
     *
     * @param id        its name
     * @param caller    to whom alone it exists
     * @param ttl       how long it is kept
     * @param watcher   hears of every change of its status
     * @param interrupt stops its thread
     */
    Task(String id, Caller caller, Duration ttl, Watcher watcher, Runnable interrupt) {
        this.id = id;
        this.caller = caller;
        this.ttl = ttl;
        this.watcher = watcher;
        this.cancellation = new Cancellation(interrupt);
    }

    String id() {
        return id;
    }

    Caller caller() {
        return caller;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant expiresAt() {
        return createdAt.plus(ttl);
    }

    Cancellation cancellation() {
        return cancellation;
    }

    TaskState state() {
        lock.lock();
        try {
            return new TaskState(id, status, message, createdAt, lastUpdatedAt, ttl, List.copyOf(outstanding.values()), result, error);
        } finally {
            lock.unlock();
        }
    }

    /** Says how it goes; not a change of status, so nobody is told. */
    void message(String text) {
        lock.lock();
        try {
            if (!status.terminal()) {
                message = text;
                lastUpdatedAt = now();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Puts questions, which can be answered from now on. */
    void put(List<InputRequest<?>> requests) {
        move(TaskStatus.INPUT_REQUIRED, () -> requests.forEach(request -> outstanding.put(request.key(), request)));
    }

    /** Waits until each question has its answer. */
    Map<String, Object> answers(List<InputRequest<?>> requests) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!status.terminal() && !outstanding.isEmpty()) {
                changed.await();
            }
            if (status.terminal()) {
                throw new InterruptedException("The task has ended");
            }
            Map<String, Object> given = new HashMap<>();
            requests.forEach(request -> given.put(request.key(), answers.get(request.key())));
            return given;
        } finally {
            lock.unlock();
        }
    }

    /** Puts questions and waits until each has its answer. */
    Map<String, Object> ask(List<InputRequest<?>> requests) throws InterruptedException {
        put(requests);
        return answers(requests);
    }

    /** Takes an answer to a question that is outstanding; answers to anything else are ignored. */
    void answer(String key, JsonObject given) {
        lock.lock();
        try {
            InputRequest<?> request = outstanding.get(key);
            if (request != null) {
                answered(key, request.decode(given));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes an answer that was decoded elsewhere, on the same terms. */
    void answered(String key, Object decoded) {
        lock.lock();
        try {
            if (outstanding.remove(key) != null) {
                answers.put(key, decoded);
                if (outstanding.isEmpty()) {
                    move(TaskStatus.WORKING, () -> { });
                }
            }
        } finally {
            lock.unlock();
        }
    }

    void complete(CallToolResult found) {
        move(TaskStatus.COMPLETED, () -> result = Optional.of(found));
    }

    void fail(RpcError why) {
        move(TaskStatus.FAILED, () -> {
            error = Optional.of(why);
            message = why.message();
        });
    }

    /** Ends it, and stops its thread; one that has ended stays as it is. */
    void cancel(String why, Cancellation.Reason reason) {
        if (move(TaskStatus.CANCELLED, () -> message = why)) {
            cancellation.cancel(reason);
        }
    }

    void forgotten() {
        watcher.forgotten(id);
    }

    /** Waits until it has ended. */
    TaskState await() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!status.terminal()) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
        return state();
    }

    private boolean move(TaskStatus next, Runnable with) {
        lock.lock();
        try {
            if (status.terminal()) {
                return false;
            }
            with.run();
            status = next;
            if (next.terminal()) {
                outstanding.clear();
            }
            lastUpdatedAt = now();
            changed.signalAll();
            // under the lock, so that changes are told in their order; telling never waits
            watcher.changed(state());
            return true;
        } finally {
            lock.unlock();
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
