package sigil.mcp.core;

import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A call that is a running call until it becomes a task, and a task's call from then on. */
final class TaskableCall implements Call {
    private final Supplier<Optional<TaskCall>> create;
    private final ReentrantLock becoming = new ReentrantLock();
    private volatile Call now;

    /**
     * Creates it.
     *
     * @param running what it is at first
     * @param create  makes the task, or says that there can be none; its client is told then
     */
    TaskableCall(RunningCall running, Supplier<Optional<TaskCall>> create) {
        this.now = running;
        this.create = create;
    }

    @Override
    public boolean becomeTask() {
        becoming.lock();
        try {
            if (now instanceof RunningCall) {
                create.get().ifPresent(task -> now = task);
            }
            return now instanceof TaskCall;
        } finally {
            becoming.unlock();
        }
    }

    @Override
    public Caller caller() {
        return now.caller();
    }

    @Override
    public ClientCapabilities client() {
        return now.client();
    }

    @Override
    public void progress(double progress, double total, String message) {
        now.progress(progress, total, message);
    }

    @Override
    public void log(LoggingLevel level, String logger, JsonValue data) {
        now.log(level, logger, data);
    }

    @Override
    public void askAll(List<? extends InputRequest<?>> requests) throws InterruptedException {
        now.askAll(requests);
    }

    @Override
    public <R> R answer(InputRequest<R> request) {
        return now.answer(request);
    }

    @Override
    public boolean cancelled() {
        return now.cancelled();
    }

    @Override
    public Instant deadline() {
        return now.deadline();
    }
}
