package sigil.mcp.core;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The method tables of the revisions from 2026-07-28, and of the extension {@code io.modelcontextprotocol/tasks}. */
final class ModernMethods {
    /** How long a client may keep what the server says of itself and its lists. */
    private static final Duration TTL = Duration.ofMinutes(5);

    private final ModernShapes shapes;
    private final Catalogue catalogue;
    private final ServerParts parts;
    private final ModernTasks tasks;

    private ModernMethods(ProtocolVersion version, Catalogue catalogue, ServerParts parts) {
        this.shapes = new ModernShapes(version, catalogue.server());
        this.catalogue = catalogue;
        this.parts = parts;
        this.tasks = new ModernTasks(parts.tasks());
    }

    static MethodTable table(ProtocolVersion version, Catalogue catalogue, ServerParts parts) {
        ModernMethods methods = new ModernMethods(version, catalogue, parts);
        List<Method<?, ?>> rows = new ArrayList<>(methods.base());
        if (catalogue.hasPrompts()) {
            rows.addAll(methods.prompts());
        }
        if (catalogue.hasResources()) {
            rows.addAll(methods.resources());
        }
        if (Capabilities.completes(catalogue)) {
            rows.add(methods.completion());
        }
        if (catalogue.hasTasks()) {
            rows.addAll(methods.tasks());
        }
        return new MethodTable(methods.shapes, rows);
    }

    private List<Method<?, ?>> base() {
        Listen listen = new Listen(parts, catalogue, tasks, shapes);
        SecuritySchemes security = catalogue.server().security();
        List<JsonObject> tools = catalogue.tools().tools().stream().map(tool -> security.shown(tool, tool.toJson())).toList();
        return List.of(
                Method.constant("server/discover", shapes.cacheable(shapes.discovered(catalogue), TTL)),
                list("tools/list", "tools", "name", tools),
                new Method<>("tools/call", CallTool::decode, this::callTool, this::outcome),
                new Method<>("subscriptions/listen", Listen.Filter::decode, listen::listen, result -> result).withoutEnd());
    }

    private ToolOutcome callTool(CallTool params, Exchange exchange) throws InterruptedException {
        return catalogue.tools().call(params, exchange.call(), ModernTasks.terms(exchange));
    }

    private JsonObject outcome(ToolOutcome outcome) {
        return switch (outcome) {
            case ToolOutcome.Done(CallToolResult result) -> shapes.toolResult(result);
            case ToolOutcome.Started(TaskState task) -> shapes.created(task);
        };
    }

    private List<Method<?, ?>> prompts() {
        return List.of(
                list("prompts/list", "prompts", "name", catalogue.prompts().list()).needs(Scope.READ),
                new Method<>("prompts/get", PromptRegistry.GetPrompt::decode,
                        (params, exchange) -> catalogue.prompts().get(params, exchange.call()), shapes::promptResult).needs(Scope.READ));
    }

    private List<Method<?, ?>> resources() {
        ResourceRegistry resources = catalogue.resources();
        return List.of(
                new Method<>("resources/list", Pages::cursor, (cursor, exchange) ->
                        parts.pages().page("resources", resources.list(), entry -> entry.getString("uri"), cursor),
                        page -> shapes.cacheable(page, TTL)).needs(Scope.READ),
                new Method<>("resources/templates/list", Pages::cursor, (cursor, exchange) -> parts.pages().page("resourceTemplates",
                        resources.templates(), entry -> entry.getString("uriTemplate"), cursor), page -> shapes.cacheable(page, TTL)).needs(Scope.READ),
                new Method<>("resources/read", ResourceRegistry::uri, (uri, exchange) -> resources.read(uri, exchange.call()),
                        shapes::resourceResult).needs(Scope.READ));
    }

    /** A proposal tells as much as reading would (2026-07-28, completion, "Security"). */
    private Method<?, ?> completion() {
        return new Method<>("completion/complete", Complete::decode, (params, exchange) -> params.by(catalogue.prompts(), catalogue.resources()),
                completion -> shapes.complete(completion.toJson())).needs(Scope.READ);
    }

    private List<Method<?, ?>> tasks() {
        return List.of(
                new Method<>("tasks/get", LegacyTasks::taskId, tasks::get, task -> shapes.complete(shapes.detailed(task))).needs(Scope.READ),
                new Method<>("tasks/update", ModernTasks.Update::decode, tasks::update, shapes::complete).needs(Scope.READ),
                new Method<>("tasks/cancel", LegacyTasks::taskId, tasks::cancel, shapes::complete).needs(Scope.READ));
    }

    /** A list that changes with the catalogue only: its first page is made once. */
    private Method<?, ?> list(String method, String list, String key, List<JsonObject> entries) {
        JsonObject first = page(list, key, entries, Optional.empty());
        return new Method<Optional<String>, JsonObject>(method, Pages::cursor,
                (cursor, exchange) -> cursor.isEmpty() ? first : page(list, key, entries, cursor), result -> result);
    }

    private JsonObject page(String list, String key, List<JsonObject> entries, Optional<String> cursor) {
        return shapes.cacheable(parts.pages().page(list, entries, entry -> entry.getString(key), cursor), TTL);
    }
}
