package sigil.mcp.core;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tools of a server, in the order in which they were contributed, with their schemas compiled. */
final class ToolRegistry {
    private static final System.Logger LOG = System.getLogger(ToolRegistry.class.getName());

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final JsonArray list;

    private record Entry(ToolBinding binding, SchemaValidator input) {
    }

    ToolRegistry(List<ToolBinding> bindings) {
        JsonArrayBuilder definitions = JsonCodec.array();
        for (ToolBinding binding : bindings) {
            Entry entry = new Entry(binding, new SchemaValidator(binding.tool().inputSchema()));
            if (entries.putIfAbsent(binding.tool().name(), entry) != null) {
                throw new IllegalArgumentException("Two tools are named " + binding.tool().name());
            }
            definitions.add(binding.tool().toJson());
        }
        list = definitions.build();
    }

    /** The definitions, as both eras list them. */
    JsonArray list() {
        return list;
    }

    Optional<Tool> tool(String name) {
        return Optional.ofNullable(entries.get(name)).map(entry -> entry.binding().tool());
    }

    CallToolResult call(CallTool params, Call call) throws InterruptedException {
        Entry entry = entries.get(params.name());
        if (entry == null) {
            throw new RpcException(new RpcError(RpcError.INVALID_PARAMS, "Unknown tool: " + params.name(), 200));
        }
        Scope needed = entry.binding().tool().scope();
        if (!call.caller().may(needed)) {
            throw new MissingScopeException(needed);
        }
        List<String> errors = entry.input().errors(params.arguments());
        if (!errors.isEmpty()) {
            // the specification wants these where a model reads them, so that it can mend its call
            return CallToolResult.error("Invalid arguments for " + params.name() + ":\n- " + String.join("\n- ", errors));
        }
        try {
            return entry.binding().handler().call(params.arguments(), call);
        } catch (ToolException e) {
            return CallToolResult.error(e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "Tool " + params.name() + " failed", e);
            return CallToolResult.error("The tool failed because of a fault in the server. The owner finds the cause in its log.");
        }
    }
}
