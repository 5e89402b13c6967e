package sigil.mcp.core;

import jakarta.json.JsonObject;
import java.util.Optional;

/** What goes back for one inbound message. */
public sealed interface Reply {

    /**
     * A result.
     *
     * @param id     the id of the request
     * @param result the result, as its era has it
     */
    record Result(RequestId id, JsonObject result) implements Reply {

        /**
         * The response.
         *
         * @return the whole JSON-RPC message
         */
        public JsonObject response() {
            return JsonCodec.object().add("jsonrpc", "2.0").add("id", id.value()).add("result", result).build();
        }
    }

    /**
     * An error.
     *
     * @param id    the id of the request, where it could be read
     * @param error why
     */
    record Failure(Optional<RequestId> id, RpcError error) implements Reply {

        /**
         * The response.
         *
         * @return the whole JSON-RPC message
         */
        public JsonObject response() {
            return error.response(id);
        }
    }

    /**
     * An error that more rights would cure.
     *
     * @param id     the id of the request
     * @param needed the scope that the caller lacks
     */
    record Forbidden(RequestId id, Scope needed) implements Reply {

        /**
         * The response.
         *
         * @return the whole JSON-RPC message
         */
        public JsonObject response() {
            return RpcError.refusal(403, "This needs the scope \"" + needed.wire() + "\", which the access token does not have.")
                    .response(Optional.of(id));
        }
    }

    /** A notification was taken; nothing goes back. */
    record Accepted() implements Reply {
    }
}
