package sigil.mcp.core;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The prompts of a server, in the order in which they were contributed. */
final class PromptRegistry {
    private final Map<String, PromptBinding> bindings = new LinkedHashMap<>();

    PromptRegistry(List<PromptBinding> bindings) {
        for (PromptBinding binding : bindings) {
            if (this.bindings.putIfAbsent(binding.prompt().name(), binding) != null) {
                throw new IllegalArgumentException("Two prompts are named " + binding.prompt().name());
            }
        }
    }

    /** The parameters of {@code prompts/get}. */
    record GetPrompt(String name, Map<String, String> arguments) {

        static GetPrompt decode(JsonObject params) {
            String name = JsonCodec.string(params, "name").orElseThrow(() -> invalid("params.name must be a string: the prompt to get."));
            return switch (params.get("arguments")) {
                case null -> new GetPrompt(name, Map.of());
                case JsonObject arguments -> new GetPrompt(name, strings("params.arguments", arguments));
                default -> throw invalid("params.arguments must be an object.");
            };
        }
    }

    static Map<String, String> strings(String place, JsonObject object) {
        Map<String, String> strings = new HashMap<>();
        for (Map.Entry<String, JsonValue> member : object.entrySet()) {
            if (!(member.getValue() instanceof JsonString string)) {
                throw invalid(place + "." + member.getKey() + " must be a string.");
            }
            strings.put(member.getKey(), string.getString());
        }
        return strings;
    }

    List<JsonObject> list() {
        return bindings.values().stream().map(binding -> binding.prompt().toJson()).toList();
    }

    boolean isEmpty() {
        return bindings.isEmpty();
    }

    Optional<PromptBinding> binding(String name) {
        return Optional.ofNullable(bindings.get(name));
    }

    GetPromptResult get(GetPrompt params, Call call) throws InterruptedException {
        PromptBinding binding = binding(params.name()).orElseThrow(() -> invalid("Unknown prompt: " + params.name()));
        Map<String, String> known = new HashMap<>();
        for (PromptArgument argument : binding.prompt().arguments()) {
            String value = params.arguments().get(argument.name());
            if (value != null) {
                known.put(argument.name(), value);
            } else if (argument.required()) {
                throw invalid("params.arguments." + argument.name() + " is missing: " + argument.description());
            }
        }
        try {
            return binding.handler().get(known, call);
        } catch (ToolException e) {
            throw invalid(e.getMessage());
        }
    }

    private static RpcException invalid(String message) {
        return new RpcException(new RpcError(RpcError.INVALID_PARAMS, message, 200));
    }
}
