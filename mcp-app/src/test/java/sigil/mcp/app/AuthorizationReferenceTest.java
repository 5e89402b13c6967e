package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of docs/reference/authorization.md names, for each requirement on authorization, the tests that name it. */
class AuthorizationReferenceTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path PAGE = ROOT.resolve("docs/reference/authorization.md");
    private static final Pattern ROW = Pattern.compile("\\| ([A-Z]+-[0-9]+) \\| ([MSmD]) \\| (.*) \\| (.*) \\|");
    private static final Pattern NAMED = Pattern.compile("// row: ([A-Z0-9 -]+)");
    private static final String NOT_BUILT = "not built";

    @Test
    void eachRowNamesTheTestsThatNameIt() throws IOException {
        Map<String, Set<String>> tests = tests();
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            var row = ROW.matcher(line);
            lines.add(!row.matches() || row.group(4).equals(NOT_BUILT) ? line : "| %s | %s | %s | %s |".formatted(row.group(1), row.group(2), row.group(3),
                    String.join(", ", tests.getOrDefault(row.group(1), Set.of()))));
        }
        if (Boolean.getBoolean("rows.rewrite")) {
            Files.write(PAGE, lines);
        }
        assertThat(Files.readAllLines(PAGE), is(lines));
    }

    @Test
    void noRequirementIsWithoutATestUnlessItSaysSo() throws IOException {
        Map<String, Set<String>> tests = tests();
        List<String> bare = Files.readAllLines(PAGE).stream().map(ROW::matcher).filter(row -> row.matches() && !row.group(4).equals(NOT_BUILT))
                .map(row -> row.group(1)).filter(row -> !tests.containsKey(row)).toList();
        assertThat(bare, is(empty()));
    }

    @Test
    void onlyWhatMayBeIsNotBuilt() throws IOException {
        assertThat(Files.readAllLines(PAGE).stream().map(ROW::matcher).filter(row -> row.matches() && row.group(4).equals(NOT_BUILT)
                && !row.group(2).equals("m")).map(row -> row.group(1)).toList(), is(empty()));
    }

    /** The rows of a level. */
    static List<String> rows(String level) throws IOException {
        return Files.readAllLines(PAGE).stream().map(ROW::matcher).filter(row -> row.matches() && row.group(2).equals(level)).map(row -> row.group(1))
                .toList();
    }

    /** By row, the tests that name it. */
    static Map<String, Set<String>> tests() throws IOException {
        Map<String, Set<String>> tests = new TreeMap<>();
        for (String module : List.of("mcp-core", "mcp-http", "mcp-auth", "mcp-app", "modules/conformance", "modules/benchmarks")) {
            Path sources = ROOT.resolve(module).resolve("src/test/java");
            if (!Files.isDirectory(sources)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    String name = file.getFileName().toString().replace(".java", "");
                    for (MatchResult row : NAMED.matcher(Files.readString(file)).results().toList()) {
                        for (String id : row.group(1).strip().split(" ")) {
                            tests.computeIfAbsent(id, any -> new TreeSet<>()).add(name);
                        }
                    }
                }
            }
        }
        return tests;
    }
}
