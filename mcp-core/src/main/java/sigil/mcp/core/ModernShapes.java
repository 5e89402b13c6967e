package sigil.mcp.core;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a revision of the modern era writes things. There is one so far; what a later one brings stands here behind
 * {@link ProtocolVersion#since}.
 */
final class ModernShapes implements MethodTable.Shapes {
    private static final String COMPLETE = "complete";

    private final ProtocolVersion version;
    private final JsonObject meta;

    ModernShapes(ProtocolVersion version, ServerInfo server) {
        this.version = version;
        this.meta = JsonCodec.object().add(ClientMeta.SERVER_INFO, server.implementation().toJson()).build();
    }

    /** A result of the given kind. */
    private JsonObjectBuilder result(JsonObject members, String resultType) {
        return JsonCodec.object(members).add("resultType", resultType).add("_meta", meta);
    }

    JsonObject complete(JsonObject members) {
        return result(members, COMPLETE).build();
    }

    /** A result that a client may keep. Never for others: what is shown depends on who asks. */
    JsonObject cacheable(JsonObject members, Duration ttl) {
        return result(members, COMPLETE).add("ttlMs", ttl.toMillis()).add("cacheScope", "private").build();
    }

    JsonObject discovered(Catalogue catalogue) {
        JsonObjectBuilder result = JsonCodec.object()
                .add("supportedVersions", JsonCodec.array(ProtocolVersion.supported()))
                .add("capabilities", Capabilities.of(catalogue, version));
        if (!catalogue.server().instructions().isEmpty()) {
            result.add("instructions", catalogue.server().instructions());
        }
        return result.build();
    }

    @Override
    public JsonObject toolResult(CallToolResult result) {
        return complete(result.toJson());
    }

    JsonObject promptResult(GetPromptResult result) {
        JsonArrayBuilder messages = JsonCodec.array();
        result.messages().forEach(message -> messages.add(JsonCodec.object()
                .add("role", message.role().wire())
                .add("content", message.content().toJson())));
        return complete(JsonCodec.object().add("description", result.description()).add("messages", messages).build());
    }

    JsonObject resourceResult(List<ResourceContents> contents) {
        // files change at any time, and a client that wants to know of it listens
        return cacheable(LegacyShapes.resourceResult(contents), Duration.ZERO);
    }

    /** The answer to a call that became a task. */
    JsonObject created(TaskState task) {
        return result(base(task), "task").build();
    }

    /** A task with what belongs to its status. */
    JsonObject detailed(TaskState task) {
        JsonObjectBuilder json = JsonCodec.object(base(task));
        if (task.status() == TaskStatus.INPUT_REQUIRED) {
            JsonObjectBuilder requests = JsonCodec.object();
            task.outstanding().forEach(request -> requests.add(request.key(), InputRequired.inputRequest(request)));
            json.add("inputRequests", requests);
        }
        task.result().ifPresent(found -> json.add("result", toolResult(found)));
        task.error().ifPresent(error -> json.add("error", error.toJson()));
        return json.build();
    }

    private static JsonObject base(TaskState task) {
        JsonObjectBuilder json = JsonCodec.object().add("taskId", task.taskId()).add("status", task.status().wire());
        if (!task.statusMessage().isEmpty()) {
            json.add("statusMessage", task.statusMessage());
        }
        return json
                .add("createdAt", task.createdAt().toString())
                .add("lastUpdatedAt", task.lastUpdatedAt().toString())
                .add("ttlMs", task.ttl().toMillis())
                .add("pollIntervalMs", TaskState.POLL_INTERVAL.toMillis())
                .build();
    }

    @Override
    public int unknownMethodStatus() {
        return 404;
    }

    @Override
    public Reply missingCapability(Message.Request request, MissingCapabilityException missing) {
        JsonObject data = JsonCodec.object().add("requiredCapabilities", missing.required()).build();
        return new Reply.Failure(Optional.of(request.id()), new RpcError(RpcError.MISSING_REQUIRED_CLIENT_CAPABILITY,
                "Missing required client capability", Optional.of(data), 400));
    }

    @Override
    public RpcError resourceNotFound(String uri) {
        return new RpcError(RpcError.INVALID_PARAMS, "Resource not found",
                Optional.of(JsonCodec.object().add("uri", uri).build()), 200);
    }

    @Override
    public JsonObject inputRequired(InputRequired required) {
        return result(required.toJson(), "input_required").build();
    }

    @Override
    public JsonObject streamEnd(RequestId request) {
        return JsonCodec.object(complete(JsonValue.EMPTY_JSON_OBJECT))
                .add("_meta", JsonCodec.object(meta).add(ClientMeta.SUBSCRIPTION_ID, request.value()))
                .build();
    }
}
