package sigil.mcp.core;

import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The tools of a server, in the order in which they were contributed, with their schemas compiled. */
final class ToolRegistry {
    private static final System.Logger LOG = System.getLogger(ToolRegistry.class.getName());

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Tasks tasks;

    private record Entry(ToolBinding binding, SchemaValidator input, Optional<SchemaValidator> output, ParamHeaders headers) {

        static Entry of(ToolBinding binding) {
            Tool tool = binding.tool();
            try {
                if (!JsonCodec.string(tool.inputSchema(), "type").equals(Optional.of("object"))) {
                    throw new IllegalArgumentException("arguments are always an object, so \"type\" of the input schema must be \"object\".");
                }
                return new Entry(binding, new SchemaValidator(tool.inputSchema()), tool.outputSchema().map(SchemaValidator::new),
                        ParamHeaders.of(tool.inputSchema()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("Tool " + tool.name() + ": " + e.getMessage(), e);
            }
        }
    }

    ToolRegistry(List<ToolBinding> bindings, Tasks tasks) {
        this.tasks = tasks;
        for (ToolBinding binding : bindings) {
            if (entries.putIfAbsent(binding.tool().name(), Entry.of(binding)) != null) {
                throw new IllegalArgumentException("Two tools are named " + binding.tool().name());
            }
        }
    }

    /** The tools as they are listed. */
    List<Tool> tools() {
        return entries.values().stream().map(Entry::binding).filter(ToolBinding::listed).map(ToolBinding::tool).toList();
    }

    Optional<Tool> tool(String name) {
        return Optional.ofNullable(entries.get(name)).map(entry -> entry.binding().tool());
    }

    /** Holds the headers of a call against its arguments; says nothing of a tool that does not exist. */
    void checkHeaders(CallTool params, MessageHeaders headers) {
        Entry entry = entries.get(params.name());
        if (entry != null && headers.mirrored()) {
            entry.headers().check(params.arguments(), headers);
        }
    }

    /** Calls a tool that is never a task. */
    CallToolResult call(CallTool params, Call call) throws InterruptedException {
        Entry entry = allowed(params, call.caller());
        Optional<CallToolResult> refused = refused(entry, params);
        return refused.isPresent() ? refused.get() : run(entry, params.arguments(), call);
    }

    /** Calls a tool that may become a task. */
    ToolOutcome call(CallTool params, RunningCall call, TaskTerms terms) throws InterruptedException {
        Entry entry = allowed(params, call.caller());
        TaskSupport support = entry.binding().tool().taskSupport();
        if (terms.demanded() && support == TaskSupport.FORBIDDEN || !terms.possible() && support == TaskSupport.REQUIRED) {
            throw terms.refusal().get();
        }
        Optional<CallToolResult> refused = refused(entry, params);
        if (refused.isPresent()) {
            return new ToolOutcome.Done(refused.get());
        }
        return support == TaskSupport.FORBIDDEN || !terms.possible()
                ? new ToolOutcome.Done(run(entry, params.arguments(), call))
                : taskable(entry, params.arguments(), call, terms);
    }

    private Entry allowed(CallTool params, Caller caller) {
        Entry entry = entries.get(params.name());
        if (entry == null) {
            throw unknown(params.name());
        }
        MissingScopeException.unless(caller, entry.binding().tool().scope());
        return entry;
    }

    static RpcException unknown(String tool) {
        return new RpcException(new RpcError(RpcError.INVALID_PARAMS, "Unknown tool: " + tool, 200));
    }

    /** The specification wants faults of arguments where a model reads them, so that it can mend its call. */
    private static Optional<CallToolResult> refused(Entry entry, CallTool params) {
        List<String> errors = entry.input().errors(params.arguments());
        return errors.isEmpty() ? Optional.empty() : Optional.of(CallToolResult.error("Invalid arguments for " + params.name() + ":\n- "
                + String.join("\n- ", errors)));
    }

    private static CallToolResult run(Entry entry, JsonObject arguments, Call call) throws InterruptedException {
        String name = entry.binding().tool().name();
        try {
            CallToolResult result = entry.binding().handler().call(arguments, call);
            return result.isError() ? result : checked(entry, name, result);
        } catch (ToolException e) {
            return CallToolResult.error(e.getMessage());
        } catch (InputRequired | MissingCapabilityException | RpcException e) {
            // not a failure of the tool: the client is told in the way of its era
            throw e;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "Tool " + name + " failed", e);
            return ToolFault.RESULT;
        }
    }

    private static CallToolResult checked(Entry entry, String name, CallToolResult result) {
        if (entry.output().isEmpty()) {
            return result;
        }
        List<String> errors = result.structuredContent().map(entry.output().get()::errors).orElse(List.of("there is no structured content"));
        if (errors.isEmpty()) {
            return result;
        }
        LOG.log(System.Logger.Level.ERROR, "Tool " + name + " gave a result that its output schema does not allow: " + errors);
        return ToolFault.RESULT;
    }

    /** Runs the handler on a thread of its own, and waits for it only as long as it has not become a task. */
    private ToolOutcome taskable(Entry entry, JsonObject arguments, RunningCall running, TaskTerms terms) throws InterruptedException {
        CompletableFuture<ToolOutcome> outcome = new CompletableFuture<>();
        CompletableFuture<Task> task = new CompletableFuture<>();
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        boolean must = terms.demanded() || entry.binding().tool().taskSupport() == TaskSupport.REQUIRED;
        TaskableCall call = new TaskableCall(running, () -> {
            Optional<Task> created = tasks.create(running.caller(), terms.ttl(), terms.watcher(), () -> thread.join().interrupt());
            if (created.isEmpty() && must) {
                throw new RpcException(new RpcError(RpcError.INTERNAL_ERROR, "Too many tasks are kept. Try again later.", 200));
            }
            return created.map(kept -> {
                task.complete(kept);
                outcome.complete(new ToolOutcome.Started(kept.state()));
                return new TaskCall(kept, running.client(), terms.asker().apply(kept), running);
            });
        });
        if (terms.demanded()) {
            call.becomeTask();
        }
        thread.complete(Thread.ofVirtual().name("tool-" + entry.binding().tool().name()).start(() -> {
            try {
                CallToolResult result = run(entry, arguments, call);
                finish(task, outcome, result);
            } catch (InterruptedException | RuntimeException e) {
                fail(task, outcome, e);
            } catch (Error e) {
                // somebody waits for it, whatever it was
                fail(task, outcome, e);
                throw e;
            }
        }));
        try {
            return outcome.get();
        } catch (InterruptedException e) {
            thread.join().interrupt();
            throw e;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case InterruptedException cause -> throw cause;
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    private static void finish(CompletableFuture<Task> task, CompletableFuture<ToolOutcome> outcome, CallToolResult result) {
        if (task.isDone()) {
            task.join().complete(result);
        } else {
            outcome.complete(new ToolOutcome.Done(result));
        }
    }

    private static void fail(CompletableFuture<Task> task, CompletableFuture<ToolOutcome> outcome, Throwable why) {
        if (task.isDone()) {
            switch (why) {
                case InterruptedException e -> task.join().cancel("The task was stopped.", Cancellation.Reason.SERVER_STOPS);
                case RpcException e -> task.join().fail(e.error());
                case MissingCapabilityException e -> task.join().complete(CallToolResult.error(e.getMessage()));
                default -> task.join().fail(new RpcError(RpcError.INTERNAL_ERROR, ToolFault.TEXT, 200));
            }
        } else {
            outcome.completeExceptionally(why);
        }
    }
}
