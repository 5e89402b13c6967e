package sigil.mcp.core;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks by ending the call (2026-07-28, "Multi Round-Trip Requests"). What was answered so far travels in the {@code requestState}, sealed and
 * bound to the caller, the method, its parameters and a moment; nothing is kept here. Beside a state, an answer counts only for a question
 * that the state says was asked.
 */
final class RetryAsker implements Asker {
    private static final String PURPOSE = "requestState";
    private static final List<String> NOT_OF_THE_REQUEST = List.of("_meta", "inputResponses", "requestState");

    private final Seal seal;
    private final Duration ttl;
    private final Caller caller;
    private final Message.Request request;
    private final Map<String, JsonObject> given = new HashMap<>();
    private final Map<String, JsonObject> used = new LinkedHashMap<>();

    private RetryAsker(Seal seal, Duration ttl, Caller caller, Message.Request request) {
        this.seal = seal;
        this.ttl = ttl;
        this.caller = caller;
        this.request = request;
    }

    /**
     * Takes up where an earlier try of the same request ended.
     *
     * @throws RpcException if there is a {@code requestState} that is not good for this request
     */
    static RetryAsker of(Seal seal, Duration ttl, Caller caller, Message.Request request) {
        JsonObject params = request.params();
        RetryAsker asker = new RetryAsker(seal, ttl, caller, request);
        switch (params.get("requestState")) {
            // a client may answer before it is asked: it speaks for the same person, and its answers are held against their questions
            case null -> responses(params).forEach((key, answer) -> asker.take(key, answer));
            case JsonString state -> asker.resume(state.getString(), responses(params));
            default -> throw invalid("params.requestState must be a string.");
        }
        return asker;
    }

    /** What a state is bound to. Computed only where there is a state: most requests never ask. */
    private String binding() {
        var salient = JsonCodec.object(request.params());
        NOT_OF_THE_REQUEST.forEach(salient::remove);
        return CanonicalJson.digest(JsonCodec.array()
                .add(caller.name())
                .add(request.method())
                .add(salient)
                .build());
    }

    private static JsonObject responses(JsonObject params) {
        return switch (params.get("inputResponses")) {
            case null -> JsonValue.EMPTY_JSON_OBJECT;
            case JsonObject responses -> responses;
            default -> throw invalid("params.inputResponses must be an object.");
        };
    }

    private void resume(String state, JsonObject responses) {
        JsonObject opened = seal.open(PURPOSE, state).flatMap(RetryAsker::parse)
                .filter(json -> json.getString("binding").equals(binding()))
                .orElseThrow(() -> invalid("params.requestState is not one that was given out for this request. Start again without it."));
        if (Instant.now().isAfter(Instant.ofEpochMilli(opened.getJsonNumber("expires").longValue()))) {
            throw invalid("params.requestState has expired. Start again without it.");
        }
        opened.getJsonObject("answers").forEach((key, answer) -> given.put(key, answer.asJsonObject()));
        Set<String> asked = new HashSet<>();
        opened.getJsonArray("asked").forEach(key -> asked.add(((JsonString) key).getString()));
        asked.forEach(key -> take(key, responses.get(key)));
    }

    private void take(String key, JsonValue answer) {
        if (answer instanceof JsonObject object) {
            given.putIfAbsent(key, object);
        }
    }

    private static Optional<JsonObject> parse(String text) {
        try {
            return Optional.of(new JsonInput(JsonInput.DEEPEST).read(text).asJsonObject());
        } catch (MalformedJsonException e) {
            return Optional.empty();
        }
    }

    @Override
    public Map<String, Object> ask(List<InputRequest<?>> requests) {
        Map<String, Object> answers = new HashMap<>();
        List<InputRequest<?>> missing = new ArrayList<>();
        for (InputRequest<?> request : requests) {
            Optional<?> answer = Optional.ofNullable(given.get(request.key())).flatMap(result -> decoded(request, result));
            if (answer.isPresent()) {
                answers.put(request.key(), answer.get());
                used.put(request.key(), given.get(request.key()));
            } else {
                missing.add(request);
            }
        }
        if (!missing.isEmpty()) {
            throw new InputRequired(missing, state(missing));
        }
        return answers;
    }

    /** An answer that is none is asked for again, as one that is missing. */
    private static Optional<?> decoded(InputRequest<?> request, JsonObject result) {
        try {
            return Optional.of(request.decode(result));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String state(List<InputRequest<?>> missing) {
        var answers = JsonCodec.object();
        used.forEach(answers::add);
        JsonObject state = JsonCodec.object()
                .add("binding", binding())
                .add("expires", Instant.now().plus(ttl).toEpochMilli())
                .add("asked", JsonCodec.array(missing.stream().map(InputRequest::key).toList()))
                .add("answers", answers)
                .build();
        return seal.close(PURPOSE, JsonCodec.text(state));
    }

    private static RpcException invalid(String message) {
        return new RpcException(new RpcError(RpcError.INVALID_PARAMS, message, 200));
    }
}
