package sigil.mcp.core;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What an era and a request say of tasks for one {@code tools/call}.
 *
 * @param possible  whether the client can handle a task
 * @param demanded  whether it wants one and nothing else (the member {@code task} of revision 2025-11-25)
 * @param refusal   what a client is told that asked for a task, or for none, where the tool will not have it
 * @param ttl       how long it wants the task to be kept
 * @param watcher   hears of the changes of the task, beside those that subscribed
 * @param asker     how the task asks
 */
record TaskTerms(boolean possible, boolean demanded, Supplier<RuntimeException> refusal, Optional<Duration> ttl,
                 Task.Watcher watcher, Function<Task, Asker> asker) {

    /** Of a revision without tasks: a tool that is always one is not listed there, and not known either. */
    static TaskTerms unknown(String tool) {
        return new TaskTerms(false, false, () -> ToolRegistry.unknown(tool), Optional.empty(), Task.Watcher.NOBODY, task -> Asker.NOBODY);
    }
}
