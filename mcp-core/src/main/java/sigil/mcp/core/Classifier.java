package sigil.mcp.core;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * Decides what an inbound message is, once, from nothing but the message: its body and, where the transport has them, its headers. Pure:
 * no era is remembered for a client, a token or an address.
 */
public final class Classifier {

    private Classifier() {
    }

    /**
     * Classifies one message.
     *
     * @param body    the JSON that arrived
     * @param headers what the transport says beside it
     * @return the message with its era, or why there is none
     */
    public static Inbound classify(JsonValue body, MessageHeaders headers) {
        return body instanceof JsonArray array ? batch(array, headers) : single(body, headers);
    }

    /** Batches came with revision 2025-03-26 and went with the next; a request that names no version is of that revision. */
    private static Inbound batch(JsonArray array, MessageHeaders headers) {
        Optional<String> version = headers.protocolVersion();
        if (version.isPresent() && !version.get().equals(ProtocolVersion.V2025_03_26.wire())) {
            return rejected("Batches are not part of this revision: send one JSON-RPC message at a time.");
        }
        if (array.isEmpty()) {
            return rejected("The batch is empty.");
        }
        return new Inbound.Batch(array.stream().map(body -> ofBatch(body, headers)).toList());
    }

    private static Inbound ofBatch(JsonValue body, MessageHeaders headers) {
        Inbound inbound = single(body, headers);
        return switch (inbound) {
            case Inbound.Legacy legacy when !opens(legacy.message()) -> legacy;
            case Inbound.Rejected rejected -> rejected;
            case Inbound.Legacy(var known, Message message) -> notInBatches(message, "initialize must not be part of a batch.");
            case Inbound.Modern modern -> notInBatches(modern.message(), "Messages of this revision are not sent in batches.");
            case Inbound.Batch nested -> rejected("A batch is not part of a batch.");
        };
    }

    private static Inbound.Rejected notInBatches(Message message, String why) {
        return new Inbound.Rejected(message instanceof Message.Request request ? Optional.of(request.id()) : Optional.empty(), invalid(why).error());
    }

    private static Inbound.Rejected rejected(String message) {
        return new Inbound.Rejected(Optional.empty(), invalid(message).error());
    }

    private static Inbound single(JsonValue body, MessageHeaders headers) {
        Optional<RequestId> answered = Optional.empty();
        try {
            if (!(body instanceof JsonObject object)) {
                throw invalid("A JSON-RPC message is a JSON object.");
            }
            Optional<RequestId> id = RequestId.of(object.get("id"));
            // an error with the id of a response would look like the answer to a request of its sender
            answered = answers(object) ? Optional.empty() : id;
            Message message = message(object, id);
            JsonObject meta = meta(message);
            return isModern(message, meta, headers) ? modern(message, meta, headers) : legacy(message, headers);
        } catch (RpcException e) {
            return new Inbound.Rejected(answered, e.error());
        }
    }

    /** Whether something is meant as a response, a good one or not. */
    private static boolean answers(JsonObject object) {
        return !object.containsKey("method") && (object.containsKey("result") || object.containsKey("error"));
    }

    private static Message message(JsonObject object, Optional<RequestId> id) {
        if (!JsonCodec.string(object, "jsonrpc").equals(Optional.of("2.0"))) {
            throw invalid("\"jsonrpc\" must be the string \"2.0\".");
        }
        boolean named = object.containsKey("id");
        if (!object.containsKey("method")) {
            if (object.containsKey("result") == object.containsKey("error")) {
                throw invalid("\"method\" is missing.");
            }
            return response(object, id);
        }
        if (named && id.isEmpty()) {
            throw invalid("\"id\" must be a string or an integer.");
        }
        String method = JsonCodec.string(object, "method").orElseThrow(() -> invalid("\"method\" must be a string."));
        JsonObject params = switch (object.get("params")) {
            case null -> JsonValue.EMPTY_JSON_OBJECT;
            case JsonObject given -> given;
            default -> throw new RpcException(new RpcError(RpcError.INVALID_PARAMS, "\"params\" must be an object.", 400));
        };
        return named ? new Message.Request(id.orElseThrow(), method, params) : new Message.Notification(method, params);
    }

    private static Message response(JsonObject object, Optional<RequestId> id) {
        boolean unnamed = object.getOrDefault("id", JsonValue.NULL).getValueType() == JsonValue.ValueType.NULL;
        if (unnamed && object.containsKey("error")) {
            // a peer that could not read what it was sent (JSON-RPC 2.0, "Response object"); an error in answer to that would go on for ever
            return new Message.Response(new RequestId(JsonValue.NULL), object);
        }
        return new Message.Response(id.orElseThrow(() -> invalid("\"id\" must be a string or an integer.")), object);
    }

    private static JsonObject meta(Message message) {
        JsonObject params = switch (message) {
            case Message.Request request -> request.params();
            case Message.Notification notification -> notification.params();
            case Message.Response response -> JsonValue.EMPTY_JSON_OBJECT;
        };
        return JsonCodec.object(params, "_meta").orElse(JsonValue.EMPTY_JSON_OBJECT);
    }

    private static boolean isModern(Message message, JsonObject meta, MessageHeaders headers) {
        if (meta.containsKey(ClientMeta.PROTOCOL_VERSION)) {
            return true;
        }
        // initialize exists in the legacy era alone, and clients are known that send it under a modern header after a discovery
        return !opens(message) && headers.protocolVersion().filter(ProtocolVersion::looksModern).isPresent();
    }

    private static boolean opens(Message message) {
        return message instanceof Message.Request request && request.method().equals("initialize");
    }

    private static Inbound modern(Message message, JsonObject meta, MessageHeaders headers) {
        if (message instanceof Message.Response) {
            throw invalid("This revision has no requests from server to client, so nothing waits for a response.");
        }
        return message instanceof Message.Request request ? request(request, meta, headers) : notification(message, meta, headers);
    }

    private static Inbound request(Message.Request request, JsonObject meta, MessageHeaders headers) {
        String wire = version(meta);
        if (headers.mirrored()) {
            agree("MCP-Protocol-Version", headers.protocolVersion(), wire);
        }
        ProtocolVersion version = spoken(wire);
        JsonObject capabilities = JsonCodec.object(meta, ClientMeta.CLIENT_CAPABILITIES)
                .orElseThrow(() -> badMeta("params._meta[\"" + ClientMeta.CLIENT_CAPABILITIES + "\"] must be an object."));
        if (headers.mirrored()) {
            agree("Mcp-Method", headers.method(), request.method());
            MirroredName.in(request).ifPresent(name -> agree("Mcp-Name", headers.name().map(value -> MirroredName.decode("Mcp-Name", value)), name));
        }
        return new Inbound.Modern(version, request, new ClientMeta(JsonCodec.object(meta, ClientMeta.CLIENT_INFO),
                ClientCapabilities.of(capabilities), logLevel(meta)), headers);
    }

    /** What a request must carry is no duty of a notification (2026-07-28, "Per-request protocol fields"): its version is enough. */
    private static Inbound notification(Message message, JsonObject meta, MessageHeaders headers) {
        String wire = meta.containsKey(ClientMeta.PROTOCOL_VERSION) ? version(meta) : headers.protocolVersion().orElseThrow();
        if (headers.protocolVersion().isPresent()) {
            agree("MCP-Protocol-Version", headers.protocolVersion(), wire);
        }
        return new Inbound.Modern(spoken(wire), message, new ClientMeta(JsonCodec.object(meta, ClientMeta.CLIENT_INFO),
                JsonCodec.object(meta, ClientMeta.CLIENT_CAPABILITIES).map(ClientCapabilities::of).orElse(ClientCapabilities.NONE),
                Optional.empty()), headers);
    }

    private static String version(JsonObject meta) {
        return JsonCodec.string(meta, ClientMeta.PROTOCOL_VERSION).orElseThrow(() -> badMeta(
                "params._meta[\"" + ClientMeta.PROTOCOL_VERSION + "\"] must be a string: every request names its version."));
    }

    private static ProtocolVersion spoken(String wire) {
        return ProtocolVersion.parse(wire).filter(known -> known.era() == Era.MODERN).orElseThrow(() -> unsupported(wire));
    }

    private static Optional<LoggingLevel> logLevel(JsonObject meta) {
        if (!meta.containsKey(ClientMeta.LOG_LEVEL)) {
            return Optional.empty();
        }
        return Optional.of(JsonCodec.string(meta, ClientMeta.LOG_LEVEL).flatMap(LoggingLevel::parse).orElseThrow(() -> badMeta(
                "params._meta[\"" + ClientMeta.LOG_LEVEL + "\"] must be a log level, such as \"info\".")));
    }

    private static Inbound legacy(Message message, MessageHeaders headers) {
        // the version of an initialize is negotiated in its body
        Optional<String> wire = opens(message) ? Optional.empty() : headers.protocolVersion();
        return new Inbound.Legacy(wire.map(Classifier::legacyVersion).orElse(ProtocolVersion.ASSUMED), message);
    }

    private static ProtocolVersion legacyVersion(String wire) {
        return ProtocolVersion.parse(wire).orElseThrow(() -> invalid("MCP-Protocol-Version is unknown here; supported are "
                + String.join(", ", ProtocolVersion.supported()) + "."));
    }

    private static void agree(String header, Optional<String> value, String body) {
        if (value.isEmpty()) {
            throw MirroredName.mismatch(header + " is missing.");
        }
        if (!value.get().equals(body)) {
            throw MirroredName.mismatch(header + " does not match the body.");
        }
    }

    private static RpcException unsupported(String wire) {
        JsonObject data = JsonCodec.object()
                .add("supported", JsonCodec.array(ProtocolVersion.supported()))
                .add("requested", wire)
                .build();
        return new RpcException(new RpcError(RpcError.UNSUPPORTED_PROTOCOL_VERSION, "Unsupported protocol version",
                Optional.of(data), 400));
    }

    private static RpcException invalid(String message) {
        return new RpcException(new RpcError(RpcError.INVALID_REQUEST, message, 400));
    }

    private static RpcException badMeta(String message) {
        return new RpcException(new RpcError(RpcError.INVALID_PARAMS, message, 400));
    }
}
