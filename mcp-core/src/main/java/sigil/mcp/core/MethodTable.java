package sigil.mcp.core;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an era can be asked. Absence is the whole story of a method that an era lacks: there is no other list of what was removed or added.
 */
final class MethodTable {
    private final Map<String, Method<?, ?>> methods;
    private final int unknownMethodStatus;
    private final Function<CallToolResult, JsonObject> toolResult;

    /**
     * Creates a table.
     *
     * @param unknownMethodStatus the HTTP status of an answer to a method that is not in it
     * @param toolResult          how this era writes the result of a tool
     * @param methods             its rows
     */
    MethodTable(int unknownMethodStatus, Function<CallToolResult, JsonObject> toolResult, List<Method<?, ?>> methods) {
        this.methods = methods.stream().collect(Collectors.toUnmodifiableMap(Method::name, Function.identity()));
        this.unknownMethodStatus = unknownMethodStatus;
        this.toolResult = toolResult;
    }

    Method<?, ?> row(String name) {
        return Optional.<Method<?, ?>>ofNullable(methods.get(name)).orElseThrow(() -> new RpcException(
                new RpcError(RpcError.METHOD_NOT_FOUND, "Method not found", unknownMethodStatus)));
    }

    JsonObject toolResult(CallToolResult result) {
        return toolResult.apply(result);
    }

    Set<String> names() {
        return methods.keySet();
    }
}
