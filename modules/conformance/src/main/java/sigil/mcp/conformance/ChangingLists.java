package sigil.mcp.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.Changes;
import sigil.mcp.core.Contribution;
import sigil.mcp.core.GetPromptResult;
import sigil.mcp.core.Prompt;
import sigil.mcp.core.PromptBinding;
import sigil.mcp.core.PromptMessage;
import sigil.mcp.core.Role;
import sigil.mcp.core.TextContent;
import sigil.mcp.core.ToolBinding;

/** A tool and a prompt that come and go, and the tools that make them. */
final class ChangingLists implements Contribution {
    static final String TOOL = "test_dynamic_tool";
    static final String PROMPT = "test_dynamic_prompt";

    private final Changes changes;
    private final AtomicBoolean tool = new AtomicBoolean();
    private final AtomicBoolean prompt = new AtomicBoolean();

    ChangingLists(Changes changes) {
        this.changes = changes;
    }

    @Override
    public String name() {
        return "changing";
    }

    @Override
    public List<ToolBinding> tools() {
        List<ToolBinding> tools = new ArrayList<>(List.of(
                FixtureTool.of("test_trigger_tool_change", "Adds a tool to the list, or takes it away.",
                        (arguments, call) -> toggle(tool, changes::toolsChanged)),
                FixtureTool.of("test_trigger_prompt_change", "Adds a prompt to the list, or takes it away.",
                        (arguments, call) -> toggle(prompt, changes::promptsChanged))));
        if (tool.get()) {
            tools.add(FixtureTool.of(TOOL, "Is there every other time.", (arguments, call) -> Samples.text("still here")));
        }
        return tools;
    }

    @Override
    public List<PromptBinding> prompts() {
        return prompt.get() ? List.of(new PromptBinding(new Prompt(PROMPT, PROMPT, "Is there every other time.", List.of()),
                (arguments, call) -> new GetPromptResult("Still here",
                        List.of(new PromptMessage(Role.USER, new TextContent("Are you still here?"))))))
                : List.of();
    }

    @Override
    public List<Changes.Kind> changing() {
        return List.of(Changes.Kind.TOOLS, Changes.Kind.PROMPTS);
    }

    private static CallToolResult toggle(AtomicBoolean listed, Runnable tell) {
        boolean was;
        do {
            was = listed.get();
        } while (!listed.compareAndSet(was, !was));
        tell.run();
        return Samples.text("Mutation triggered");
    }
}
