package sigil.mcp.core;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** {@code subscriptions/listen} (2026-07-28, "Subscriptions"): acknowledges what it can serve and then tells of it until somebody ends it. */
final class Listen {
    private final Changes changes;
    private final Catalogue catalogue;
    private final ModernTasks tasks;
    private final ModernShapes shapes;
    private final int maxSubscriptions;

    Listen(ServerParts parts, Catalogue catalogue, ModernTasks tasks, ModernShapes shapes) {
        this.changes = parts.changes();
        this.catalogue = catalogue;
        this.tasks = tasks;
        this.shapes = shapes;
        this.maxSubscriptions = parts.limits().maxSubscriptions();
    }

    /** What a client wants to hear. */
    record Filter(boolean tools, boolean prompts, boolean resources, Set<String> uris, Set<String> taskIds) {

        static Filter decode(JsonObject params) {
            JsonObject wanted = JsonCodec.object(params, "notifications")
                    .orElseThrow(() -> LegacyTasks.invalid("params.notifications must be an object: what to tell of."));
            return new Filter(flag(wanted, "toolsListChanged"), flag(wanted, "promptsListChanged"), flag(wanted, "resourcesListChanged"),
                    strings(wanted, "resourceSubscriptions"), strings(wanted, "taskIds"));
        }

        private static boolean flag(JsonObject wanted, String name) {
            return switch (wanted.get(name)) {
                case null -> false;
                case JsonValue value when value.getValueType() == JsonValue.ValueType.TRUE -> true;
                case JsonValue value when value.getValueType() == JsonValue.ValueType.FALSE -> false;
                default -> throw LegacyTasks.invalid("params.notifications." + name + " must be true or false.");
            };
        }

        private static Set<String> strings(JsonObject wanted, String name) {
            Set<String> strings = new LinkedHashSet<>();
            switch (wanted.get(name)) {
                case null -> { }
                case JsonArray array when array.stream().allMatch(JsonString.class::isInstance) ->
                        array.getValuesAs(JsonString::getString).forEach(strings::add);
                default -> throw LegacyTasks.invalid("params.notifications." + name + " must be an array of strings.");
            }
            return strings;
        }

        /** Whether it is about more than what the server offers to everybody. */
        private boolean showsWhatMustBeRead() {
            return prompts || resources || !uris.isEmpty() || !taskIds.isEmpty();
        }

        private JsonObject toJson() {
            JsonObjectBuilder json = JsonCodec.object();
            flag(json, "toolsListChanged", tools);
            flag(json, "promptsListChanged", prompts);
            flag(json, "resourcesListChanged", resources);
            list(json, "resourceSubscriptions", uris);
            list(json, "taskIds", taskIds);
            return json.build();
        }

        private static void flag(JsonObjectBuilder json, String name, boolean value) {
            if (value) {
                json.add(name, true);
            }
        }

        private static void list(JsonObjectBuilder json, String name, Set<String> values) {
            if (!values.isEmpty()) {
                json.add(name, JsonCodec.array(values));
            }
        }

        private Predicate<String> topics() {
            Set<String> topics = new HashSet<>();
            if (tools) {
                topics.add("tools");
            }
            if (prompts) {
                topics.add("prompts");
            }
            if (resources) {
                topics.add("resources");
            }
            taskIds.forEach(id -> topics.add("task " + id));
            return topics::contains;
        }
    }

    /** Tells until the thread is interrupted; there is no other end. */
    JsonObject listen(Filter wanted, Exchange exchange) throws InterruptedException {
        if (wanted.showsWhatMustBeRead()) {
            MissingScopeException.unless(exchange.peer().caller(), Scope.READ);
        }
        if (!wanted.taskIds().isEmpty()) {
            ModernTasks.require(exchange);
        }
        if (wanted.uris().size() + wanted.taskIds().size() > maxSubscriptions) {
            throw LegacyTasks.invalid("params.notifications names more than " + maxSubscriptions + " resources and tasks.");
        }
        Map<String, String> uris = uris(wanted);
        Filter honoured = honoured(wanted, uris.values(), exchange.peer().caller());
        Feed feed = new Feed(honoured.topics(), uris, shapes::detailed);
        changes.join(feed);
        try {
            RequestId id = exchange.request().id();
            Outlet outlet = exchange.peer().outlet();
            if (!outlet.send(tagged(RunningCall.notification("notifications/subscriptions/acknowledged",
                    JsonCodec.object().add("notifications", honoured.toJson())), id))) {
                throw new RpcException(new RpcError(RpcError.INVALID_REQUEST,
                        "The answer is a stream: the client must accept text/event-stream.", 406));
            }
            while (true) {
                outlet.send(tagged(feed.take(), id));
            }
        } finally {
            changes.leave(feed);
        }
    }

    /** The resources that can be served, by their canonical URIs; of two spellings of one the first. */
    private Map<String, String> uris(Filter wanted) {
        Map<String, String> uris = new LinkedHashMap<>();
        if (catalogue.changes(Changes.Kind.RESOURCE_CONTENTS)) {
            wanted.uris().forEach(uri -> catalogue.resources().canonical(uri).ifPresent(canonical -> uris.putIfAbsent(canonical, uri)));
        }
        return uris;
    }

    private Filter honoured(Filter wanted, Collection<String> uris, Caller caller) {
        Set<String> ids = new LinkedHashSet<>();
        wanted.taskIds().stream().filter(id -> tasks.exists(id, caller)).forEach(ids::add);
        return new Filter(wanted.tools() && catalogue.changes(Changes.Kind.TOOLS), wanted.prompts() && catalogue.changes(Changes.Kind.PROMPTS),
                wanted.resources() && catalogue.changes(Changes.Kind.RESOURCES), new LinkedHashSet<>(uris), ids);
    }

    private static JsonObject tagged(JsonObject message, RequestId id) {
        JsonObject params = JsonCodec.object(message, "params").orElse(JsonValue.EMPTY_JSON_OBJECT);
        return JsonCodec.object(message)
                .add("params", JsonCodec.object(params).add("_meta", JsonCodec.object().add(ClientMeta.SUBSCRIPTION_ID, id.value())))
                .build();
    }
}
