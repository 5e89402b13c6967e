package sigil.mcp.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The flags that every command with a configuration shares, and the way from file, environment and flags to one configuration. */
final class ConfigurationOptions {
    private static final String PREFIX = "SIGIL_MCP_";
    private static final String REPOSITORIES = PREFIX + "REPOSITORIES_";
    /** Variables of the launcher and of the search for the file; the rest must be keys. */
    private static final List<String> RESERVED = List.of("SIGIL_MCP_CONFIG", "SIGIL_MCP_JAVA_OPTS");

    @Option(names = "--config", paramLabel = "FILE",
            description = "Configuration file. Else $SIGIL_MCP_CONFIG, ./config.json, ~/.config/sigil-mcp/config.json or"
                    + " /etc/sigil-mcp/config.json, whichever is found first.")
    private Path file;

    @Option(names = "--repo", paramLabel = "[NAME=]PATH", description = "A repository to serve; can be repeated.")
    private List<String> repositories = new ArrayList<>();

    @Option(names = "--set", paramLabel = "KEY=VALUE",
            description = "Overrides any key of the configuration, such as --set limits.call_timeout_seconds=30; can be repeated.")
    private List<String> assignments = new ArrayList<>();

    /** The file that is read, if any. */
    Optional<Path> file() {
        return ConfigurationFile.find(Optional.ofNullable(file), System.getenv());
    }

    Configuration load() {
        return load(System.getenv());
    }

    Configuration load(Map<String, String> environment) {
        List<ConfigurationLayer> layers = new ArrayList<>();
        ConfigurationFile.find(Optional.ofNullable(file), environment).map(ConfigurationFile::read).ifPresent(layers::add);
        layers.add(environment(environment));
        layers.add(flags());
        return Configuration.of(layers, environment);
    }

    /** Overrides a key, as a flag of its own does. */
    void set(Setting setting, String value) {
        assignments.add(setting.key() + "=" + value);
    }

    private static ConfigurationLayer environment(Map<String, String> environment) {
        ConfigurationLayer layer = new ConfigurationLayer();
        environment.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            String variable = entry.getKey();
            if (!variable.startsWith(PREFIX) || RESERVED.contains(variable)) {
                return;
            }
            String source = "environment " + variable;
            if (variable.startsWith(REPOSITORIES)) {
                String name = variable.substring(REPOSITORIES.length()).toLowerCase(Locale.ROOT);
                layer.put(name, entry.getValue(), Path.of(""), "", List.of(), source);
                return;
            }
            Setting.ALL.stream().filter(setting -> setting.variable().equals(variable)).findFirst().ifPresentOrElse(
                    setting -> layer.put(setting, texts(setting, entry.getValue()), source),
                    () -> layer.problem("environment: unknown variable " + variable
                            + NearestName.of(variable, Setting.ALL.stream().map(Setting::variable).toList())
                                    .map(name -> ", did you mean " + name + "?").orElse(".")));
        });
        return layer;
    }

    private ConfigurationLayer flags() {
        ConfigurationLayer layer = new ConfigurationLayer();
        for (String repository : repositories) {
            int equals = repository.indexOf('=');
            String path = repository.substring(equals + 1);
            String name = equals < 0 ? name(path) : repository.substring(0, equals);
            if (layer.repositories().containsKey(name)) {
                layer.problem("--repo: two repositories are named " + name + "; give one another name: --repo NAME=PATH.");
            }
            layer.put(name, path, Path.of(""), "", List.of(), "--repo");
        }
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            String key = equals < 0 ? assignment : assignment.substring(0, equals);
            Setting.of(key).ifPresentOrElse(
                    setting -> layer.put(setting, texts(setting, equals < 0 ? "" : assignment.substring(equals + 1)), "--set"),
                    () -> layer.unknown(key, "--set"));
        }
        return layer;
    }

    /** The last name of a path, made fit for a repository's name. */
    private static String name(String path) {
        Path last = Path.of(path).toAbsolutePath().normalize().getFileName();
        String name = last == null ? "root" : last.toString().replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[._-]+", "");
        return name.isEmpty() ? "repository" : name.length() > 64 ? name.substring(0, 64) : name;
    }

    private static List<String> texts(Setting setting, String value) {
        return setting.isList() ? value.isEmpty() ? List.of() : List.of(value.split("\\s*,\\s*")) : List.of(value);
    }
}
