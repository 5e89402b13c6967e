package sigil.mcp.core;

import jakarta.json.JsonValue;
import java.time.Instant;

/** A call that goes on as a task: what it says becomes the task's status message, what it asks waits there. */
final class TaskCall extends AskingCall {
    private final Task task;

    TaskCall(Task task, ClientCapabilities client, Asker asker, AskingCall before) {
        super(task.caller(), client, asker, before);
        this.task = task;
    }

    @Override
    public void progress(double progress, double total, String message) {
        String share = total > 0 ? Math.round(progress / total * 100) + " %" : "";
        task.message(message.isEmpty() ? share : share.isEmpty() ? message : message + " (" + share + ")");
    }

    @Override
    public void log(LoggingLevel level, String logger, JsonValue data) {
        // the extension: "not supported on tasks in general"
    }

    @Override
    public boolean becomeTask() {
        return true;
    }

    @Override
    public boolean cancelled() {
        return task.cancellation().reason().isPresent();
    }

    @Override
    public Instant deadline() {
        return task.expiresAt();
    }
}
