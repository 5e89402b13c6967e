package sigil.mcp.app;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.core.Tool;
import sigil.mcp.core.ToolBinding;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

/** docs/reference/tools.md shows what the tools take and answer. */
class ToolsReferenceTest {
    private static final Path DOCUMENT = Path.of("../docs/reference/tools.md");
    private static final Pattern CALL = Pattern.compile("(?s)```console\\n\\$ sigil-mcp (call [^\\n]+)\\n(.*?)\\n```");
    private static final Pattern SECTION = Pattern.compile("(?ms)^## ([a-z_]+)$(.*?)(?=^## |\\z)");
    private static final Pattern ARGUMENT = Pattern.compile("(?m)^\\| `([a-z_]+)` \\| ([^|]*) \\|.*$");
    private static final Pattern WORD = Pattern.compile("(?:[^\\s']|'[^']*')+");

    @TempDir
    private Path directory;

    @Test
    void everyAnswerThatIsShownIsTheAnswer() throws IOException {
        Path hello = hello();
        List<MatchResult> calls = CALL.matcher(Files.readString(DOCUMENT)).results().toList();
        assertThat(calls.size(), greaterThan(10));
        for (MatchResult call : calls) {
            Shell shell = Shell.run(Stream.concat(words(call.group(1)).stream(), Stream.of("--repo", "hello=" + hello, "--set", "index.enabled=false")).toList());
            String answer = shell.exit() == 0 ? shell.out() : shell.err();
            assertThat(call.group(1), answer.stripTrailing(), is(call.group(2)));
        }
    }

    @Test
    void everyToolHasItsSectionInOrder() throws IOException {
        assertThat(sections().map(section -> section.group(1)).toList(), is(tools().stream().map(Tool::name).toList()));
    }

    @Test
    void everyArgumentIsListedWithItsDefaultAndRange() throws IOException {
        for (Tool tool : tools()) {
            String section = sections().filter(match -> match.group(1).equals(tool.name())).findFirst().orElseThrow().group(2);
            JsonObject properties = tool.inputSchema().getJsonObject("properties");
            List<MatchResult> rows = ARGUMENT.matcher(section).results().toList();
            assertThat(rows.stream().map(row -> row.group(1)).toList(), is(List.copyOf(properties.keySet())));
            for (MatchResult row : rows) {
                JsonObject property = properties.getJsonObject(row.group(1));
                for (String keyword : List.of("minimum", "maximum", "default")) {
                    if (property.containsKey(keyword)) {
                        assertThat(row.group(), row.group(2), containsString(plain(property.get(keyword))));
                    }
                }
            }
        }
    }

    /** The repository of the page: four files that are served, one that is not. */
    private Path hello() {
        Loaded files = new Loaded(directory);
        files.file("hello/src/Greeter.java", """
                /** Greets. */
                class Greeter {
                    private final String name;

                    Greeter(String name) {
                        this.name = name;
                    }

                    // TODO say it in Latin
                    String greet() {
                        return "Hello, " + name;
                    }
                }
                """);
        files.file("hello/src/GreeterTest.java", """
                class GreeterTest {
                    void greetsByName() {
                        assert new Greeter("World").greet().equals("Hello, World");
                    }
                }
                """);
        files.file("hello/README.md", "# Hello\n\nGreets whoever asks.\n");
        files.file("hello/.gitignore", "build/\n");
        files.file("hello/.env", "SECRET=1\n");
        files.file("hello/.git/HEAD", "ref: refs/heads/main\n");
        return directory.resolve("hello");
    }

    private List<Tool> tools() {
        Configuration configuration = new Loaded(directory).json("{}", "--repo", "hello=" + hello());
        return Features.open(configuration).contributions().stream().flatMap(contribution -> contribution.tools().stream())
                .map(ToolBinding::tool).toList();
    }

    private static Stream<MatchResult> sections() throws IOException {
        return SECTION.matcher(Files.readString(DOCUMENT)).results();
    }

    private static String plain(JsonValue value) {
        return value.toString().replace("\"", "");
    }

    private static List<String> words(String line) {
        return WORD.matcher(line).results().map(word -> word.group().replace("'", "")).toList();
    }
}
