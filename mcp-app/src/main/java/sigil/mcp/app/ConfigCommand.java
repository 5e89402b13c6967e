package sigil.mcp.app;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sigil.mcp.core.Contribution;
import sigil.mcp.core.ToolBinding;

/** {@code sigil-mcp config}. */
@Command(name = "config", mixinStandardHelpOptions = true, description = "Check or show the configuration in effect.",
        footerHeading = "%nExamples:%n", footer = {"  sigil-mcp config check", "  sigil-mcp config show --json"})
final class ConfigCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: check or show.");
    }

    @Command(name = "check", mixinStandardHelpOptions = true, sortOptions = false,
            description = "Say whether the server would start with this configuration, and what is wrong with it if not (exit code 3).",
            footerHeading = "%nExample:%n", footer = "  sigil-mcp config check --config /etc/sigil-mcp/config.json")
    int check(@Mixin ConfigurationOptions options) {
        Configuration configuration = options.load();
        try (Features features = Features.open(configuration)) {
            spec.commandLine().getOut().println("The configuration is good: " + features.contributions().stream()
                    .mapToLong(contribution -> contribution.tools().stream().filter(ToolBinding::listed).count()).sum() + " tools.");
            features.contributions().stream().map(Contribution::remarks).flatMap(List::stream).forEach(spec.commandLine().getOut()::println);
        }
        AccessSettings.remarks(configuration).forEach(spec.commandLine().getOut()::println);
        return 0;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, sortOptions = false,
            description = "Print every key with its value, who said so, and what it means.",
            footerHeading = "%nExample:%n", footer = "  sigil-mcp config show --set server.port=9000")
    int show(@Mixin ConfigurationOptions options,
             @Option(names = "--json", description = "As a JSON object, in the shape of the file.") boolean json) {
        Configuration configuration = options.load();
        if (json) {
            Output.json(spec, configuration.toJson());
            return 0;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("KEY", "VALUE", "FROM", "MEANING"));
        Setting.ALL.forEach(setting -> rows.add(List.of(setting.key(), value(configuration, setting), configuration.source(setting),
                setting.meaning())));
        configuration.repositories().forEach((name, repository) -> rows.add(List.of("repositories." + name, repository.path().toString(),
                repository.source(), repository.description())));
        Output.table(spec, rows);
        return 0;
    }

    private static String value(Configuration configuration, Setting setting) {
        if (setting == Setting.STATE_DIRECTORY) {
            return configuration.stateDirectory().toString();
        }
        List<String> texts = configuration.texts(setting);
        return setting.isList() ? texts.toString() : texts.isEmpty() ? "-" : texts.getFirst();
    }
}
