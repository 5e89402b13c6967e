package sigil.mcp.core;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Answers classified messages: chooses the method table of their revision, and does for every request what no method does for itself. Between
 * messages it keeps sessions of the legacy era and tasks, nothing else.
 */
public final class McpServer {
    private static final System.Logger LOG = System.getLogger(McpServer.class.getName());
    private static final Supplier<Optional<LoggingLevel>> DEFAULT_LEVEL = () -> Optional.of(LoggingLevel.INFO);

    private final Implementation implementation;
    private final SecuritySchemes security;
    private final List<Contribution> contributions;
    private final ServerParts parts;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Offer offer;

    /** What is offered at the moment, by revision. */
    private record Offer(Catalogue catalogue, Map<ProtocolVersion, MethodTable> tables) {
    }

    private McpServer(Implementation implementation, List<Contribution> contributions, Changes changes, ServerLimits limits,
                      SecuritySchemes security) {
        this.implementation = implementation;
        this.security = security;
        this.contributions = List.copyOf(contributions);
        Seal seal = new Seal();
        Pages pages = new Pages(seal, limits.pageSize());
        Tasks tasks = new Tasks(limits, changes::taskChanged);
        this.parts = new ServerParts(limits, changes, new Sessions(limits, changes), tasks, new LegacyTasks(tasks, pages), seal, pages);
        this.offer = offer();
        changes.beforeTelling(this::askAgain);
    }

    /** One after the other, or an older offer could replace a newer one. */
    private void askAgain() {
        asking.lock();
        try {
            offer = offer();
        } finally {
            asking.unlock();
        }
    }

    private Offer offer() {
        Catalogue catalogue = Catalogue.of(implementation, security, contributions, parts.tasks());
        Map<ProtocolVersion, MethodTable> tables = new EnumMap<>(ProtocolVersion.class);
        for (ProtocolVersion version : ProtocolVersion.values()) {
            tables.put(version, version.era() == Era.MODERN
                    ? ModernMethods.table(version, catalogue, parts)
                    : LegacyMethods.table(version, catalogue, parts));
        }
        return new Offer(catalogue, tables);
    }

    /**
     * Creates a server.
     *
     * @param implementation how it introduces itself
     * @param contributions  what it offers
     * @param changes        what the contributions tell when they change
     * @param limits         its bounds
     * @return the server
     * @throws IllegalArgumentException if two tools or prompts have the same name, or a schema is not one
     */
    public static McpServer create(Implementation implementation, List<Contribution> contributions, Changes changes, ServerLimits limits) {
        return create(implementation, contributions, changes, limits, SecuritySchemes.NONE);
    }

    /**
     * Creates a server that may tell what callers of its tools must be allowed.
     *
     * @param implementation how it introduces itself
     * @param contributions  what it offers
     * @param changes        what the contributions tell when they change
     * @param limits         its bounds
     * @param security       what is told of who may call its tools
     * @return the server
     * @throws IllegalArgumentException if two tools or prompts have the same name, or a schema is not one
     */
    public static McpServer create(Implementation implementation, List<Contribution> contributions, Changes changes, ServerLimits limits,
                                   SecuritySchemes security) {
        return new McpServer(implementation, contributions, changes, limits, security);
    }

    /**
     * Answers one message. Runs on the caller's thread until the answer is there.
     *
     * @param inbound the message
     * @param peer    where it came from
     * @return the answer
     * @throws InterruptedException if the thread was interrupted while a method ran
     */
    public Reply answer(Inbound inbound, Peer peer) throws InterruptedException {
        return switch (inbound) {
            case Inbound.Rejected rejected -> new Reply.Failure(rejected.id(), rejected.error());
            case Inbound.Batch batch -> batch(batch, peer);
            case Inbound.Legacy(ProtocolVersion version, Message message) -> legacy(version, message, peer);
            case Inbound.Modern(ProtocolVersion version, Message message, ClientMeta meta, MessageHeaders headers) ->
                    modern(version, message, meta, headers, peer);
        };
    }

    private Reply batch(Inbound.Batch batch, Peer peer) throws InterruptedException {
        if (peer.session().filter(session -> session.version() != ProtocolVersion.V2025_03_26).isPresent()) {
            // a transport without headers does not say the version, its session does
            return new Reply.Failure(Optional.empty(), new RpcError(RpcError.INVALID_REQUEST,
                    "Batches are not part of this revision: send one JSON-RPC message at a time.", 400));
        }
        if (batch.messages().size() > parts.limits().maxBatch()) {
            return new Reply.Failure(Optional.empty(), new RpcError(RpcError.INVALID_REQUEST,
                    "The batch has more than " + parts.limits().maxBatch() + " messages. Send it in parts.", 400));
        }
        List<Reply> replies = new ArrayList<>();
        for (Inbound message : batch.messages()) {
            Reply reply = answer(message, peer);
            if (reply.message().isPresent()) {
                replies.add(reply);
            }
        }
        return replies.isEmpty() ? new Reply.Accepted() : new Reply.Batch(replies);
    }

    private Reply legacy(ProtocolVersion version, Message message, Peer peer) throws InterruptedException {
        Optional<Session> session = peer.session();
        switch (message) {
            case Message.Request request -> {
                Outlet outlet = peer.outlet();
                ClientCapabilities client = session.map(Session::client).orElse(ClientCapabilities.NONE);
                Asker asker = session.<Asker>map(open -> new SessionAsker(open, outlet, parts.limits().askTimeout())).orElse(Asker.NOBODY);
                Supplier<Optional<LoggingLevel>> level = session.<Supplier<Optional<LoggingLevel>>>map(
                        open -> () -> Optional.of(open.level())).orElse(DEFAULT_LEVEL);
                RunningCall call = new RunningCall(peer.caller(), client, outlet, request.params(), level, asker);
                MethodTable table = offer.tables().get(session.map(Session::version).orElse(version));
                return answer(table, new Exchange(peer, request, client, call));
            }
            case Message.Notification notification -> notified(notification, peer);
            case Message.Response response -> session.ifPresent(open -> open.answered(response));
        }
        return new Reply.Accepted();
    }

    private Reply modern(ProtocolVersion version, Message message, ClientMeta meta, MessageHeaders headers, Peer peer)
            throws InterruptedException {
        if (!(message instanceof Message.Request request)) {
            if (message instanceof Message.Notification notification) {
                notified(notification, peer);
            }
            return new Reply.Accepted();
        }
        try {
            Offer now = offer;
            if (request.method().equals("tools/call")) {
                now.catalogue().tools().checkHeaders(CallTool.decode(request.params()), headers);
            }
            RunningCall call = new RunningCall(peer.caller(), meta.clientCapabilities(), peer.outlet(), request.params(), meta::logLevel,
                    RetryAsker.of(parts.seal(), parts.limits().stateTtl(), peer.caller(), request));
            return answer(now.tables().get(version), new Exchange(peer, request, meta.clientCapabilities(), call));
        } catch (RpcException e) {
            return new Reply.Failure(Optional.of(request.id()), e.error());
        }
    }

    /** A notification is never answered, known or not. */
    private static void notified(Message.Notification notification, Peer peer) {
        if (notification.method().equals("notifications/cancelled")) {
            RequestId.of(notification.params().get("requestId")).ifPresent(peer.requests()::cancel);
        }
    }

    private static Reply answer(MethodTable table, Exchange exchange) throws InterruptedException {
        Message.Request request = exchange.request();
        Cancellation cancellation = exchange.peer().outlet().cancellation();
        if (!exchange.peer().requests().enter(request.id(), cancellation)) {
            return new Reply.Failure(Optional.of(request.id()), new RpcError(RpcError.INVALID_REQUEST,
                    "A request with this id is still being answered: give each its own.", 400));
        }
        Optional<Session> session = exchange.peer().session();
        session.ifPresent(Session::enter);
        try {
            Reply reply = invoke(table, exchange);
            return cancelled(cancellation) ? new Reply.Cancelled() : reply;
        } catch (InterruptedException e) {
            if (cancelled(cancellation)) {
                return new Reply.Cancelled();
            }
            throw e;
        } finally {
            exchange.peer().requests().leave(request.id());
            session.ifPresent(Session::leave);
        }
    }

    private static boolean cancelled(Cancellation cancellation) {
        return cancellation.reason().filter(reason -> reason == Cancellation.Reason.CLIENT_CANCELLED).isPresent();
    }

    private static Reply invoke(MethodTable table, Exchange exchange) throws InterruptedException {
        Message.Request request = exchange.request();
        try {
            return new Reply.Result(request.id(), table.row(request.method()).invoke(exchange));
        } catch (RpcException e) {
            return new Reply.Failure(Optional.of(request.id()), e.error());
        } catch (InputRequired e) {
            return new Reply.Result(request.id(), table.shapes().inputRequired(e));
        } catch (MissingCapabilityException e) {
            return table.shapes().missingCapability(request, e);
        } catch (ResourceNotFoundException e) {
            return new Reply.Failure(Optional.of(request.id()), table.shapes().resourceNotFound(e.uri()));
        } catch (MissingScopeException e) {
            return ScopeRefusal.of(exchange, table.shapes(), e.needed());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "Method " + request.method() + " failed", e);
            return new Reply.Failure(Optional.of(request.id()), new RpcError(RpcError.INTERNAL_ERROR,
                    "A fault in the server. The owner finds the cause in its log.", 200));
        }
    }

    /**
     * Finds the session that a message says it belongs to.
     *
     * @param id     what the client sent
     * @param caller who sent it
     * @return the session, or empty where there is none, it has ended, or it belongs to somebody else
     */
    public Optional<Session> session(String id, Caller caller) {
        return parts.sessions().find(id, caller);
    }

    /**
     * Ends a session: its streams close, what it asked is given up.
     *
     * @param session the session
     */
    public void end(Session session) {
        parts.sessions().end(session);
    }

    /**
     * How many sessions are open.
     *
     * @return a number not above {@link ServerLimits#maxSessions}
     */
    public int sessions() {
        return parts.sessions().size();
    }

    /** Lets go of sessions and tasks whose time is over. To be called every few seconds. */
    public void sweep() {
        parts.sessions().sweep();
        parts.tasks().sweep();
    }

    /** Stops the tasks. */
    public void stop() {
        parts.tasks().stop();
    }

    /**
     * Whether the answer to a message is a stream without an end of its own, for which there is no time limit.
     *
     * @param inbound a message
     * @return true for {@code subscriptions/listen}
     */
    public boolean longLived(Inbound inbound) {
        return inbound instanceof Inbound.Modern(var version, Message.Request request, var meta, var headers)
                && offer.tables().get(version).longLived(request.method());
    }

    /** What can be asked in a revision at the moment. */
    Set<String> methods(ProtocolVersion version) {
        return offer.tables().get(version).names();
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
        return offer.catalogue().tools().call(new CallTool(tool, arguments), call);
    }

    /**
     * Follows a link to a resource, without a message. Whether the caller may read is for who asks.
     *
     * @param link what stands behind {@code /r/} in it, as it was sent
     * @param call the handle that the resource gets
     * @return what the resource holds, at least one part
     * @throws InterruptedException      if the thread was interrupted while it was read
     * @throws ResourceNotFoundException if it leads nowhere
     * @throws ToolException             if it leads to something that cannot be read whole; the message says what to do instead
     */
    public List<ResourceContents> follow(String link, Call call) throws InterruptedException {
        return offer.catalogue().resources().follow(link, call);
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
        if (longLived(inbound)) {
            RequestId id = request(inbound).orElseThrow().id();
            return new Reply.Result(id, table(inbound).shapes().streamEnd(id));
        }
        return giveUp(inbound, "The server is being stopped. Try again in a moment.");
    }

    /**
     * The tools of which clients are told at the moment.
     *
     * @return their definitions, in the order of {@code tools/list}
     */
    public List<Tool> tools() {
        return offer.catalogue().tools().tools();
    }

    /**
     * A tool by its name, also one of which clients are not told.
     *
     * @param name its name
     * @return its definition, or empty where there is none of that name
     */
    public Optional<Tool> tool(String name) {
        return offer.catalogue().tools().tool(name);
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
                .map(request -> request.params().get("name"))
                .filter(JsonString.class::isInstance)
                .flatMap(name -> tool(((JsonString) name).getString()));
    }

    private Reply giveUp(Inbound inbound, String message) {
        Optional<Message.Request> request = request(inbound);
        if (request.isPresent() && tool(inbound).isPresent()) {
            // the shape of the result is the business of its era
            return new Reply.Result(request.get().id(), table(inbound).shapes().toolResult(CallToolResult.error(message)));
        }
        return new Reply.Failure(request.map(Message.Request::id), new RpcError(RpcError.INTERNAL_ERROR, message, 200));
    }

    private MethodTable table(Inbound inbound) {
        return offer.tables().get(switch (inbound) {
            case Inbound.Modern modern -> modern.version();
            case Inbound.Legacy legacy -> legacy.version();
            default -> ProtocolVersion.LATEST_LEGACY;
        });
    }

    private static Optional<Message.Request> request(Inbound inbound) {
        return switch (inbound) {
            case Inbound.Legacy(ProtocolVersion version, Message.Request request) -> Optional.of(request);
            case Inbound.Modern(ProtocolVersion version, Message.Request request, ClientMeta meta, MessageHeaders headers) ->
                    Optional.of(request);
            default -> Optional.empty();
        };
    }
}
