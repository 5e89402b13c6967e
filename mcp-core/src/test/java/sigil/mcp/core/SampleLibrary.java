package sigil.mcp.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** Prompts and resources, and tools that come and go. */
final class SampleLibrary implements Contribution {
    private final Changes changes;
    private final Map<String, String> letters = new ConcurrentSkipListMap<>(Map.of("a", "Alpha", "b", "Beta", "c", "Gamma"));
    private final List<ToolBinding> tools = new ArrayList<>();

    SampleLibrary(Changes changes) {
        this.changes = changes;
        tools.add(SampleTools.plain("look_up", "Look up", "Use this to look up.", (arguments, call) -> SampleTools.text("found")));
    }

    @Override
    public String name() {
        return "library";
    }

    @Override
    public String instructions() {
        return "Letters.";
    }

    @Override
    public List<ToolBinding> tools() {
        return List.copyOf(tools);
    }

    @Override
    public List<Changes.Kind> changing() {
        return List.of(Changes.Kind.values());
    }

    @Override
    public List<PromptBinding> prompts() {
        return List.of(
                new PromptBinding(new Prompt("explain", "Explain a letter", "Explains a letter to somebody.",
                        List.of(new PromptArgument("letter", "Which letter", true), new PromptArgument("reader", "For whom", false))),
                        (arguments, call) -> explained(arguments), request -> proposals(request)),
                new PromptBinding(new Prompt("welcome", "Welcome", "Welcomes by name.", List.of()), (arguments, call) ->
                        new GetPromptResult("Welcome", List.of(new PromptMessage(Role.USER, new TextContent(
                                "Welcome, " + call.ask(Questions.NAME).content().getString("name") + "."))))));
    }

    private GetPromptResult explained(Map<String, String> arguments) {
        if (!letters.containsKey(arguments.get("letter"))) {
            throw new ToolException("params.arguments.letter: there is no such letter.");
        }
        return new GetPromptResult("Explain", List.of(
                new PromptMessage(Role.USER, new TextContent("Explain " + arguments.get("letter") + " to "
                        + arguments.getOrDefault("reader", "anybody") + ".")),
                new PromptMessage(Role.USER, new EmbeddedResource(contents("letter://" + arguments.get("letter"))))));
    }

    private Completion proposals(CompletionRequest request) {
        return switch (request.argument()) {
            case "letter" -> Completion.of(letters.keySet().stream().filter(letter -> letter.startsWith(request.value())).toList());
            case "reader" -> Completion.of(List.of("a friend of " + request.arguments().getOrDefault("letter", "letters")));
            default -> Completion.NONE;
        };
    }

    @Override
    public Optional<ResourceSource> resources() {
        return Optional.of(new ResourceSource() {
            @Override
            public List<Resource> list() {
                return letters.keySet().stream().map(letter -> new Resource("letter://" + letter, letter, "Letter " + letter, "", "text/plain"))
                        .toList();
            }

            @Override
            public List<ResourceTemplate> templates() {
                return Stream.of("letter", "glyph").map(scheme -> new ResourceTemplate(scheme + "://{letter}", scheme, "A " + scheme,
                        "One " + scheme + ".", "text/plain")).toList();
            }

            @Override
            public boolean owns(String uri) {
                return uri.startsWith("letter://");
            }

            @Override
            public String canonical(String uri) {
                return uri.replace("%61", "a").replace("%62", "b");
            }

            @Override
            public List<ResourceContents> read(String uri, Call call) throws InterruptedException {
                if (uri.equals("letter://secret")) {
                    return List.of(new TextResourceContents(uri, "text/plain", "For " + call.ask(Questions.NAME).content().getString("name")));
                }
                if (uri.equals("letter://broken")) {
                    throw new ToolException("params.uri: this letter is worn.");
                }
                if (!letters.containsKey(uri.substring("letter://".length()))) {
                    throw new ResourceNotFoundException(uri);
                }
                return List.of(contents(uri), new BlobResourceContents(uri + "#glyph", "image/png", "Z2x5cGg="));
            }

            @Override
            public Completion complete(String uriTemplate, CompletionRequest request) {
                return Completion.of(letters.keySet().stream().filter(letter -> letter.startsWith(request.value())).toList());
            }
        });
    }

    private TextResourceContents contents(String uri) {
        return new TextResourceContents(uri, "text/plain", letters.get(uri.substring("letter://".length())));
    }

    /** Offers one more tool, and tells. */
    void addTool(String name) {
        tools.add(SampleTools.plain(name, name, "Use this, it is new.", (arguments, call) -> SampleTools.text("new")));
        changes.toolsChanged();
    }

    /** Writes a letter, and tells. */
    void write(String letter, String text) {
        if (letters.put(letter, text) == null) {
            changes.resourcesChanged();
        }
        changes.resourceUpdated("letter://" + letter);
    }

    /** Lets go of a letter without a word. */
    void remove(String letter) {
        letters.remove(letter);
    }

    Map<String, String> letters() {
        return new TreeMap<>(letters);
    }
}
