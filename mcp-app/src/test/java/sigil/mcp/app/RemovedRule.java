package sigil.mcp.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A rule of the code, and the code without it. Whoever takes the rule out must be told so by a test; {@link RuleCheck} tries that.
 *
 * <p>They stand in {@code mcp-app/src/test/rules}, one after the other with an empty line between them:
 * <pre>
 * rule: a code works once
 * rows: AS-12 SEC-10
 * in: mcp-auth CodeRedemption
 * - and redeemed is null
 * + and 1 = 1
 * fails: RaceTest
 * </pre>
 * After {@code "- "} and {@code "+ "} a line counts to the character; several lines of a kind are joined, and without a {@code +} the text is left out. A
 * line that begins with # is for the reader.
 *
 * @param rule     what is taken out, in words
 * @param rows     the requirements of docs/reference/authorization.md that need it
 * @param module   the directory of its module
 * @param type     the class that holds it
 * @param original what stands in that class, exactly once
 * @param replaced what stands there without the rule
 * @param tests    the test classes of which each must fail then, by their simple names
 */
record RemovedRule(String rule, List<String> rows, String module, String type, String original, String replaced, List<String> tests) {
    /** The modules that hold such rules, and the tests of them. */
    static final List<String> MODULES = List.of("mcp-core", "mcp-http", "mcp-auth", "mcp-app");

    /** Checks that nothing is missing. */
    RemovedRule {
        rows = List.copyOf(rows);
        tests = List.copyOf(tests);
        if (rule.isEmpty() || rows.isEmpty() || module.isEmpty() || original.isEmpty() || original.equals(replaced) || tests.isEmpty()) {
            throw new IllegalArgumentException("Something is missing of the rule \"" + rule + "\" of " + rows);
        }
    }

    /** All of them, of a checkout. */
    static List<RemovedRule> all(Path root) throws IOException {
        List<RemovedRule> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(root.resolve("mcp-app/src/test/rules"))) {
            for (Path file : files.sorted().toList()) {
                List<String> lines = new ArrayList<>();
                for (String line : Files.readAllLines(file)) {
                    if (!line.isEmpty() && line.charAt(0) != '#') {
                        lines.add(line);
                    } else if (line.isEmpty() && !lines.isEmpty()) {
                        all.add(read(lines));
                        lines.clear();
                    }
                }
                if (!lines.isEmpty()) {
                    all.add(read(lines));
                }
            }
        }
        return all;
    }

    private static RemovedRule read(List<String> lines) {
        List<String> place = words(lines, "in: ");
        if (place.size() != 2) {
            throw new IllegalArgumentException("A rule needs a line \"in: MODULE CLASS\": " + lines);
        }
        return new RemovedRule(String.join("", after(lines, "rule: ")), words(lines, "rows: "), place.getFirst(), place.getLast(),
                String.join("\n", after(lines, "- ")), String.join("\n", after(lines, "+ ")), words(lines, "fails: "));
    }

    private static List<String> after(List<String> lines, String key) {
        return lines.stream().filter(line -> line.startsWith(key)).map(line -> line.substring(key.length())).toList();
    }

    private static List<String> words(List<String> lines, String key) {
        return after(lines, key).stream().flatMap(line -> Stream.of(line.split(" "))).toList();
    }

    /** The file that holds it. */
    Path source(Path root) {
        return only(root, List.of(module), "src/main/java", type);
    }

    /** The file of a test. */
    static Path test(Path root, String name) {
        return only(root, MODULES, "src/test/java", name);
    }

    /** The class as it is without the rule. */
    String without(Path root) throws IOException {
        String source = Files.readString(source(root));
        int at = source.indexOf(original);
        if (at < 0 || source.indexOf(original, at + 1) >= 0) {
            throw new IllegalArgumentException("The rule \"%s\" of %s stands not once in %s: %s".formatted(rule, rows, type, original));
        }
        return source.substring(0, at) + replaced + source.substring(at + original.length());
    }

    private static Path only(Path root, List<String> modules, String sources, String type) {
        List<Path> found = modules.stream().flatMap(module -> files(root.resolve(module).resolve(sources), type + ".java").stream()).toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException("There is not one " + type + " in " + modules + " but " + found);
        }
        return found.getFirst();
    }

    private static List<Path> files(Path directory, String name) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.endsWith(name)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
