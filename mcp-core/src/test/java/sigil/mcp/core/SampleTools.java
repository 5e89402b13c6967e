package sigil.mcp.core;

import jakarta.json.JsonObject;
import java.util.List;

/** A few tools of every kind. */
final class SampleTools {
    static final JsonObject ANY = Text.json("{\"type\":\"object\"}").asJsonObject();
    private static final JsonObject ADD = Text.json("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"},\"b\":{\"type\":"
            + "\"integer\"}},\"required\":[\"a\",\"b\"],\"additionalProperties\":false}").asJsonObject();

    Contribution contribution() {
        return new Contribution("sample", "How to use it.", List.of(
                new ToolBinding(new Tool("add", "Add", "Use this to add.", ADD, ANY, ToolAnnotations.READ_ONLY), (arguments, call) -> {
                    int sum = arguments.getInt("a") + arguments.getInt("b");
                    call.progress(1, 2, "half");
                    call.progress(1, 2, "not sent: it does not rise");
                    call.progress(2, 0, "");
                    return CallToolResult.of(String.valueOf(sum), JsonCodec.object().add("sum", sum).build());
                }),
                new ToolBinding(new Tool("refuse", "Refuse", "Use this to fail.", ANY, ANY, ToolAnnotations.READ_ONLY), (arguments, call) -> {
                    throw new ToolException("No. Do it otherwise.");
                }),
                new ToolBinding(new Tool("fault", "Fault", "Use this to crash.", ANY, ANY, ToolAnnotations.READ_ONLY), (arguments, call) -> {
                    throw new IllegalStateException("inner detail");
                }),
                new ToolBinding(new Tool("change", "Change", "Use this to change.", ANY, ANY, new ToolAnnotations(false, true, false, false)),
                        (arguments, call) -> CallToolResult.of("changed", ANY))), () -> true);
    }
}
