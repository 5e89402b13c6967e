package sigil.mcp.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The tasks that are kept: a bounded number, each for its time and for its caller alone. They live as long as the process. */
final class Tasks {
    private final Map<String, Task> tasks = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final ServerLimits limits;
    private final Consumer<TaskState> told;

    Tasks(ServerLimits limits, Consumer<TaskState> told) {
        this.limits = limits;
        this.told = told;
    }

    /**
     * Creates a task.
     *
     * @param caller    whose it is
     * @param wanted    how long it should be kept, or empty for as long as the server keeps any
     * @param also      hears of its changes too
     * @param interrupt stops its thread
     * @return the task, which can be found from now on; or empty where there are too many
     */
    Optional<Task> create(Caller caller, Optional<Duration> wanted, Task.Watcher also, Runnable interrupt) {
        if (count.incrementAndGet() > limits.maxTasks()) {
            count.decrementAndGet();
            return Optional.empty();
        }
        Duration ttl = wanted.filter(duration -> duration.compareTo(limits.taskTtl()) < 0).orElse(limits.taskTtl());
        Task task = new Task(UUID.randomUUID().toString(), caller, ttl, watcher(also), interrupt);
        tasks.put(task.id(), task);
        return Optional.of(task);
    }

    private Task.Watcher watcher(Task.Watcher also) {
        return new Task.Watcher() {
            @Override
            public void changed(TaskState state) {
                told.accept(state);
                also.changed(state);
            }

            @Override
            public void forgotten(String taskId) {
                also.forgotten(taskId);
            }
        };
    }

    /** A task of the caller; somebody else's is none. */
    Optional<Task> find(String id, Caller caller) {
        return Optional.ofNullable(tasks.get(id)).filter(task -> task.caller().name().equals(caller.name()));
    }

    /** The caller's tasks, the oldest first. */
    List<Task> of(Caller caller) {
        return tasks.values().stream()
                .filter(task -> task.caller().name().equals(caller.name()))
                .sorted(Comparator.comparing(Task::createdAt).thenComparing(Task::id))
                .toList();
    }

    /** Lets go of those whose time is over. */
    void sweep() {
        Instant now = Instant.now();
        tasks.values().stream().filter(task -> now.isAfter(task.expiresAt())).toList().forEach(task -> {
            task.cancel("The task took longer than it is kept.", Cancellation.Reason.TIME_OVER);
            if (tasks.remove(task.id()) != null) {
                count.decrementAndGet();
                task.forgotten();
            }
        });
    }

    /** Ends all, because the server stops. */
    void stop() {
        tasks.values().forEach(task -> task.cancel("The server was stopped.", Cancellation.Reason.SERVER_STOPS));
    }
}
