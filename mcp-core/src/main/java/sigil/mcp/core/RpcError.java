package sigil.mcp.core;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Optional;

/**
 * Why a message is not answered with a result: the JSON-RPC error object and the HTTP status that goes with it, decided in one place.
 *
 * @param code       the JSON-RPC code
 * @param message    one sentence for the peer: the field, its fault, the cure
 * @param data       what the specification wants beside the message
 * @param httpStatus the status of the HTTP response that carries it
 */
public record RpcError(int code, String message, Optional<JsonValue> data, int httpStatus) {
    /** The body is not JSON. */
    public static final int PARSE_ERROR = -32700;
    /** The JSON is not a message of MCP. */
    public static final int INVALID_REQUEST = -32600;
    /** No such method in this era. */
    public static final int METHOD_NOT_FOUND = -32601;
    /** The parameters do not fit the method. */
    public static final int INVALID_PARAMS = -32602;
    /** A fault of the server. */
    public static final int INTERNAL_ERROR = -32603;
    /** HTTP headers contradict the body (2026-07-28, Streamable HTTP, "Server Validation"). */
    public static final int HEADER_MISMATCH = -32020;
    /** The client declared less than the request needs (2026-07-28, "Error Codes"). */
    public static final int MISSING_REQUIRED_CLIENT_CAPABILITY = -32021;
    /** No such resource (2025-11-25 and earlier, resources, "Error Handling"). */
    public static final int RESOURCE_NOT_FOUND = -32002;
    /** A version that this server does not speak (2026-07-28, "Versioning"). */
    public static final int UNSUPPORTED_PROTOCOL_VERSION = -32022;

    /**
     * An error without data.
     *
     * @param code       the JSON-RPC code
     * @param message    one sentence for the peer
     * @param httpStatus the status of the HTTP response
     */
    public RpcError(int code, String message, int httpStatus) {
        this(code, message, Optional.empty(), httpStatus);
    }

    /**
     * A refusal by the transport, before MCP is reached. Its code is the HTTP status: the specification reserves the codes below -32000 and
     * leaves the rest of the integers to applications.
     *
     * @param httpStatus the status, 400 to 599
     * @param message    one sentence for the peer
     * @return the error
     */
    public static RpcError refusal(int httpStatus, String message) {
        return new RpcError(httpStatus, message, httpStatus);
    }

    /**
     * The error response.
     *
     * @param id the id of the request, or empty where it could not be read
     * @return the whole JSON-RPC message
     */
    public JsonObject response(Optional<RequestId> id) {
        return JsonCodec.object()
                .add("jsonrpc", "2.0")
                .add("id", id.map(RequestId::value).orElse(JsonValue.NULL))
                .add("error", toJson())
                .build();
    }

    JsonObject toJson() {
        JsonObjectBuilder error = JsonCodec.object().add("code", code).add("message", message);
        data.ifPresent(value -> error.add("data", value));
        return error.build();
    }
}
