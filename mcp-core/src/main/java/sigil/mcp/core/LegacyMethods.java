package sigil.mcp.core;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The method tables of the revisions up to 2025-11-25. */
final class LegacyMethods {
    private final ProtocolVersion version;
    private final LegacyShapes shapes;
    private final Catalogue catalogue;
    private final ServerParts parts;

    private LegacyMethods(ProtocolVersion version, Catalogue catalogue, ServerParts parts) {
        this.version = version;
        this.shapes = new LegacyShapes(version);
        this.catalogue = catalogue;
        this.parts = parts;
    }

    static MethodTable table(ProtocolVersion version, Catalogue catalogue, ServerParts parts) {
        LegacyMethods methods = new LegacyMethods(version, catalogue, parts);
        List<Method<?, ?>> rows = new ArrayList<>(methods.base());
        if (catalogue.hasPrompts()) {
            rows.addAll(methods.prompts());
        }
        if (catalogue.hasResources()) {
            rows.addAll(methods.resources());
        }
        if (catalogue.hasResources() && catalogue.changes(Changes.Kind.RESOURCE_CONTENTS)) {
            rows.addAll(methods.subscriptions());
        }
        if (Capabilities.completes(catalogue)) {
            rows.add(methods.completion());
        }
        boolean tasks = version.since(ProtocolVersion.V2025_11_25) && catalogue.hasTasks();
        rows.addAll(tasks ? methods.withTasks() : List.of(methods.callTool()));
        return new MethodTable(methods.shapes, rows);
    }

    private List<Method<?, ?>> base() {
        SecuritySchemes security = catalogue.server().security();
        List<JsonObject> tools = catalogue.tools().tools().stream().map(tool -> shapes.tool(tool, security)).flatMap(Optional::stream).toList();
        return List.of(
                new Method<>("initialize", Initialize::decode, this::initialize, result -> result),
                Method.constant("ping", JsonValue.EMPTY_JSON_OBJECT),
                list("tools/list", "tools", "name", tools),
                new Method<>("logging/setLevel", LegacyMethods::level, LegacyMethods::setLevel, result -> result));
    }

    private Method<?, ?> callTool() {
        return new Method<>("tools/call", CallTool::decode, (params, exchange) ->
                catalogue.tools().call(params, exchange.call(), TaskTerms.unknown(params.name())), this::outcome);
    }

    private List<Method<?, ?>> prompts() {
        return List.of(
                list("prompts/list", "prompts", "name", shapes.titled(catalogue.prompts().list())).needs(Scope.READ),
                new Method<>("prompts/get", PromptRegistry.GetPrompt::decode,
                        (params, exchange) -> catalogue.prompts().get(params, exchange.call()), shapes::promptResult).needs(Scope.READ));
    }

    private List<Method<?, ?>> resources() {
        ResourceRegistry resources = catalogue.resources();
        return List.of(
                new Method<>("resources/list", Pages::cursor, (cursor, exchange) ->
                        parts.pages().page("resources", shapes.titled(resources.list()), entry -> entry.getString("uri"), cursor),
                        result -> result).needs(Scope.READ),
                new Method<>("resources/templates/list", Pages::cursor, (cursor, exchange) -> parts.pages().page("resourceTemplates",
                        shapes.titled(resources.templates()), entry -> entry.getString("uriTemplate"), cursor), result -> result).needs(Scope.READ),
                new Method<>("resources/read", ResourceRegistry::uri, (uri, exchange) -> resources.read(uri, exchange.call()),
                        LegacyShapes::resourceResult).needs(Scope.READ));
    }

    /** A proposal tells as much as reading would (2025-11-25, completion, "Security"). */
    private Method<?, ?> completion() {
        return new Method<>("completion/complete", Complete::decode,
                (params, exchange) -> params.by(catalogue.prompts(), catalogue.resources()), Completion::toJson).needs(Scope.READ);
    }

    private List<Method<?, ?>> subscriptions() {
        return List.of(
                new Method<>("resources/subscribe", ResourceRegistry::uri, this::subscribe, result -> result).needs(Scope.READ),
                new Method<>("resources/unsubscribe", ResourceRegistry::uri, this::unsubscribe, result -> result));
    }

    private List<Method<?, ?>> withTasks() {
        LegacyTasks tasks = parts.legacy();
        return List.of(
                new Method<>("tools/call", CallTool::decode, (params, exchange) ->
                        catalogue.tools().call(params, exchange.call(), tasks.terms(exchange)), this::outcome),
                new Method<>("tasks/get", LegacyTasks::taskId, tasks::get, LegacyShapes::task).needs(Scope.READ),
                new Method<>("tasks/result", LegacyTasks::taskId, tasks::result, state ->
                        LegacyShapes.related(shapes.toolResult(state.result().orElseThrow()), state.taskId())).needs(Scope.READ),
                new Method<>("tasks/list", Pages::cursor, tasks::list, result -> result).needs(Scope.READ),
                new Method<>("tasks/cancel", LegacyTasks::taskId, tasks::cancel, LegacyShapes::task).needs(Scope.READ));
    }

    private JsonObject outcome(ToolOutcome outcome) {
        return switch (outcome) {
            case ToolOutcome.Done(CallToolResult result) -> shapes.toolResult(result);
            case ToolOutcome.Started(TaskState task) -> JsonCodec.object().add("task", LegacyShapes.task(task)).build();
        };
    }

    /** A list that changes with the catalogue only: its first page is made once. */
    private Method<?, ?> list(String method, String list, String key, List<JsonObject> entries) {
        JsonObject first = parts.pages().page(list, entries, entry -> entry.getString(key), Optional.empty());
        return new Method<Optional<String>, JsonObject>(method, Pages::cursor, (cursor, exchange) -> cursor.isEmpty() ? first
                : parts.pages().page(list, entries, entry -> entry.getString(key), cursor), result -> result);
    }

    /** The parameters of {@code initialize}. */
    private record Initialize(ProtocolVersion version, ClientCapabilities client) {

        /** The version asked for where it is spoken in this era, or the newest that is (2025-11-25, lifecycle, "Version Negotiation"). */
        static Initialize decode(JsonObject params) {
            String asked = JsonCodec.string(params, "protocolVersion").orElseThrow(() -> new RpcException(
                    new RpcError(RpcError.INVALID_PARAMS, "params.protocolVersion must be a string such as \""
                            + ProtocolVersion.LATEST_LEGACY.wire() + "\".", 200)));
            ProtocolVersion version = ProtocolVersion.parse(asked)
                    .filter(known -> known.era() == Era.LEGACY)
                    .orElse(ProtocolVersion.LATEST_LEGACY);
            return new Initialize(version, JsonCodec.object(params, "capabilities").map(new LegacyShapes(version)::known)
                    .orElse(ClientCapabilities.NONE));
        }
    }

    private JsonObject initialize(Initialize params, Exchange exchange) {
        Session session = parts.sessions().open(exchange.peer().caller(), params.version(), params.client())
                .orElseThrow(() -> new RpcException(RpcError.refusal(429,
                        "All " + parts.limits().maxSessions() + " sessions are in use. End one, or try again later.")));
        exchange.peer().outlet().opened(session);
        // each revision introduces itself in its own way
        return new LegacyShapes(params.version()).initialized(catalogue);
    }

    private static LoggingLevel level(JsonObject params) {
        return JsonCodec.string(params, "level").flatMap(LoggingLevel::parse).orElseThrow(() -> LegacyTasks.invalid(
                "params.level must be one of debug, info, notice, warning, error, critical, alert, emergency."));
    }

    private static JsonObject setLevel(LoggingLevel level, Exchange exchange) {
        session(exchange).level(level);
        return JsonValue.EMPTY_JSON_OBJECT;
    }

    private JsonObject subscribe(String uri, Exchange exchange) {
        Session session = session(exchange);
        String canonical = catalogue.resources().canonical(uri).orElseThrow(() -> new ResourceNotFoundException(uri));
        if (session.subscriptions().uris().size() >= parts.limits().maxSubscriptions()
                && !session.subscriptions().uris().containsKey(canonical)) {
            throw LegacyTasks.invalid("This session has all its " + parts.limits().maxSubscriptions()
                    + " subscriptions. Unsubscribe from one first.");
        }
        if (!session.subscriptions().add(canonical, uri)) {
            throw new RpcException(RpcError.refusal(429, "There is no room for more subscriptions at the moment. Try again later."));
        }
        return JsonValue.EMPTY_JSON_OBJECT;
    }

    private JsonObject unsubscribe(String uri, Exchange exchange) {
        session(exchange).subscriptions().remove(catalogue.resources().canonical(uri).orElse(uri));
        return JsonValue.EMPTY_JSON_OBJECT;
    }

    private static Session session(Exchange exchange) {
        return exchange.peer().session().orElseThrow(() -> new RpcException(new RpcError(RpcError.INVALID_REQUEST,
                "This needs a session: initialize first, and send the Mcp-Session-Id that it returns.", 400)));
    }
}
