package sigil.mcp.core;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Answers classified messages. It keeps nothing between them: what an answer needs is in the message, the caller and the outlet.
 */
public final class McpServer {
    private static final System.Logger LOG = System.getLogger(McpServer.class.getName());

    private final ToolRegistry tools;
    private final MethodTable legacy;
    private final MethodTable modern;

    private McpServer(Implementation implementation, List<Contribution> contributions) {
        tools = new ToolRegistry(contributions.stream().flatMap(contribution -> contribution.tools().stream()).toList());
        String instructions = contributions.stream()
                .map(Contribution::instructions)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n\n"));
        ServerInfo server = new ServerInfo(implementation, instructions,
                JsonCodec.object().add("tools", JsonValue.EMPTY_JSON_OBJECT).build());
        legacy = LegacyMethods.table(server, tools);
        modern = ModernMethods.table(server, tools);
    }

    /**
     * Creates a server.
     *
     * @param implementation how it introduces itself
     * @param contributions  what it offers
     * @return the server
     * @throws IllegalArgumentException if two tools have the same name or a schema is not one
     */
    public static McpServer create(Implementation implementation, List<Contribution> contributions) {
        return new McpServer(implementation, contributions);
    }

    /**
     * Answers one message. Runs on the caller's thread until the answer is there.
     *
     * @param inbound the message
     * @param caller  who sent it
     * @param outlet  the way to its client while the answer is being made
     * @return the answer
     * @throws InterruptedException if the thread was interrupted while a method ran
     */
    public Reply answer(Inbound inbound, Caller caller, Outlet outlet) throws InterruptedException {
        return switch (inbound) {
            case Inbound.Rejected rejected -> new Reply.Failure(rejected.id(), rejected.error());
            case Inbound.Legacy(ProtocolVersion version, Message.Request request) -> answer(legacy, request, caller, outlet);
            case Inbound.Modern(ProtocolVersion version, Message.Request request, ClientMeta meta) ->
                    answer(modern, request, caller, outlet);
            // a notification is never answered, known or not, and nothing waits for a response
            case Inbound.Legacy legacyMessage -> new Reply.Accepted();
            case Inbound.Modern modernMessage -> new Reply.Accepted();
        };
    }

    /**
     * Calls a tool directly, without a message: validated and run exactly as for a client.
     *
     * @param tool      the name of a tool
     * @param arguments its arguments
     * @param call      the handle that the tool gets
     * @return what it answers, its refusal of the arguments included
     * @throws InterruptedException if the thread was interrupted while the tool ran
     * @throws RpcException         if there is no such tool
     */
    public CallToolResult call(String tool, JsonObject arguments, Call call) throws InterruptedException {
        return tools.call(new CallTool(tool, arguments), call);
    }

    /**
     * The answer to a request whose handler did not return in time.
     *
     * @param inbound the request
     * @param limit   how long it was given
     * @return the answer that its client gets instead
     */
    public Reply timedOut(Inbound inbound, Duration limit) {
        return giveUp(inbound, "The call took longer than " + limit.toSeconds()
                + " s and was stopped. Ask for less: narrow the path, the query or the range.");
    }

    /**
     * The answer to a request that cannot be finished because the server stops.
     *
     * @param inbound the request
     * @return the answer that its client gets instead
     */
    public Reply stopped(Inbound inbound) {
        return giveUp(inbound, "The server is being stopped. Try again in a moment.");
    }

    /**
     * The tool that a message calls.
     *
     * @param inbound a message
     * @return the tool, or empty where it calls none or one that does not exist
     */
    public Optional<Tool> tool(Inbound inbound) {
        return request(inbound)
                .filter(request -> request.method().equals("tools/call"))
                .flatMap(request -> JsonCodec.string(request.params(), "name"))
                .flatMap(tools::tool);
    }

    private Reply giveUp(Inbound inbound, String message) {
        Optional<Message.Request> request = request(inbound);
        if (request.isPresent() && tool(inbound).isPresent()) {
            // the shape of the result is the business of its era
            MethodTable table = inbound instanceof Inbound.Modern ? modern : legacy;
            return new Reply.Result(request.get().id(), table.toolResult(CallToolResult.error(message)));
        }
        return new Reply.Failure(request.map(Message.Request::id), new RpcError(RpcError.INTERNAL_ERROR, message, 200));
    }

    private static Optional<Message.Request> request(Inbound inbound) {
        return switch (inbound) {
            case Inbound.Legacy(ProtocolVersion version, Message.Request request) -> Optional.of(request);
            case Inbound.Modern(ProtocolVersion version, Message.Request request, ClientMeta meta) -> Optional.of(request);
            default -> Optional.empty();
        };
    }

    private static Reply answer(MethodTable table, Message.Request request, Caller caller, Outlet outlet) throws InterruptedException {
        try {
            Call call = new OutletCall(caller, outlet, request.params());
            return new Reply.Result(request.id(), table.row(request.method()).invoke(request.params(), call));
        } catch (RpcException e) {
            return new Reply.Failure(Optional.of(request.id()), e.error());
        } catch (MissingScopeException e) {
            return new Reply.Forbidden(request.id(), e.needed());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "Method " + request.method() + " failed", e);
            return new Reply.Failure(Optional.of(request.id()), new RpcError(RpcError.INTERNAL_ERROR,
                    "A fault in the server. The owner finds the cause in its log.", 200));
        }
    }
}
