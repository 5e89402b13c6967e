package sigil.mcp.core;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tasks as revision 2025-11-25 has them: the client demands them, and what they ask comes as requests of the server. */
final class LegacyTasks {
    private final Tasks tasks;
    private final Pages pages;
    /** Where a client waits for a result: what its task asks goes there rather than to the session's feed. */
    private final Map<String, Outlet> waiting = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> unread = new ConcurrentHashMap<>();

    LegacyTasks(Tasks tasks, Pages pages) {
        this.tasks = tasks;
        this.pages = pages;
    }

    /** What a request says of tasks. */
    TaskTerms terms(Exchange exchange) {
        Optional<JsonObject> task = JsonCodec.object(exchange.request().params(), "task");
        Optional<Session> session = exchange.peer().session();
        return new TaskTerms(task.isPresent(), task.isPresent(),
                () -> new RpcException(new RpcError(RpcError.METHOD_NOT_FOUND, task.isPresent()
                        ? "This tool does not run as a task: call it without params.task."
                        : "This tool runs as a task only: call it with params.task.", 200)),
                task.flatMap(LegacyTasks::ttl),
                session.<Task.Watcher>map(Told::new).orElse(Task.Watcher.NOBODY),
                created -> session.<Asker>map(open -> requests -> ask(open, created, requests)).orElse(Asker.NOBODY));
    }

    private static Optional<Duration> ttl(JsonObject task) {
        return switch (task.get("ttl")) {
            case null -> Optional.empty();
            // whatever is longer than tasks are kept is cut to that
            case JsonNumber number when number.doubleValue() >= 1 ->
                    Optional.of(Duration.ofMillis((long) Math.min(number.doubleValue(), Integer.MAX_VALUE)));
            default -> throw invalid("params.task.ttl must be a number of milliseconds, at least 1.");
        };
    }

    /** Tells the session that demanded a task; what nobody read goes when the task does. */
    private record Told(Session session) implements Task.Watcher {

        @Override
        public void changed(TaskState state) {
            session.feed().put(topic(state.taskId()), JsonCodec.object()
                    .add("jsonrpc", "2.0")
                    .add("method", "notifications/tasks/status")
                    .add("params", LegacyShapes.task(state))
                    .build());
        }

        @Override
        public void forgotten(String taskId) {
            session.feed().remove(topic(taskId));
        }

        private static String topic(String taskId) {
            return "status of task " + taskId;
        }
    }

    private Map<String, Object> ask(Session session, Task task, List<InputRequest<?>> requests) throws InterruptedException {
        // before they are sent, or a quick answer would find nothing that it answers
        task.put(requests);
        Set<Session.Question> questions = new HashSet<>();
        try {
            for (InputRequest<?> request : requests) {
                Session.Question question = session.question();
                questions.add(question);
                question.answer().whenComplete((body, ended) -> task.answered(request.key(), decoded(request, Optional.ofNullable(body))));
                put(session, task, question.id(), request);
            }
            Map<String, Object> answers = task.answers(requests);
            answers.values().forEach(answer -> {
                if (answer instanceof ToolException refused) {
                    throw refused;
                }
            });
            return answers;
        } finally {
            questions.forEach(session::forget);
            Optional.ofNullable(unread.remove(task.id())).ifPresent(topics -> topics.forEach(session.feed()::remove));
        }
    }

    /** What a client answered, or why that is none; nothing where its session ended. */
    private static Object decoded(InputRequest<?> request, Optional<JsonObject> body) {
        try {
            return SessionAsker.decode(request, body.orElseThrow(SessionAsker::ended));
        } catch (ToolException e) {
            return e;
        }
    }

    private void put(Session session, Task task, RequestId id, InputRequest<?> request) {
        JsonObject message = SessionAsker.message(session, id, request);
        JsonObject params = JsonCodec.object(message, "params").orElse(JsonValue.EMPTY_JSON_OBJECT);
        String topic = "question of task " + task.id() + " " + id.value();
        unread.computeIfAbsent(task.id(), key -> ConcurrentHashMap.newKeySet()).add(topic);
        session.feed().put(topic, JsonCodec.object(message).add("params", LegacyShapes.related(params, task.id())).build());
        Optional.ofNullable(waiting.get(task.id())).ifPresent(outlet -> forward(session, task, outlet));
    }

    /** What nobody has read yet goes to a client that waits for the result. */
    private void forward(Session session, Task task, Outlet outlet) {
        Optional.ofNullable(unread.get(task.id())).ifPresent(topics -> topics.forEach(topic ->
                session.feed().remove(topic).filter(message -> !outlet.send(message)).ifPresent(
                        // a client that takes no stream with its answer may listen elsewhere
                        message -> session.feed().put(topic, message))));
    }

    /** {@code tasks/get}. */
    TaskState get(String taskId, Exchange exchange) {
        return find(taskId, exchange).state();
    }

    /** {@code tasks/result}: waits for the end. */
    TaskState result(String taskId, Exchange exchange) throws InterruptedException {
        Task task = find(taskId, exchange);
        Outlet outlet = exchange.peer().outlet();
        waiting.put(task.id(), outlet);
        Duration left = Duration.between(Instant.now(), task.expiresAt());
        outlet.waiting(left.isNegative() ? Duration.ZERO : left);
        try {
            exchange.peer().session().ifPresent(session -> forward(session, task, outlet));
            TaskState state = task.await();
            if (state.status() == TaskStatus.FAILED) {
                throw new RpcException(state.error().orElseThrow());
            }
            if (state.status() == TaskStatus.CANCELLED) {
                throw new RpcException(new RpcError(RpcError.INTERNAL_ERROR, "The task was cancelled.", 200));
            }
            return state;
        } finally {
            waiting.remove(task.id(), outlet);
            outlet.working();
        }
    }

    /** {@code tasks/list}. */
    JsonObject list(Optional<String> cursor, Exchange exchange) {
        List<JsonObject> all = tasks.of(exchange.peer().caller()).stream().map(task -> LegacyShapes.task(task.state())).toList();
        return pages.page("tasks", all, task -> task.getString("taskId"), cursor);
    }

    /** {@code tasks/cancel}. */
    TaskState cancel(String taskId, Exchange exchange) {
        Task task = find(taskId, exchange);
        if (task.state().status().terminal()) {
            throw invalid("The task has ended already: its status is " + LegacyShapes.status(task.state()).wire() + ".");
        }
        task.cancel("The task was cancelled by request.", Cancellation.Reason.CLIENT_CANCELLED);
        return task.state();
    }

    private Task find(String taskId, Exchange exchange) {
        return tasks.find(taskId, exchange.peer().caller()).orElseThrow(() -> invalid("params.taskId: there is no such task."));
    }

    /** The parameter {@code taskId}, as several methods have it. */
    static String taskId(JsonObject params) {
        return JsonCodec.string(params, "taskId").orElseThrow(() -> invalid("params.taskId must be a string."));
    }

    static RpcException invalid(String message) {
        return new RpcException(new RpcError(RpcError.INVALID_PARAMS, message, 200));
    }
}
