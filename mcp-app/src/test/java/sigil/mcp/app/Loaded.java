package sigil.mcp.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import static org.junit.jupiter.api.Assertions.assertThrows;

/** Loads configurations as a command does, from files in a temporary directory, a given environment and given flags. */
record Loaded(Path directory) {

    @Command
    static final class Flags {
        @Mixin
        ConfigurationOptions options;
    }

    Path file(String name, String text) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Configuration json(String text, String... flags) {
        return json(text, Map.of(), flags);
    }

    Configuration json(String text, Map<String, String> environment, String... flags) {
        return with(file("config.json", text), environment, flags);
    }

    Configuration with(Path file, Map<String, String> environment, String... flags) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("SIGIL_MCP_CONFIG", file.toString());
        return load(all, flags);
    }

    List<String> problems(String json, String... flags) {
        return problems(json, Map.of(), flags);
    }

    /** What is wrong, each without the name of the file, which lies elsewhere in every run. */
    List<String> problems(String json, Map<String, String> environment, String... flags) {
        return assertThrows(ConfigurationException.class, () -> json(json, environment, flags)).problems().stream()
                .map(problem -> problem.replace(directory + "/", ""))
                .toList();
    }

    static Configuration load(Map<String, String> environment, String... flags) {
        Flags holder = new Flags();
        new CommandLine(holder).parseArgs(flags);
        return holder.options.load(environment);
    }
}
