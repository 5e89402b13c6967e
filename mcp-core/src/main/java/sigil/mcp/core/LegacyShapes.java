package sigil.mcp.core;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * How a revision of the legacy era writes things. Values are written as the newest revision has them; here stands what an older one does not
 * know, so that a strict client of that time is not sent it.
 */
final class LegacyShapes implements MethodTable.Shapes {
    private static final String RELATED_TASK = "io.modelcontextprotocol/related-task";

    private final ProtocolVersion version;

    LegacyShapes(ProtocolVersion version) {
        this.version = version;
    }

    private boolean titles() {
        return version.since(ProtocolVersion.V2025_06_18);
    }

    /** A tool as it is listed, or empty where no client of this revision could call it. */
    Optional<JsonObject> tool(Tool tool, SecuritySchemes security) {
        boolean tasks = version.since(ProtocolVersion.V2025_11_25);
        if (tool.taskSupport() == TaskSupport.REQUIRED && !tasks) {
            return Optional.empty();
        }
        JsonObjectBuilder json = JsonCodec.object(security.shown(tool, tool.toJson()));
        if (!titles()) {
            // both came with 2025-06-18
            json.remove("title").remove("_meta");
        }
        if (!structured(tool)) {
            json.remove("outputSchema");
        }
        if (!version.since(ProtocolVersion.V2025_03_26)) {
            json.remove("annotations");
        }
        if (tasks && tool.taskSupport() != TaskSupport.FORBIDDEN) {
            json.add("execution", JsonCodec.object().add("taskSupport", tool.taskSupport().wire()));
        }
        return Optional.of(json.build());
    }

    /** Whether a client of this revision is promised structured results: before 2026-07-28 they are objects and nothing else. */
    private boolean structured(Tool tool) {
        return titles() && tool.outputSchema().filter(schema -> "object".equals(JsonCodec.string(schema, "type").orElse(""))).isPresent();
    }

    /** Something with a title, as it is listed. */
    JsonObject titled(JsonObject entry) {
        return titles() ? entry : JsonCodec.object(entry).remove("title").build();
    }

    List<JsonObject> titled(List<JsonObject> entries) {
        return titles() ? entries : entries.stream().map(this::titled).toList();
    }

    @Override
    public JsonObject toolResult(CallToolResult result) {
        JsonArrayBuilder blocks = JsonCodec.array();
        result.content().forEach(block -> blocks.add(block(block)));
        JsonObjectBuilder json = JsonCodec.object().add("content", blocks);
        if (titles()) {
            // before 2026-07-28 an object and nothing else
            result.structuredContent().filter(JsonObject.class::isInstance).ifPresent(value -> json.add("structuredContent", value));
        }
        return json.add("isError", result.isError()).build();
    }

    JsonObject promptResult(GetPromptResult result) {
        JsonArrayBuilder messages = JsonCodec.array();
        result.messages().forEach(message -> messages.add(JsonCodec.object()
                .add("role", message.role().wire())
                .add("content", block(message.content()))));
        return JsonCodec.object().add("description", result.description()).add("messages", messages).build();
    }

    /** What a client of this revision can have meant by what it declared. */
    ClientCapabilities known(JsonObject declared) {
        JsonObjectBuilder json = JsonCodec.object(declared);
        if (!titles()) {
            json.remove("elicitation");
        } else if (!version.since(ProtocolVersion.V2025_11_25)) {
            // there is one mode only
            JsonCodec.object(declared, "elicitation").ifPresent(modes -> json.add("elicitation", JsonValue.EMPTY_JSON_OBJECT));
        }
        return ClientCapabilities.of(json.build());
    }

    /** The parameters of a request of the server. */
    JsonObject question(InputRequest<?> request) {
        JsonObjectBuilder params = JsonCodec.object(request.params());
        return switch (request) {
            // modes came with the next revision
            case ElicitRequest form when !version.since(ProtocolVersion.V2025_11_25) -> params.remove("mode").build();
            // 2025-11-25, elicitation, "URL Mode Elicitation Requests"
            case ElicitUrlRequest url -> params.add("elicitationId", UUID.randomUUID().toString()).build();
            case CreateMessageRequest sampling when !version.since(ProtocolVersion.V2025_03_26) ->
                    params.add("messages", CreateMessageRequest.messages(sampling.messages(), this::block)).build();
            default -> request.params();
        };
    }

    static JsonObject resourceResult(List<ResourceContents> contents) {
        JsonArrayBuilder parts = JsonCodec.array();
        contents.forEach(part -> parts.add(part.toJson()));
        return JsonCodec.object().add("contents", parts).build();
    }

    private JsonObject block(ContentBlock block) {
        return switch (block) {
            case AudioContent audio when !version.since(ProtocolVersion.V2025_03_26) ->
                    new TextContent("[" + audio.mimeType() + ", which this client cannot take]").toJson();
            case ResourceLink link when !titles() ->
                    new TextContent(link.resource().title() + ": " + link.resource().uri()).toJson();
            default -> block.toJson();
        };
    }

    /** A task as every answer about it shows it. */
    static JsonObject task(TaskState task) {
        TaskStatus status = status(task);
        JsonObjectBuilder json = JsonCodec.object().add("taskId", task.taskId()).add("status", status.wire());
        String message = status == task.status() ? task.statusMessage() : "The tool failed: its result says why.";
        if (!message.isEmpty()) {
            json.add("statusMessage", message);
        }
        return json
                .add("createdAt", task.createdAt().toString())
                .add("lastUpdatedAt", task.lastUpdatedAt().toString())
                .add("ttl", task.ttl().toMillis())
                .add("pollInterval", TaskState.POLL_INTERVAL.toMillis())
                .build();
    }

    /** Where a task stands: one whose tool failed has failed, which is otherwise in the extension (2025-11-25, tasks, "Task Execution Errors"). */
    static TaskStatus status(TaskState task) {
        return task.result().filter(CallToolResult::isError).isPresent() ? TaskStatus.FAILED : task.status();
    }

    /** Something that belongs to a task (2025-11-25, tasks, "Associating Task-Related Messages"). */
    static JsonObject related(JsonObject object, String taskId) {
        JsonObjectBuilder meta = JsonCodec.object(JsonCodec.object(object, "_meta").orElse(JsonValue.EMPTY_JSON_OBJECT));
        meta.add(RELATED_TASK, JsonCodec.object().add("taskId", taskId));
        return JsonCodec.object(object).add("_meta", meta).build();
    }

    JsonObject initialized(Catalogue catalogue) {
        ServerInfo server = catalogue.server();
        JsonObjectBuilder result = JsonCodec.object()
                .add("protocolVersion", version.wire())
                .add("capabilities", Capabilities.of(catalogue, version))
                .add("serverInfo", titled(server.implementation().toJson()));
        if (!server.instructions().isEmpty()) {
            result.add("instructions", server.instructions());
        }
        return result.build();
    }

    @Override
    public int unknownMethodStatus() {
        return 200;
    }

    @Override
    public Reply missingCapability(Message.Request request, MissingCapabilityException missing) {
        String message = "This needs a client that declares " + String.join(", ", names(missing.required()))
                + ": use one that does, or do without.";
        if (request.method().equals("tools/call")) {
            return new Reply.Result(request.id(), toolResult(CallToolResult.error(message)));
        }
        return new Reply.Failure(Optional.of(request.id()), new RpcError(RpcError.INVALID_REQUEST, message, 200));
    }

    private static Set<String> names(JsonObject capabilities) {
        return capabilities.keySet();
    }

    @Override
    public RpcError resourceNotFound(String uri) {
        return new RpcError(RpcError.RESOURCE_NOT_FOUND, "Resource not found",
                Optional.of(JsonCodec.object().add("uri", uri).build()), 200);
    }

    @Override
    public JsonObject inputRequired(InputRequired required) {
        throw new IllegalStateException("The legacy era asks by requests");
    }

    @Override
    public JsonObject streamEnd(RequestId request) {
        throw new IllegalStateException("The legacy era has no request without an end");
    }
}
