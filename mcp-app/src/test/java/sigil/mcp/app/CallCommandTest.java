package sigil.mcp.app;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

class CallCommandTest {
    @TempDir
    private Path directory;
    private Path file;

    @BeforeEach
    void configure() {
        Loaded loaded = new Loaded(directory);
        loaded.file("project/src/A.java", "class A {\n    int count;\n}\n");
        loaded.file("project/src/B.java", "class B {\n    int count;\n}\n");
        loaded.file("project/.editorconfig", "root = true\n");
        file = loaded.file("config.json", "{\"repositories\": {\"project\": \"project\"}}");
    }

    @Test
    void aToolPrintsItsText() {
        Shell shell = call("read_repo_file", "repo=project", "path=src/A.java");
        assertThat(shell.exit(), is(0));
        assertThat(shell.out(), startsWith("src/A.java · lines 1-3 of 3"));
        assertThat(shell.err(), is(""));
    }

    @Test
    void aToolPrintsItsStructuredResultAsJson() throws MalformedJsonException {
        JsonObject result = json(call("read_repo_file", "repo=project", "path=src/A.java", "--json"));
        assertThat(result.getString("text"), is("class A {\n    int count;\n}"));
    }

    @Test
    void argumentsBecomeNumbersAndTruthsWhereTheSchemaWantsThem() throws MalformedJsonException {
        assertThat(json(call("list_repo_files", "repo=project", "max_entries=1", "--json")).getJsonArray("entries").size(), is(1));
        assertThat(call("list_repo_files", "repo=project", "include_hidden=true").out(), containsString(".editorconfig"));
        assertThat(json(call("search_code", "query=c..nt", "regex=true", "--json")).getInt("shown"), is(2));
    }

    @Test
    void anArgumentThatLooksLikeANumberStaysTextWhereTheSchemaWantsText() {
        Shell shell = call("search_code", "query=42");
        assertThat(shell.exit(), is(0));
        assertThat(shell.out(), startsWith("0 matches in 0 files for \"42\""));
    }

    @Test
    void aValueMayContainAnEqualsSignAndMayBeEmpty() {
        assertThat(call("search_code", "query=a=b").out(), containsString("for \"a=b\""));
        assertThat(call("search_code", "query=").err(), containsString("the query is empty"));
    }

    @Test
    void anArgumentOfTheWrongTypeIsRefusedByNameAndFails() {
        Shell shell = call("list_repo_files", "repo=project", "max_entries=many");
        assertThat(shell.exit(), is(1));
        assertThat(shell.out(), is(""));
        assertThat(shell.err(), containsString("- max_entries: "));
        assertThat(call("list_repo_files", "repo=project", "include_hidden=perhaps").err(), containsString("- include_hidden: "));
    }

    @Test
    void aRefusalOfTheToolGoesToStandardErrorAndFails() {
        Shell shell = call("read_repo_file", "repo=project", "path=missing", "--json");
        assertThat(shell.exit(), is(1));
        assertThat(shell.out(), is(""));
        assertThat(shell.err(), containsString("no file or directory of this repository is served under 'missing'"));
    }

    @Test
    void anUnknownToolIsNotFoundAndTheNearestIsNamed() {
        Shell shell = call("serach_code", "query=x");
        assertThat(shell.exit(), is(4));
        assertThat(shell.out(), is(""));
        assertThat(shell.err().strip(), is("There is no tool serach_code, did you mean search_code?"
                + " Tools: list_repos, list_repo_files, read_repo_file, search_code, semantic_search, goto_definition, find_references, list_symbols,"
                + " get_index_stats, index_repository, search, fetch, ping"));
    }

    @Test
    void anArgumentWithoutAnEqualsSignIsAWrongCommandLine() {
        Shell shell = call("search_code", "count");
        assertThat(shell.exit(), is(2));
        assertThat(shell.err(), startsWith("Arguments are written KEY=VALUE, not count."));
        assertThat(call("search_code", "=x").exit(), is(2));
    }

    @Test
    void withoutAToolTheCommandLineIsWrong() {
        Shell shell = Shell.run("call");
        assertThat(shell.exit(), is(2));
        assertThat(shell.err(), containsString("TOOL"));
    }

    @Test
    void aRepositoryThatIsNotThereIsAWrongConfiguration() {
        Shell shell = call("ping", "--repo", "gone=" + directory.resolve("gone"));
        assertThat(shell.exit(), is(3));
        assertThat(shell.err(), startsWith("The configuration cannot be used:\n  - repository 'gone'"));
        assertThat(shell.err(), not(containsString("\tat ")));
    }

    @Test
    void aRepositoryOnTheCommandLineIsServedBesideThoseOfTheFile() {
        new Loaded(directory).file("more/C.java", "class C { }\n");
        assertThat(call("list_repos", "--repo", directory.resolve("more").toString()).out(), containsString("\nmore · 1 file · Java"));
    }

    private Shell call(String tool, String... arguments) {
        return Shell.run(Stream.concat(Stream.of("call", tool, "--config", file.toString()), Stream.of(arguments)).toList());
    }

    private static JsonObject json(Shell shell) throws MalformedJsonException {
        return new JsonInput(16).read(shell.out().getBytes(StandardCharsets.UTF_8)).asJsonObject();
    }
}
