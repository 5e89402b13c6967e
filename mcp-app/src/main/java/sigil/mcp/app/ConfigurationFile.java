package sigil.mcp.app;

import io.helidon.config.Config;
import io.helidon.config.ConfigException;
import io.helidon.config.ConfigSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a configuration file, JSON or YAML, through Helidon Config. Keys that begin with {@code //} are comments. */
final class ConfigurationFile {
    private final Path file;
    private final Path base;
    private final String source;
    private final ConfigurationLayer layer = new ConfigurationLayer();

    private ConfigurationFile(Path file) {
        this.file = file;
        this.base = file.toAbsolutePath().getParent();
        this.source = file.toString();
    }

    /** Where the file lies: what was asked for, else the first of the usual places that has one. */
    static Optional<Path> find(Optional<Path> asked, Map<String, String> environment) {
        if (asked.isPresent()) {
            return asked;
        }
        if (environment.containsKey("SIGIL_MCP_CONFIG")) {
            return Optional.of(Path.of(environment.get("SIGIL_MCP_CONFIG")));
        }
        String home = environment.getOrDefault("XDG_CONFIG_HOME", System.getProperty("user.home") + "/.config");
        return List.of(Path.of("config.json"), Path.of(home, "sigil-mcp", "config.json"), Path.of("/etc/sigil-mcp/config.json")).stream()
                .filter(Files::isRegularFile)
                .findFirst();
    }

    static ConfigurationLayer read(Path file) {
        return new ConfigurationFile(file).read();
    }

    private ConfigurationLayer read() {
        if (!Files.isReadable(file)) {
            layer.problem(source + ": there is no such file, or it cannot be read.");
            return layer;
        }
        try {
            members(parsed()).forEach(section -> section(section));
        } catch (ConfigException e) {
            layer.problem(source + ": it cannot be parsed. " + reason(e));
        }
        return layer;
    }

    private Config parsed() {
        return Config.builder()
                .sources(ConfigSources.file(file))
                .disableEnvironmentVariablesSource()
                .disableSystemPropertiesSource()
                .disableKeyResolving()
                .disableValueResolving()
                .build();
    }

    private void section(Config section) {
        if (section.name().equals("repositories")) {
            if (section.type() == Config.Type.OBJECT) {
                members(section).forEach(this::repository);
            } else {
                layer.problem(source + ": repositories must be an object: { \"name\": \"/path\" }.");
            }
            return;
        }
        // so that an unknown section is told by its keys, which may be near to known ones
        if (section.type() == Config.Type.OBJECT && !members(section).isEmpty()) {
            members(section).forEach(member -> below(name(section), member));
        } else {
            below("", section);
        }
    }

    /** A key, or an object of keys. */
    private void below(String path, Config node) {
        String key = path.isEmpty() ? name(node) : path + "." + name(node);
        Optional<Setting> setting = Setting.of(key);
        if (setting.isPresent()) {
            value(setting.get(), node);
        } else if (Setting.ALL.stream().noneMatch(other -> other.key().startsWith(key + "."))) {
            layer.unknown(key, source);
        } else if (node.type() == Config.Type.OBJECT) {
            members(node).forEach(member -> below(key, member));
        } else {
            layer.problem(source + ": " + key + " must be an object.");
        }
    }

    private void value(Setting setting, Config node) {
        if (setting.isList()) {
            texts(node, setting.key()).ifPresent(texts -> layer.put(setting, texts, source));
        } else if (node.type() == Config.Type.VALUE) {
            layer.put(setting, List.of(node.asString().get()), source);
        } else {
            layer.problem(source + ": " + setting.key() + " must be a single value.");
        }
    }

    private void repository(Config node) {
        String name = name(node);
        String key = "repositories." + name;
        if (node.type() == Config.Type.VALUE) {
            layer.put(name, node.asString().get(), base, "", List.of(), source);
            return;
        }
        String path = "";
        String description = "";
        List<String> exclude = List.of();
        for (Config member : members(node)) {
            switch (name(member)) {
                case "path" -> path = member.asString().orElse("");
                case "description" -> description = member.asString().orElse("");
                case "exclude" -> exclude = texts(member, key + ".exclude").orElse(List.of());
                default -> layer.problem(source + ": unknown key " + key + "." + name(member)
                        + "; a repository has path, description and exclude.");
            }
        }
        if (path.isEmpty()) {
            layer.problem(source + ": " + key + ".path is missing: say where the repository lies.");
        } else {
            layer.put(name, path, base, description, exclude, source);
        }
    }

    private Optional<List<String>> texts(Config node, String key) {
        List<String> texts = new ArrayList<>();
        boolean list = node.type() == Config.Type.LIST;
        for (Config entry : list ? node.asNodeList().get() : List.<Config>of()) {
            list &= entry.type() == Config.Type.VALUE;
            entry.asString().ifPresent(texts::add);
        }
        if (!list && !emptyList(node)) {
            layer.problem(source + ": " + key + " must be a list of texts.");
            return Optional.empty();
        }
        return Optional.of(texts);
    }

    /** Helidon shows a list without entries as a missing node. */
    private static boolean emptyList(Config node) {
        return node.type() == Config.Type.MISSING;
    }

    private static List<Config> members(Config node) {
        return node.asNodeList().orElse(List.of()).stream().filter(member -> !name(member).startsWith("//")).toList();
    }

    private static String name(Config node) {
        return Config.Key.unescapeName(node.name());
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof sigil.mcp.core.MalformedJsonException)) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).replace("The body", "It");
    }
}
