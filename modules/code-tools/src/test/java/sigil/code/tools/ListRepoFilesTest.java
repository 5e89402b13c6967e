package sigil.code.tools;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.core.JsonCodec;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

class ListRepoFilesTest {
    @TempDir
    private Path root;
    private ToolDesk desk;

    @BeforeEach
    void serve() {
        new Sources(root)
                .file("README.md", "Hello.\n")
                .file("src/Main.java", "class Main { }\n")
                .file("src/deep/er/Far.java", "class Far { }\n")
                .file("src/deep/er/and/Deepest.java", "class Deepest { }\n")
                .file(".editorconfig", "root = true\n")
                .file(".gitignore", "*.log\n")
                .file("noise.log", "noise\n")
                .file(".env", "SECRET=canary\n")
                .link("start", Path.of("src/Main.java"));
        desk = ToolDesk.serving("project", root);
    }

    @Test
    void threeLevelsAreListedUnlessToldOtherwise() {
        assertThat(paths(desk.ask("list_repo_files", "repo", "project")),
                is(List.of("README.md", "src", "src/Main.java", "src/deep", "src/deep/er", "start")));
    }

    @Test
    void whatIsLongInJsonComesInPagesThatGoOn() {
        Sources many = new Sources(root.resolve("many"));
        for (int i = 0; i < 1_000; i++) {
            many.file("a\"directory\"with\"many\"quotes\"".repeat(3) + "/" + "file\"".repeat(8) + i, "");
        }
        ToolDesk quoted = ToolDesk.serving("many", root.resolve("many"));
        JsonObject page = quoted.ask("list_repo_files", "repo", "many", "max_entries", 2_000);
        assertThat(page.toString().length(), lessThan(100_000));
        JsonObject next = quoted.ask("list_repo_files", "repo", "many", "max_entries", 2_000, "cursor", page.getString("next_cursor"));
        assertThat(page.getJsonArray("entries").size() + next.getJsonArray("entries").size(), is(greaterThan(900)));
    }

    @Test
    void theTextShowsAnEntryALineWithItsKindAndSize() {
        assertThat(desk.read("list_repo_files", "repo", "project", "max_depth", 1), is("""
                project · . · 3 entries
                README.md  7 B
                src/
                start  (link)"""));
    }

    @Test
    void theStructuredResultHasTheSameEntriesWithKindAndSize() {
        JsonObject result = desk.ask("list_repo_files", "repo", "project", "max_depth", 1);
        assertThat(result, is(JsonCodec.object()
                .add("repo", "project")
                .add("subdir", ".")
                .add("entries", JsonCodec.array()
                        .add(JsonCodec.object().add("path", "README.md").add("kind", "file").add("size", 7L))
                        .add(JsonCodec.object().add("path", "src").add("kind", "directory"))
                        .add(JsonCodec.object().add("path", "start").add("kind", "link")))
                .build()));
    }

    @Test
    void aGlobLooksAtAllDepthsAndShowsFilesOnly() {
        assertThat(paths(desk.ask("list_repo_files", "repo", "project", "glob", "**/*.java")),
                is(List.of("src/Main.java", "src/deep/er/Far.java", "src/deep/er/and/Deepest.java")));
    }

    @Test
    void globsAreJoinedByCommasAndExcludeWithAnExclamationMark() {
        assertThat(paths(desk.ask("list_repo_files", "repo", "project", "glob", "*.java,*.md,!src/deep/**")),
                is(List.of("README.md", "src/Main.java")));
    }

    @Test
    void aSubdirectoryIsListedWithPathsFromTheRoot() {
        JsonObject result = desk.ask("list_repo_files", "repo", "project", "subdir", "src/deep");
        assertThat(result.getString("subdir"), is("src/deep"));
        assertThat(paths(result), is(List.of("src/deep/er", "src/deep/er/Far.java", "src/deep/er/and",
                "src/deep/er/and/Deepest.java")));
    }

    @Test
    void dotFilesAreShownWhenAskedForAndSecretsAndIgnoredFilesNever() {
        assertThat(paths(desk.ask("list_repo_files", "repo", "project", "include_hidden", true, "max_depth", 1)),
                is(List.of(".editorconfig", ".gitignore", "README.md", "src", "start")));
    }

    @Test
    void pagesFollowedByTheirCursorGiveEveryEntryOnce() {
        List<String> all = paths(desk.ask("list_repo_files", "repo", "project"));
        List<String> gathered = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        int pages = 0;
        do {
            JsonObject page = cursor.isEmpty()
                    ? desk.ask("list_repo_files", "repo", "project", "max_entries", 2)
                    : desk.ask("list_repo_files", "repo", "project", "max_entries", 2, "cursor", cursor.get());
            gathered.addAll(paths(page));
            cursor = JsonCodec.string(page, "next_cursor");
            pages++;
        } while (cursor.isPresent());
        assertThat(gathered, is(all));
        assertThat(pages, is((all.size() + 1) / 2));
    }

    @Test
    void theTextOfAPageEndsWithItsCursor() {
        var page = desk.call("list_repo_files", "repo", "project", "max_entries", 1);
        String cursor = ToolDesk.structured(page).getString("next_cursor");
        assertThat(ToolDesk.text(page).lines().toList().getLast(), is("more: cursor=" + cursor));
    }

    @Test
    void aDirectoryWithoutFilesIsAnAnswerAndNotAnError() {
        assertThat(desk.read("list_repo_files", "repo", "project", "glob", "*.cobol"), is("project · . · 0 entries"));
    }

    @Test
    void aFileIsNamedAsOneWithTheToolThatReadsIt() {
        assertThat(desk.refusal("list_repo_files", "repo", "project", "subdir", "README.md"),
                is("\"README.md\" is a file. Read it with read_repo_file, or list the directory that holds it."));
    }

    @Test
    void aBadGlobIsToldWithItsCure() {
        String refusal = desk.refusal("list_repo_files", "repo", "project", "glob", "src/[a");
        assertThat(refusal, containsString("glob: path glob 'src/[a' has a '[' without ']'"));
        assertThat(refusal, containsString("write \\["));
    }

    @Test
    void theCursorOfAnotherDirectoryIsRefusedWithTheCure() {
        String cursor = desk.ask("list_repo_files", "repo", "project", "max_entries", 1).getString("next_cursor");
        assertThat(desk.refusal("list_repo_files", "repo", "project", "subdir", "src", "cursor", cursor),
                is("cursor: this is not the next_cursor of a page with the same arguments. Ask again without a cursor."));
    }

    @Test
    void thePageSizeMayChangeOnTheWay() {
        String cursor = desk.ask("list_repo_files", "repo", "project", "max_entries", 1).getString("next_cursor");
        assertThat(paths(desk.ask("list_repo_files", "repo", "project", "max_entries", 2, "cursor", cursor)),
                is(List.of("src", "src/Main.java")));
    }

    @Test
    void whatTheOwnerExcludesIsNotListed() {
        ToolDesk excluding = ToolDesk.of(JsonCodec.object().add("repositories", JsonCodec.object()
                .add("project", ToolDesk.entry(root).add("exclude", JsonCodec.array().add("/src/")))));
        assertThat(excluding.read("list_repo_files", "repo", "project"), not(containsString("src")));
    }

    private static List<String> paths(JsonObject result) {
        return result.getJsonArray("entries").getValuesAs(JsonObject.class).stream().map(entry -> entry.getString("path")).toList();
    }
}
