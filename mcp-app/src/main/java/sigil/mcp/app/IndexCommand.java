package sigil.mcp.app;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.TextContent;

/** {@code sigil-mcp index}: has the index built or refreshed, by the tool that clients have, and shows how far it is. */
@Command(name = "index", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Build or refresh the index of repositories, so that a server that starts finds it there. A running server does that by itself.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sigil-mcp index",
            "  sigil-mcp index project --force",
            "  sigil-mcp index --repo ~/src/project"
        })
final class IndexCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;
    @Mixin
    private ConfigurationOptions options;
    @Option(names = "--force", description = "Take the repositories out of the index first and read every file again.")
    private boolean force;
    @Parameters(paramLabel = "REPOSITORY", arity = "0..*", description = "Names of repositories; all of the configuration without any.")
    private List<String> names = new ArrayList<>();

    @Override
    public Integer call() throws InterruptedException {
        Configuration configuration = options.load();
        List<String> known = configuration.repositories().keySet().stream().sorted().toList();
        Optional<String> unknown = names.stream().filter(name -> !known.contains(name)).findFirst();
        if (unknown.isPresent()) {
            spec.commandLine().getErr().println("There is no repository " + Printable.of(unknown.get())
                    + NearestName.of(unknown.get(), known).map(name -> ", did you mean " + name + "?").orElse(".")
                    + " Repositories: " + String.join(", ", known));
            return Main.NOT_FOUND;
        }
        try (Features features = Features.open(configuration)) {
            for (String name : names.isEmpty() ? known : names) {
                int exit = index(name, new IndexStatus(features, spec));
                if (exit != 0) {
                    return exit;
                }
            }
        }
        return 0;
    }

    private int index(String name, IndexStatus status) throws InterruptedException {
        IndexProgress progress = new IndexProgress(spec.commandLine().getErr(), Terminal.find().isPresent(), name, System::nanoTime);
        JsonObject arguments = JsonCodec.object().add("repo", name).add("force_rebuild", force).build();
        CallToolResult result = status.features().server().call("index_repository", arguments, new ConsoleCall(spec, (done, total, message) -> {
            if (progress.due()) {
                show(status.of(name), progress);
            }
        }));
        progress.clear();
        if (result.isError() && status.of(name).getString("phase", "").equals("reading")) {
            spec.commandLine().getOut().println("A running server keeps the index up to date by itself.\n" + status.text(name));
            return 0;
        }
        var writer = result.isError() ? spec.commandLine().getErr() : spec.commandLine().getOut();
        result.content().forEach(block -> writer.println(block instanceof TextContent text ? text.text() : block));
        return result.isError() ? Main.FAILED : 0;
    }

    private static void show(JsonObject facts, IndexProgress progress) {
        progress.show(facts.getInt("looked_at_files", 0), facts.getInt("files"), number(facts, "looked_at_bytes"), number(facts, "bytes"));
    }

    private static long number(JsonObject facts, String key) {
        return facts.containsKey(key) ? facts.getJsonNumber(key).longValue() : 0;
    }
}
