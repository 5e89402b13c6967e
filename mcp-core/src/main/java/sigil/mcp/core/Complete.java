package sigil.mcp.core;

import jakarta.json.JsonObject;
import java.util.Map;

/**
 * The parameters of {@code completion/complete}.
 *
 * @param type    of the reference: {@code ref/prompt} or {@code ref/resource}
 * @param name    of the prompt, or the URI template
 * @param request what is being completed
 */
record Complete(String type, String name, CompletionRequest request) {

    static Complete decode(JsonObject params) {
        JsonObject ref = JsonCodec.object(params, "ref").orElseThrow(() -> invalid("params.ref must be an object."));
        String type = JsonCodec.string(ref, "type").orElse("");
        String member = switch (type) {
            case "ref/prompt" -> "name";
            case "ref/resource" -> "uri";
            default -> throw invalid("params.ref.type must be ref/prompt or ref/resource.");
        };
        String name = JsonCodec.string(ref, member).orElseThrow(() -> invalid("params.ref." + member + " must be a string."));
        JsonObject argument = JsonCodec.object(params, "argument").orElseThrow(() -> invalid("params.argument must be an object."));
        Map<String, String> before = JsonCodec.object(params, "context")
                .flatMap(context -> JsonCodec.object(context, "arguments"))
                .map(arguments -> PromptRegistry.strings("params.context.arguments", arguments))
                .orElse(Map.of());
        return new Complete(type, name, new CompletionRequest(
                JsonCodec.string(argument, "name").orElseThrow(() -> invalid("params.argument.name must be a string.")),
                JsonCodec.string(argument, "value").orElseThrow(() -> invalid("params.argument.value must be a string.")),
                before));
    }

    /** What a server proposes. */
    Completion by(PromptRegistry prompts, ResourceRegistry resources) {
        return type.equals("ref/prompt")
                ? prompts.binding(name).orElseThrow(() -> invalid("Unknown prompt: " + name)).completer().apply(request)
                : resources.withTemplate(name).orElseThrow(() -> invalid("Unknown resource template: " + name)).complete(name, request);
    }

    private static RpcException invalid(String message) {
        return new RpcException(new RpcError(RpcError.INVALID_PARAMS, message, 200));
    }
}
