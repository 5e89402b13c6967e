package sigil.code.tools;

import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sigil.mcp.core.JsonCodec;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/** What is not served looks like what does not exist, and no answer says where anything lies on the disk. */
class RefusalTest {
    private static final String CANARY = "canary-7c1e";

    @TempDir
    private Path directory;
    private ToolDesk desk;

    @BeforeEach
    void serve() throws IOException {
        Path root = directory.resolve("project").toAbsolutePath();
        new Sources(directory).file("outside.txt", CANARY);
        new Sources(root)
                .file("src/Main.java", "class Main { }\n")
                .file(".env", CANARY)
                .file(".git/config", CANARY)
                .file("id_rsa", CANARY)
                .file(".gitignore", "ignored.txt\n")
                .file("ignored.txt", CANARY)
                .file("excluded/a.txt", CANARY)
                .file("denied.kdbx", CANARY)
                .link("way-out", directory.resolve("outside.txt"));
        desk = ToolDesk.of(JsonCodec.object()
                .add("repositories", JsonCodec.object()
                        .add("project", ToolDesk.entry(root).add("exclude", JsonCodec.array().add("/excluded/"))))
                .add("secrets", JsonCodec.object().add("deny", JsonCodec.array().add("*.kdbx"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing.txt", ".env", ".git/config", ".git", "id_rsa", "ignored.txt", "excluded/a.txt", "excluded", "denied.kdbx",
        "way-out", "../outside.txt", "..%2foutside.txt", "/etc/passwd", "src/../../outside.txt", "src/Main.java/x"})
    void whatIsRefusedIsAnsweredLikeWhatIsMissing(String path) {
        assertThat(desk.refusal("read_repo_file", "repo", "project", "path", path), is(refusal(path)));
        assertThat(desk.refusal("list_repo_files", "repo", "project", "subdir", path), is(refusal(path)));
    }

    @ParameterizedTest
    @CsvSource({"list_repo_files,subdir,.", "read_repo_file,path,src/Main.java", "search_code,query,Main", "semantic_search,query,main", "goto_definition,symbol_name,Main",
        "find_references,symbol_name,Main", "list_symbols,query,Main", "search,query,Main repo:project", "fetch,id,project::src/Main.java"})
    void aRepositoryWhoseDirectoryIsGoneIsNotSaidToHoldNothing(String tool, String argument, String value) throws IOException {
        Files.move(directory.resolve("project"), directory.resolve("elsewhere"));
        String refusal = argument.equals("id") || tool.equals("search") ? desk.refusal(tool, argument, value)
                : desk.refusal(tool, "repo", "project", argument, value);
        assertThat(refusal, is("The directory of \"project\" is not there at the moment. Ask its owner."));
    }

    @Test
    void noToolFindsWhatIsRefused() {
        assertThat(desk.ask("search_code", "query", CANARY).getInt("shown"), is(0));
        String listing = desk.read("list_repo_files", "repo", "project", "include_hidden", true, "max_depth", 20);
        for (String name : new String[] {".env", ".git/", "id_rsa", "ignored", "excluded", "kdbx", "way-out"}) {
            assertThat(listing, not(containsString(name)));
        }
    }

    @Test
    void anExceptionOfTheOwnerIsServed() {
        ToolDesk allowing = ToolDesk.of(JsonCodec.object()
                .add("repositories", JsonCodec.object().add("project", ToolDesk.entry(directory.resolve("project"))))
                .add("secrets", JsonCodec.object().add("allow", JsonCodec.array().add(".env"))));
        assertThat(allowing.ask("read_repo_file", "repo", "project", "path", ".env").getString("text"), is(CANARY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"list_repo_files", "read_repo_file", "search_code"})
    void aRepositoryThatIsNotThereIsToldWithThoseThatAre(String tool) {
        Object[] arguments = switch (tool) {
            case "list_repo_files" -> new Object[] {"repo", "projekt"};
            case "read_repo_file" -> new Object[] {"repo", "projekt", "path", "src/Main.java"};
            default -> new Object[] {"repo", "projekt", "query", "Main"};
        };
        assertThat(desk.refusal(tool, arguments), is("There is no repository \"projekt\". There are: project."));
    }

    @Test
    void ofManyRepositoriesTheFirstAreTold() {
        JsonObjectBuilder many = JsonCodec.object();
        for (int i = 100; i < 160; i++) {
            many.add("r" + i, ToolDesk.entry(directory));
        }
        assertThat(ToolDesk.of(JsonCodec.object().add("repositories", many)).refusal("list_symbols", "repo", "r1", "query", "x"),
                endsWith(", r148, r149 and 10 more, which list_repos tells."));
    }

    @Test
    void noAnswerSaysWhereARepositoryLies() {
        String[] answers = {
            desk.read("list_repos"),
            desk.read("list_repo_files", "repo", "project"),
            desk.read("read_repo_file", "repo", "project", "path", "src/Main.java"),
            desk.read("search_code", "query", "Main"),
            desk.read("ping"),
            desk.refusal("list_repo_files", "repo", "nowhere"),
            desk.refusal("list_repo_files", "repo", "project", "subdir", "src/Main.java"),
            desk.refusal("list_repo_files", "repo", "project", "subdir", "missing"),
            desk.refusal("read_repo_file", "repo", "project", "path", "src"),
            desk.refusal("read_repo_file", "repo", "project", "path", "way-out"),
            desk.refusal("search_code", "query", "(", "regex", true),
            desk.ask("list_repos").toString(),
            desk.ask("list_repo_files", "repo", "project", "include_hidden", true).toString(),
            desk.ask("read_repo_file", "repo", "project", "path", "src/Main.java").toString(),
            desk.ask("search_code", "query", "Main").toString(),
        };
        for (String answer : answers) {
            assertThat(answer, not(containsString(directory.toString())));
            assertThat(answer, not(containsString(CANARY)));
        }
    }

    private static String refusal(String path) {
        return "no file or directory of this repository is served under '" + path + "'; list the directory to see what is";
    }
}
