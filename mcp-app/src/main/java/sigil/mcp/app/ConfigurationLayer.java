package sigil.mcp.app;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one source says: values that were held against their types, repositories, and what was wrong. Filled by a reader, then laid over
 * others in a {@link Configuration}.
 */
final class ConfigurationLayer {
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Map<String, RepositorySetting> repositories = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    /** A value and who said so. */
    record Value(List<String> texts, String source) {
    }

    Map<String, Value> values() {
        return values;
    }

    Map<String, RepositorySetting> repositories() {
        return repositories;
    }

    List<String> problems() {
        return problems;
    }

    void problem(String text) {
        problems.add(text);
    }

    void unknown(String key, String source) {
        List<String> names = Stream.concat(Setting.ALL.stream().map(Setting::key), Stream.of("repositories")).toList();
        Optional<String> nearest = NearestName.of(key, names);
        problems.add(source + ": unknown key " + key + nearest.map(name -> ", did you mean " + name + "?").orElse(
                ". `sigil-mcp config show` lists the keys."));
    }

    void put(Setting setting, List<String> texts, String source) {
        List<String> faults = texts.stream().flatMap(text -> setting.type().fault(text).stream()).toList();
        faults.forEach(fault -> problems.add(source + ": " + setting.key() + " " + fault + "."));
        if (faults.isEmpty()) {
            values.put(setting.key(), new Value(List.copyOf(texts), source));
        }
    }

    void put(String name, String path, Path base, String description, List<String> exclude, String source) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
            problems.add(source + ": repositories." + name + ": a name is 1 to 64 of A-Z a-z 0-9 . _ - and begins with a letter or digit.");
            return;
        }
        try {
            repositories.put(name, new RepositorySetting(expand(path, base), description, exclude, source));
        } catch (InvalidPathException e) {
            problems.add(source + ": repositories." + name + ": not a path.");
        }
    }

    private static Path expand(String path, Path base) {
        return base.resolve(homeExpanded(path)).toAbsolutePath().normalize();
    }

    /** A path whose beginning {@code ~/} is the home directory. */
    static Path homeExpanded(String path) {
        return path.equals("~") || path.startsWith("~/") ? Path.of(System.getProperty("user.home"), path.substring(1)) : Path.of(path);
    }
}
