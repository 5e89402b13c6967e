package sigil.mcp.contract;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import sigil.mcp.core.Call;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.Changes;
import sigil.mcp.core.Completion;
import sigil.mcp.core.CompletionRequest;
import sigil.mcp.core.Contribution;
import sigil.mcp.core.ElicitRequest;
import sigil.mcp.core.ElicitResult;
import sigil.mcp.core.GetPromptResult;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.LoggingLevel;
import sigil.mcp.core.Prompt;
import sigil.mcp.core.PromptArgument;
import sigil.mcp.core.PromptBinding;
import sigil.mcp.core.PromptMessage;
import sigil.mcp.core.Resource;
import sigil.mcp.core.ResourceContents;
import sigil.mcp.core.ResourceNotFoundException;
import sigil.mcp.core.ResourceSource;
import sigil.mcp.core.ResourceTemplate;
import sigil.mcp.core.Role;
import sigil.mcp.core.TaskSupport;
import sigil.mcp.core.TextContent;
import sigil.mcp.core.TextResourceContents;
import sigil.mcp.core.Tool;
import sigil.mcp.core.ToolAnnotations;
import sigil.mcp.core.ToolBinding;
import sigil.mcp.core.ToolHandler;

/** A contribution that has one of everything that a transport must carry; every tool of it may be called with the scope {@code read}. */
public final class ContractTools implements Contribution {
    static final String NOTE = "contract://note";
    private static final JsonObject ANY = JsonCodec.object().add("type", "object").build();
    private static final JsonObject NAME_FORM = JsonCodec.object()
            .add("type", "object")
            .add("properties", JsonCodec.object().add("name", JsonCodec.object().add("type", "string")))
            .add("required", JsonCodec.array(List.of("name")))
            .build();

    private final Changes changes;
    private final Semaphore waiting = new Semaphore(0);
    private final Semaphore cancelled = new Semaphore(0);
    private final Semaphore releases = new Semaphore(0);
    private final Semaphore holding = new Semaphore(0);
    private volatile boolean further;

    /**
     * Creates it.
     *
     * @param changes what it tells when it changes
     */
    public ContractTools(Changes changes) {
        this.changes = changes;
    }

    /**
     * Each call of {@code wait} gives a permit once it runs.
     *
     * @return permits to be taken by whoever waits for the call
     */
    public Semaphore waiting() {
        return waiting;
    }

    /**
     * Each call of {@code wait} gives a permit once it was told to end.
     *
     * @return permits to be taken by whoever waits for the end
     */
    public Semaphore cancelled() {
        return cancelled;
    }

    /**
     * Told by each call of {@code hold} once it runs.
     *
     * @return a permit for each
     */
    public Semaphore holding() {
        return holding;
    }

    /** Lets one call of {@code hold}, or of {@code deaf}, return. */
    public void release() {
        releases.release();
    }

    /** Adds a tool to the list, or takes it away. */
    public void change() {
        further = !further;
        changes.toolsChanged();
    }

    /** Tells that the one resource is another now. */
    public void touch() {
        changes.resourceUpdated(NOTE);
    }

    @Override
    public String name() {
        return "contract";
    }

    @Override
    public String instructions() {
        return "What a transport must carry.";
    }

    @Override
    public List<ToolBinding> tools() {
        List<ToolBinding> tools = new ArrayList<>(List.of(
                tool("echo", (arguments, call) -> text(arguments.getString("text", ""))),
                tool("count", ContractTools::count),
                tool("wait", this::await),
                tool("hold", (arguments, call) -> {
                    holding.release();
                    releases.acquire();
                    return text("released");
                }),
                tool("deaf", (arguments, call) -> {
                    releases.acquireUninterruptibly();
                    return text("too late");
                }),
                tool("ask", (arguments, call) -> greet(call)),
                tool("log", ContractTools::log),
                new ToolBinding(new Tool("later", "Later", "Asks for a name in a task.", ANY, Optional.of(ANY), ToolAnnotations.READ_ONLY,
                        TaskSupport.OPTIONAL), (arguments, call) -> {
                            call.becomeTask();
                            return greet(call);
                        })));
        if (further) {
            tools.add(tool("further", (arguments, call) -> text("here")));
        }
        return tools;
    }

    @Override
    public List<PromptBinding> prompts() {
        Prompt greeting = new Prompt("greeting", "Greeting", "Greets somebody.", List.of(new PromptArgument("name", "whom", true)));
        return List.of(new PromptBinding(greeting,
                (arguments, call) -> new GetPromptResult("A greeting", List.of(
                        new PromptMessage(Role.USER, new TextContent("Greet " + arguments.get("name") + ".")))),
                request -> Completion.of(List.of(request.value() + "a"))));
    }

    @Override
    public Optional<ResourceSource> resources() {
        return Optional.of(new Notes());
    }

    @Override
    public List<Changes.Kind> changing() {
        return List.of(Changes.Kind.TOOLS, Changes.Kind.RESOURCE_CONTENTS);
    }

    private static CallToolResult count(JsonObject arguments, Call call) {
        int to = arguments.getInt("to", 3);
        for (int i = 1; i <= to; i++) {
            call.progress(i, to, "step " + i);
        }
        return text("counted");
    }

    private CallToolResult await(JsonObject arguments, Call call) throws InterruptedException {
        waiting.release();
        try {
            new Semaphore(0).acquire();
            return text("nobody ended it");
        } finally {
            if (call.cancelled()) {
                cancelled.release();
            }
        }
    }

    private static CallToolResult greet(Call call) throws InterruptedException {
        ElicitResult answer = call.ask(new ElicitRequest("who", "What is your name?", NAME_FORM));
        return answer.action() == ElicitResult.Action.ACCEPT ? text("Hello, " + answer.content().getString("name")) : text("Hello, stranger");
    }

    private static CallToolResult log(JsonObject arguments, Call call) {
        for (LoggingLevel level : List.of(LoggingLevel.DEBUG, LoggingLevel.INFO, LoggingLevel.ERROR)) {
            call.log(level, "contract", JsonCodec.string("at " + level.wire()));
        }
        return text("logged");
    }

    private static CallToolResult text(String text) {
        return CallToolResult.of(text, JsonCodec.object().add("text", text).build());
    }

    private static ToolBinding tool(String name, ToolHandler handler) {
        return new ToolBinding(new Tool(name, name, "Use this in a test.", ANY, ANY, ToolAnnotations.READ_ONLY), handler);
    }

    private static final class Notes implements ResourceSource {

        @Override
        public List<Resource> list() {
            return List.of(new Resource(NOTE, "note", "Note", "A note.", "text/plain"));
        }

        @Override
        public List<ResourceTemplate> templates() {
            return List.of(new ResourceTemplate("contract://{name}", "notes", "Notes", "Notes by name.", "text/plain"));
        }

        @Override
        public boolean owns(String uri) {
            return uri.startsWith("contract://");
        }

        @Override
        public List<ResourceContents> read(String uri, Call call) {
            if (!uri.equals(NOTE)) {
                throw new ResourceNotFoundException(uri);
            }
            return List.of(new TextResourceContents(uri, "text/plain", "noted"));
        }

        @Override
        public Completion complete(String uriTemplate, CompletionRequest request) {
            return Completion.of(List.of("note"));
        }
    }
}
