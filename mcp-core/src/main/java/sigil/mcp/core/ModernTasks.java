package sigil.mcp.core;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/** The extension {@code io.modelcontextprotocol/tasks}: the server decides, the client comes back with {@code tasks/get}. */
final class ModernTasks {
    private static final JsonObject EXTENSION = JsonCodec.object()
            .add("extensions", JsonCodec.object().add(ClientCapabilities.TASKS, JsonValue.EMPTY_JSON_OBJECT))
            .build();

    private final Tasks tasks;

    ModernTasks(Tasks tasks) {
        this.tasks = tasks;
    }

    /** The parameters of {@code tasks/update}. */
    record Update(String taskId, JsonObject inputResponses) {

        static Update decode(JsonObject params) {
            return new Update(LegacyTasks.taskId(params), JsonCodec.object(params, "inputResponses")
                    .orElseThrow(() -> LegacyTasks.invalid("params.inputResponses must be an object.")));
        }
    }

    static TaskTerms terms(Exchange exchange) {
        return new TaskTerms(exchange.client().extension(ClientCapabilities.TASKS), false, () -> new MissingCapabilityException(EXTENSION),
                Optional.empty(), Task.Watcher.NOBODY, task -> task::ask);
    }

    /** Every method of the extension is for clients that declare it. */
    static void require(Exchange exchange) {
        if (!exchange.client().extension(ClientCapabilities.TASKS)) {
            throw new MissingCapabilityException(EXTENSION);
        }
    }

    TaskState get(String taskId, Exchange exchange) {
        return find(taskId, exchange).state();
    }

    JsonObject update(Update update, Exchange exchange) {
        Task task = find(update.taskId(), exchange);
        update.inputResponses().forEach((key, given) -> {
            if (!(given instanceof JsonObject answer)) {
                throw LegacyTasks.invalid("params.inputResponses." + key + " must be an object.");
            }
            try {
                task.answer(key, answer);
            } catch (IllegalArgumentException e) {
                throw LegacyTasks.invalid("params.inputResponses." + key + ": " + e.getMessage() + ".");
            }
        });
        return JsonValue.EMPTY_JSON_OBJECT;
    }

    JsonObject cancel(String taskId, Exchange exchange) {
        // one that has ended stays as it is, and the client is told the same
        find(taskId, exchange).cancel("The task was cancelled by request.", Cancellation.Reason.CLIENT_CANCELLED);
        return JsonValue.EMPTY_JSON_OBJECT;
    }

    boolean exists(String taskId, Caller caller) {
        return tasks.find(taskId, caller).isPresent();
    }

    private Task find(String taskId, Exchange exchange) {
        require(exchange);
        return tasks.find(taskId, exchange.peer().caller()).orElseThrow(() -> LegacyTasks.invalid("params.taskId: there is no such task."));
    }
}
