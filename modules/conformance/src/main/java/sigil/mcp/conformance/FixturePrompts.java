package sigil.mcp.conformance;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import sigil.mcp.core.Call;
import sigil.mcp.core.Completion;
import sigil.mcp.core.CompletionRequest;
import sigil.mcp.core.ContentBlock;
import sigil.mcp.core.Contribution;
import sigil.mcp.core.EmbeddedResource;
import sigil.mcp.core.GetPromptResult;
import sigil.mcp.core.Prompt;
import sigil.mcp.core.PromptArgument;
import sigil.mcp.core.PromptBinding;
import sigil.mcp.core.PromptHandler;
import sigil.mcp.core.PromptMessage;
import sigil.mcp.core.Role;
import sigil.mcp.core.TextContent;
import sigil.mcp.core.TextResourceContents;

/** The prompts of the suite. */
final class FixturePrompts implements Contribution {

    @Override
    public String name() {
        return "prompts";
    }

    @Override
    public List<PromptBinding> prompts() {
        return List.of(
                prompt("test_simple_prompt", "A prompt without arguments", List.of(), (arguments, call) ->
                        said(new TextContent("This is a simple prompt for testing."))),
                new PromptBinding(new Prompt("test_prompt_with_arguments", "test_prompt_with_arguments", "A prompt with two arguments",
                        List.of(required("arg1", "First test argument"), required("arg2", "Second test argument"))),
                        FixturePrompts::withArguments, FixturePrompts::complete),
                prompt("test_prompt_with_embedded_resource", "A prompt with the contents of a resource",
                        List.of(required("resourceUri", "URI of the resource to embed")), FixturePrompts::withResource),
                prompt("test_prompt_with_image", "A prompt with a picture", List.of(), (arguments, call) ->
                        said(Samples.PIXEL, new TextContent("Please analyze the image above."))),
                prompt("test_input_required_result_prompt", "A prompt that asks the user first", List.of(), FixturePrompts::withAnswer));
    }

    private static PromptBinding prompt(String name, String description, List<PromptArgument> arguments, PromptHandler handler) {
        return new PromptBinding(new Prompt(name, name, description, arguments), handler);
    }

    private static PromptArgument required(String name, String description) {
        return new PromptArgument(name, description, true);
    }

    private static GetPromptResult said(ContentBlock... blocks) {
        return new GetPromptResult("A prompt for testing", Stream.of(blocks).map(block -> new PromptMessage(Role.USER, block)).toList());
    }

    private static GetPromptResult withArguments(Map<String, String> arguments, Call call) {
        return said(new TextContent("Prompt with arguments: arg1='" + arguments.get("arg1") + "', arg2='" + arguments.get("arg2") + "'"));
    }

    private static Completion complete(CompletionRequest request) {
        return Completion.of(Stream.of("test", "tested", "testing").filter(word -> word.startsWith(request.value())).toList());
    }

    private static GetPromptResult withResource(Map<String, String> arguments, Call call) {
        return said(new EmbeddedResource(new TextResourceContents(arguments.get("resourceUri"), "text/plain",
                        "Embedded resource content for testing.")),
                new TextContent("Please process the embedded resource above."));
    }

    private static GetPromptResult withAnswer(Map<String, String> arguments, Call call) throws InterruptedException {
        String context = RoundTripTools.filledIn(
                call.ask(RoundTripTools.asked("user_context", "What context should the prompt use?", "context", "string")), "context");
        return said(new TextContent("Use this context: " + context));
    }
}
