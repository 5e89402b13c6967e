package sigil.mcp.app;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.Caller;
import sigil.mcp.core.Contribution;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.Scope;
import sigil.mcp.core.LoggingLevel;
import sigil.mcp.core.OneWayCall;
import sigil.mcp.core.TextContent;
import sigil.mcp.core.Tool;
import sigil.mcp.core.ToolBinding;

/** {@code sigil-mcp call}: a tool for people and scripts, run in this process, by the same code that serves a client. */
@Command(name = "call", mixinStandardHelpOptions = true, sortOptions = false, description = "Run a tool and print what it answers.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sigil-mcp call list_repos --repo ~/src/project",
            "  sigil-mcp call search_code query=TODO path='src/**' --repo ~/src/project",
            "  sigil-mcp call read_repo_file repo=project path=README.md --json"
        })
final class CallCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;
    @Mixin
    private ConfigurationOptions options;
    @Option(names = "--json", description = "Print the structured result as JSON.")
    private boolean json;
    @Parameters(index = "0", paramLabel = "TOOL", description = "The name of a tool.")
    private String toolName;
    @Parameters(index = "1..*", paramLabel = "KEY=VALUE", arity = "0..*", description = "Its arguments.")
    private List<String> pairs = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException {
        try (Features features = Features.open(options.load())) {
            return call(features);
        }
    }

    private int call(Features features) throws InterruptedException {
        List<ToolBinding> tools = features.contributions().stream().map(Contribution::tools).flatMap(List::stream).toList();
        Optional<Tool> tool = tools.stream().map(ToolBinding::tool).filter(candidate -> candidate.name().equals(toolName)).findFirst();
        if (tool.isEmpty()) {
            List<String> names = tools.stream().filter(ToolBinding::listed).map(binding -> binding.tool().name()).toList();
            spec.commandLine().getErr().println("There is no tool " + toolName
                    + NearestName.of(toolName, names).map(name -> ", did you mean " + name + "?").orElse(".")
                    + " Tools: " + String.join(", ", names));
            return Main.NOT_FOUND;
        }
        return print(features.server().call(toolName, arguments(tool.get()), new ConsoleCall(spec, Instant.now())));
    }

    private int print(CallToolResult result) {
        if (json && result.structuredContent().isPresent()) {
            Output.json(spec, result.structuredContent().get());
            return 0;
        }
        var writer = result.isError() ? spec.commandLine().getErr() : spec.commandLine().getOut();
        result.content().forEach(block -> {
            switch (block) {
                case TextContent text -> writer.println(text.text());
                default -> writer.println(block.toJson());
            }
        });
        return result.isError() ? Main.FAILED : 0;
    }

    private JsonObject arguments(Tool tool) {
        JsonObject properties = JsonCodec.object(tool.inputSchema(), "properties").orElse(JsonValue.EMPTY_JSON_OBJECT);
        JsonObjectBuilder arguments = JsonCodec.object();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new ParameterException(spec.commandLine(), "Arguments are written KEY=VALUE, not " + pair + ".");
            }
            String key = pair.substring(0, equals);
            String type = JsonCodec.object(properties, key).flatMap(property -> JsonCodec.string(property, "type")).orElse("string");
            arguments.add(key, value(type, pair.substring(equals + 1)));
        }
        return arguments.build();
    }

    /** As the schema has it; what does not fit stays text, and the validation says what is wrong with it. */
    private static JsonValue value(String type, String text) {
        try {
            return switch (type) {
                case "integer", "number" -> JsonCodec.number(new BigDecimal(text));
                case "boolean" -> text.equals("true") ? JsonValue.TRUE : text.equals("false") ? JsonValue.FALSE : JsonCodec.string(text);
                default -> JsonCodec.string(text);
            };
        } catch (NumberFormatException e) {
            return JsonCodec.string(text);
        }
    }

    /** The owner himself, at his keyboard: he hears of progress once it takes long, and the interrupt key ends the process. */
    private record ConsoleCall(CommandSpec spec, Instant since) implements OneWayCall {

        @Override
        public Caller caller() {
            return new Caller("console", Set.of(Scope.WRITE));
        }

        @Override
        public void progress(double progress, double total, String message) {
            if (Instant.now().isBefore(since.plusSeconds(1))) {
                return;
            }
            spec.commandLine().getErr().println(message.isEmpty() ? (long) progress + (total > 0 ? " of " + (long) total : "") : message);
        }

        @Override
        public void log(LoggingLevel level, String logger, JsonValue data) {
            if (level.compareTo(LoggingLevel.WARNING) >= 0) {
                spec.commandLine().getErr().println(data);
            }
        }

        @Override
        public String unasked() {
            return "This tool asks its client something, which the command line cannot answer: call it from a client.";
        }

        @Override
        public Instant deadline() {
            return Instant.now().plusSeconds(600);
        }
    }
}
