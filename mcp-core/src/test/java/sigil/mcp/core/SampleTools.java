package sigil.mcp.core;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** A few tools of every kind. */
final class SampleTools {
    static final JsonObject ANY = Text.object("{\"type\":\"object\"}");
    private static final JsonObject ADD = Text.object("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"},\"b\":{\"type\":"
            + "\"integer\"}},\"required\":[\"a\",\"b\"],\"additionalProperties\":false}");
    private static final ToolAnnotations WRITES = new ToolAnnotations(false, true, false, false);

    private SampleTools() {
    }

    /** Tools that add, refuse, crash, and change something. */
    static Contribution sums() {
        return Contribution.ofTools("sums", "How to use it.", List.of(
                structured("add", "Add", "Use this to add.", ADD, (arguments, call) -> {
                    int sum = arguments.getInt("a") + arguments.getInt("b");
                    call.progress(1, 2, "half");
                    call.progress(1, 2, "not sent: it does not rise");
                    call.progress(2, 0, "");
                    return CallToolResult.of(String.valueOf(sum), JsonCodec.object().add("sum", sum).build());
                }),
                structured("refuse", "Refuse", "Use this to fail.", ANY, (arguments, call) -> {
                    throw new ToolException("No. Do it otherwise.");
                }),
                structured("fault", "Fault", "Use this to crash.", ANY, (arguments, call) -> {
                    throw new IllegalStateException("inner detail");
                }),
                new ToolBinding(new Tool("change", "Change", "Use this to change.", ANY, ANY, WRITES),
                        (arguments, call) -> CallToolResult.of("changed", ANY))));
    }

    /** One tool that gives every kind of content, and one whose structured result is no object. */
    static Contribution kinds() {
        return Contribution.ofTools("kinds", "", List.of(
                plain("everything", "Everything", "Use this to see every kind of content.", (arguments, call) -> new CallToolResult(List.of(
                        new TextContent("Text"), new ImageContent("aW1hZ2U=", "image/png"), new AudioContent("c291bmQ=", "audio/wav"),
                        new EmbeddedResource(new TextResourceContents("sample://a", "text/plain", "A")),
                        new ResourceLink(new Resource("sample://b", "b", "The letter B", "", "text/plain"))), Optional.empty(), false)),
                new ToolBinding(new Tool("letters", "Letters", "Use this for a list.", ANY,
                        Optional.of(Text.object("{\"type\":\"array\",\"items\":{\"type\":\"string\"}}")), ToolAnnotations.READ_ONLY,
                        TaskSupport.FORBIDDEN), (arguments, call) -> new CallToolResult(List.of(new TextContent("a, b")),
                        Optional.of(Text.json("[\"a\",\"b\"]")), false))));
    }

    /** Tools that ask their client. */
    static Contribution questions() {
        return Contribution.ofTools("questions", "", List.of(
                plain("greet", "Greet", "Use this to be greeted.", (arguments, call) -> {
                    ElicitResult answer = call.ask(Questions.NAME);
                    return answer.action() == ElicitResult.Action.ACCEPT
                            ? text("Hello, " + answer.content().getString("name") + "!")
                            : text("Hello, whoever you are! (" + answer.action() + ")");
                }),
                plain("survey", "Survey", "Use this to be asked a lot.", (arguments, call) -> {
                    call.askAll(List.of(Questions.NAME, Questions.CAPITAL, Questions.ROOTS));
                    return text(call.answer(Questions.NAME).content().getString("name") + " says " + call.answer(Questions.CAPITAL).text()
                            + " in " + call.answer(Questions.ROOTS).roots().getFirst().uri());
                }),
                plain("steps", "Steps", "Use this to be asked twice.", (arguments, call) -> {
                    String name = call.ask(Questions.NAME).content().getString("name");
                    return text(name + " says " + call.ask(Questions.CAPITAL).text());
                }),
                plain("sign_in", "Sign in", "Use this to sign in.", (arguments, call) ->
                        text("You chose to " + call.ask(Questions.SIGN_IN).action() + "."))));
    }

    /** A tool that logs at three levels. */
    static Contribution logs() {
        return Contribution.ofTools("logs", "", List.of(plain("talk", "Talk", "Use this to hear.", (arguments, call) -> {
            call.log(LoggingLevel.DEBUG, "sample", JsonCodec.string("detail"));
            call.log(LoggingLevel.INFO, "sample", JsonCodec.object().add("step", 1).build());
            call.log(LoggingLevel.ERROR, "sample", JsonCodec.string("trouble"));
            return text("said");
        })));
    }

    static ToolBinding plain(String name, String title, String description, ToolHandler handler) {
        return task(name, title, description, TaskSupport.FORBIDDEN, handler);
    }

    static ToolBinding task(String name, String title, String description, TaskSupport support, ToolHandler handler) {
        return new ToolBinding(new Tool(name, title, description, ANY, Optional.empty(), ToolAnnotations.READ_ONLY, support), handler);
    }

    private static ToolBinding structured(String name, String title, String description, JsonObject input, ToolHandler handler) {
        return new ToolBinding(new Tool(name, title, description, input, ANY, ToolAnnotations.READ_ONLY), handler);
    }

    static CallToolResult text(String text) {
        return CallToolResult.of(new TextContent(text));
    }
}
