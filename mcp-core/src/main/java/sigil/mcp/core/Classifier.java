package sigil.mcp.core;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
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
        Optional<RequestId> id = Optional.empty();
        try {
            if (!(body instanceof JsonObject object)) {
                throw invalid(body instanceof JsonArray
                        ? "Batches are not supported: send one JSON-RPC message at a time."
                        : "A JSON-RPC message is a JSON object.");
            }
            id = RequestId.of(object.get("id"));
            Message message = message(object, id);
            JsonObject meta = meta(message);
            return isModern(message, meta, headers) ? modern(message, meta, headers) : legacy(message, headers);
        } catch (RpcException e) {
            return new Inbound.Rejected(id, e.error());
        }
    }

    private static Message message(JsonObject object, Optional<RequestId> id) {
        if (!JsonCodec.string(object, "jsonrpc").equals(Optional.of("2.0"))) {
            throw invalid("\"jsonrpc\" must be the string \"2.0\".");
        }
        boolean named = object.containsKey("id");
        if (named && id.isEmpty()) {
            throw invalid("\"id\" must be a string or an integer.");
        }
        if (!object.containsKey("method")) {
            if (named && object.containsKey("result") != object.containsKey("error")) {
                return new Message.Response(id.orElseThrow(), object);
            }
            throw invalid("\"method\" is missing.");
        }
        String method = JsonCodec.string(object, "method").orElseThrow(() -> invalid("\"method\" must be a string."));
        JsonObject params = switch (object.get("params")) {
            case null -> JsonValue.EMPTY_JSON_OBJECT;
            case JsonObject given -> given;
            default -> throw new RpcException(new RpcError(RpcError.INVALID_PARAMS, "\"params\" must be an object.", 400));
        };
        return named ? new Message.Request(id.orElseThrow(), method, params) : new Message.Notification(method, params);
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
        String wire = meta.get(ClientMeta.PROTOCOL_VERSION) instanceof JsonString string ? string.getString() : null;
        if (wire == null) {
            throw badMeta("params._meta[\"" + ClientMeta.PROTOCOL_VERSION + "\"] must be a string: every request names its version.");
        }
        if (headers.mirrored()) {
            agree("MCP-Protocol-Version", headers.protocolVersion(), wire);
        }
        ProtocolVersion version = ProtocolVersion.parse(wire)
                .filter(known -> known.era() == Era.MODERN)
                .orElseThrow(() -> unsupported(wire));
        JsonObject capabilities = JsonCodec.object(meta, ClientMeta.CLIENT_CAPABILITIES)
                .orElseThrow(() -> badMeta("params._meta[\"" + ClientMeta.CLIENT_CAPABILITIES + "\"] must be an object."));
        if (headers.mirrored() && message instanceof Message.Request request) {
            agree("Mcp-Method", headers.method(), request.method());
            MirroredName.in(request).ifPresent(name -> agree("Mcp-Name", headers.name().map(MirroredName::decode), name));
        }
        return new Inbound.Modern(version, message, new ClientMeta(JsonCodec.object(meta, ClientMeta.CLIENT_INFO), capabilities));
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
            throw new RpcException(new RpcError(RpcError.HEADER_MISMATCH, "Header mismatch: " + header + " is missing or malformed.", 400));
        }
        if (!value.get().equals(body)) {
            throw new RpcException(new RpcError(RpcError.HEADER_MISMATCH,
                    "Header mismatch: " + header + " does not match the body.", 400));
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
