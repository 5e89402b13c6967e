package sigil.mcp.core;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** What goes back for one inbound message. */
public sealed interface Reply {

    /**
     * What is written.
     *
     * @return a whole JSON-RPC message, or an array of them; empty where nothing goes back
     */
    Optional<JsonValue> message();

    /**
     * A result.
     *
     * @param id     the id of the request
     * @param result the result, as its era has it
     */
    record Result(RequestId id, JsonObject result) implements Reply {

        @Override
        public Optional<JsonValue> message() {
            return Optional.of(JsonCodec.object().add("jsonrpc", "2.0").add("id", id.value()).add("result", result).build());
        }
    }

    /**
     * An error.
     *
     * @param id    the id of the request, where it could be read
     * @param error why
     */
    record Failure(Optional<RequestId> id, RpcError error) implements Reply {

        @Override
        public Optional<JsonValue> message() {
            return Optional.of(error.response(id));
        }
    }

    /**
     * A refusal that more rights would cure.
     *
     * @param id        the id of the request
     * @param needed    the scope that the caller lacks
     * @param challenge how its client would get it, where the transport knows a way; see {@link Outlet#challenge}
     * @param result    the refusal as a result of its era, where a call of a tool is refused; an error otherwise
     */
    record Forbidden(RequestId id, Scope needed, Optional<String> challenge, Optional<JsonObject> result) implements Reply {

        @Override
        public Optional<JsonValue> message() {
            return result.isPresent() ? new Result(id, result.get()).message()
                    : Optional.of(RpcError.refusal(403, sentence(needed)).response(Optional.of(id)));
        }

        static String sentence(Scope needed) {
            return "This needs the scope \"" + needed.wire() + "\", which the access token does not have. Authorize again and allow it.";
        }
    }

    /**
     * The answers to a batch.
     *
     * @param replies one for each message that has an answer, at least one
     */
    record Batch(List<Reply> replies) implements Reply {

        /** Copies the replies. */
        public Batch {
            replies = List.copyOf(replies);
        }

        @Override
        public Optional<JsonValue> message() {
            JsonArrayBuilder messages = JsonCodec.array();
            replies.forEach(reply -> reply.message().ifPresent(messages::add));
            return Optional.of(messages.build());
        }
    }

    /** The client took its request back and wants no answer. */
    record Cancelled() implements Reply {

        @Override
        public Optional<JsonValue> message() {
            return Optional.empty();
        }
    }

    /** A notification was taken; nothing goes back. */
    record Accepted() implements Reply {

        @Override
        public Optional<JsonValue> message() {
            return Optional.empty();
        }
    }
}
