package sigil.mcp.core;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a revision can be asked, and how it writes what every method may end with. Absence is the whole story of a method that a revision
 * lacks: there is no other list of what was removed or added.
 */
final class MethodTable {
    private final Shapes shapes;
    private final Map<String, Method<?, ?>> methods;

    /** How the results and errors that are not particular to one method look in a revision. */
    interface Shapes {

        /** The HTTP status of an answer to a method that is not in the table. */
        int unknownMethodStatus();

        /** The result of a tool. */
        JsonObject toolResult(CallToolResult result);

        /** What a client is told that cannot do what its request needs. */
        Reply missingCapability(Message.Request request, MissingCapabilityException missing);

        /** What a client is told of a resource that is not there. */
        RpcError resourceNotFound(String uri);

        /** How a client is asked to come back with answers. */
        JsonObject inputRequired(InputRequired required);

        /** The end of a stream that has no result of its own. */
        JsonObject streamEnd(RequestId request);
    }

    MethodTable(Shapes shapes, List<Method<?, ?>> methods) {
        this.shapes = shapes;
        this.methods = methods.stream().collect(Collectors.toUnmodifiableMap(Method::name, Function.identity()));
    }

    Shapes shapes() {
        return shapes;
    }

    Method<?, ?> row(String name) {
        Method<?, ?> row = methods.get(name);
        if (row == null) {
            throw new RpcException(new RpcError(RpcError.METHOD_NOT_FOUND, "Method not found", shapes.unknownMethodStatus()));
        }
        return row;
    }

    boolean longLived(String name) {
        return Optional.<Method<?, ?>>ofNullable(methods.get(name)).filter(Method::longLived).isPresent();
    }

    Set<String> names() {
        return methods.keySet();
    }
}
