package sigil.code.tools;

import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.core.JsonCodec;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ListReposTest {
    @TempDir
    private Path root;

    private ToolDesk desk() {
        new Sources(root.resolve("app"))
                .file(".git/HEAD", "ref: refs/heads/feature/x\n")
                .file("A.java", "class A { }\n")
                .file("B.java", "class B { }\n")
                .file("README.md", "Hello.\n");
        new Sources(root.resolve("notes")).file("todo.txt", "Nothing.\n");
        return ToolDesk.of(JsonCodec.object().add("repositories", JsonCodec.object()
                .add("notes", ToolDesk.entry(root.resolve("notes")))
                .add("app", ToolDesk.entry(root.resolve("app")).add("description", "The application"))));
    }

    @Test
    void everyRepositoryIsALineInTheOrderOfTheNames() {
        assertThat(desk().read("list_repos"), is("""
                2 repositories
                app · branch feature/x · 3 files · Java, Markdown · The application
                notes · 1 file"""));
    }

    @Test
    void theStructuredResultSaysTheSame() {
        assertThat(desk().ask("list_repos"), is((JsonValue) JsonCodec.object()
                .add("repositories", JsonCodec.array()
                        .add(JsonCodec.object().add("name", "app").add("description", "The application").add("files", 3)
                                .add("languages", JsonCodec.array().add("Java").add("Markdown")).add("branch", "feature/x"))
                        .add(JsonCodec.object().add("name", "notes").add("description", "").add("files", 1)
                                .add("languages", JsonCodec.array())))
                .build()));
    }

    @Test
    void theFeatureIsReadyWhileItsRepositoriesCanBeReached() throws IOException {
        ToolDesk desk = desk();
        assertThat(desk.contribution().ready(), is(true));
        Files.delete(root.resolve("notes/todo.txt"));
        Files.delete(root.resolve("notes"));
        assertThat(desk.contribution().ready(), is(false));
    }

    @Test
    void aRepositoryThatDoesNotExistStopsTheStartByName() {
        var fault = assertThrows(IllegalArgumentException.class, () -> ToolDesk.serving("gone", root.resolve("gone")));
        assertThat(fault.getMessage(), containsString("'gone'"));
        assertThat(fault.getMessage(), not(containsString(root.toString())));
    }

    @Test
    void aPingTellsTheVersion() {
        ToolDesk desk = desk();
        assertThat(desk.read("ping"), is("ok, Sigil MCP " + ToolDesk.VERSION));
        assertThat(desk.ask("ping"), is((JsonValue) JsonCodec.object().add("status", "ok").add("version", ToolDesk.VERSION).build()));
    }
}
