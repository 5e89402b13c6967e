package sigil.code.tools;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.JsonCodec;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

/** How much of what is found an answer shows, in which form, and what it says where nothing is found. */
class SearchPageTest {
    @TempDir
    private Path root;
    private Sources app;
    private ToolDesk desk;

    @BeforeEach
    void serve() {
        app = new Sources(root.resolve("app"))
                .file("src/main/Cat.java", "class Cat {\n    String purr() {\n        return \"Purr\";\n    }\n}\n")
                .file("src/test/CatTest.java", "class CatTest {\n    Cat cat;\n}\n")
                .file("tool/cat.py", "def cat():\n    return 'cat cat'\n");
        new Sources(root.resolve("lib")).file("Dog.java", "class Dog {\n    // chases a Cat\n}\n");
        desk = ToolDesk.of(JsonCodec.object().add("repositories", JsonCodec.object()
                .add("app", ToolDesk.entry(root.resolve("app")))
                .add("lib", ToolDesk.entry(root.resolve("lib")))));
    }

    private static List<String> lines(JsonObject page) {
        return page.getJsonArray("files").getValuesAs(JsonObject.class).stream()
                .flatMap(file -> file.getJsonArray("lines").getValuesAs(JsonObject.class).stream()
                        .filter(line -> line.getBoolean("match"))
                        .map(line -> file.getString("path") + ":" + line.getInt("line")))
                .toList();
    }

    @Test
    void aPageOfLongLinesEndsWhereClientsWouldCutItAndItsCursorLosesNothing() {
        for (int i = 0; i < 30; i++) {
            app.file("wide/" + (10 + i) + ".txt", ("needle " + "x".repeat(220) + "\nhay\nhay\nhay\n").repeat(10));
        }
        List<String> gathered = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String cursor = "";
        do {
            CallToolResult page = cursor.isEmpty() ? desk.call("search_code", "query", "needle", "context", 1)
                    : desk.call("search_code", "query", "needle", "context", 1, "cursor", cursor);
            JsonObject object = ToolDesk.structured(page);
            sizes.add(ToolDesk.text(page).getBytes(StandardCharsets.UTF_8).length);
            assertThat(ToolDesk.text(page).lines().count(), lessThan(251L));
            assertThat(object.getInt("shown"), is(lines(object).size()));
            gathered.addAll(lines(object));
            cursor = object.getString("next_cursor", "");
            assertThat(object.getString("ending"), is(cursor.isEmpty() ? "complete" : "limit"));
            assertThat(ToolDesk.text(page), cursor.isEmpty() ? containsString("nothing left out") : containsString("(more follow)"));
        } while (!cursor.isEmpty());
        assertThat(sizes, everyItem(lessThan(9_501)));
        assertThat(sizes.getFirst(), greaterThan(8_000));
        assertThat(gathered, is(IntStream.range(0, 30).boxed()
                .flatMap(file -> IntStream.range(0, 10).mapToObj(line -> "wide/" + (10 + file) + ".txt:" + (1 + 4 * line))).toList()));
    }

    @Test
    void aPageOfManyLinesOfContextEndsBeforeTheLineThatAClientWouldCut() {
        app.file("tall.txt", IntStream.range(0, 50).mapToObj(i -> "needle\n" + "hay\n".repeat(20)).collect(Collectors.joining()));
        CallToolResult page = desk.call("search_code", "query", "needle", "context", 10);
        assertThat(ToolDesk.text(page).lines().count(), allOf(greaterThan(200L), lessThan(251L)));
        assertThat(ToolDesk.structured(page), hasKey("next_cursor"));
    }

    @Test
    void whoAsksForMoreResultsGetsALongerPage() {
        app.file("wide.txt", ("needle " + "x".repeat(200) + "\n").repeat(500));
        int standard = desk.ask("search_code", "query", "needle").getInt("shown");
        assertThat(desk.ask("search_code", "query", "needle", "max_results", 200).getInt("shown"), greaterThan(3 * standard));
        assertThat(desk.read("search_code", "query", "needle", "max_results", 500).length(), lessThan(100_000));
    }

    @Test
    void aMatchThatIsLongerThanAPageIsShownAllTheSame() {
        app.file("context.txt", ("y".repeat(239) + "\n").repeat(20) + "needle\n" + ("y".repeat(239) + "\n").repeat(20) + "needle\n");
        List<String> wide = ("é".repeat(239) + "\n").repeat(30).lines().toList();
        app.file("wide.txt", String.join("\n", wide.subList(0, 10)) + "\nneedle\n" + String.join("\n", wide));
        assertThat(desk.ask("search_code", "query", "needle", "context", 10, "path", "wide.txt").getInt("shown"), is(1));
    }

    @Test
    void theFilesAloneWithTheirCountsAreAsCloseAsACallCanGet() {
        assertThat(desk.read("search_code", "query", "cat", "mode", "files"), is("""
                4 files with 6 matches for "cat" (4 files searched, nothing left out)
                app: src/main/Cat.java (1)
                app: tool/cat.py (2)
                app: src/test/CatTest.java (2)
                lib: Dog.java (1)"""));
        JsonObject page = desk.ask("search_code", "query", "cat", "mode", "files", "max_results", 3);
        assertThat(page.getInt("matches"), is(6));
        assertThat(page.getInt("matching_files"), is(4));
        assertThat(page.getBoolean("complete"), is(false));
        JsonObject rest = desk.ask("search_code", "query", "cat", "mode", "files", "max_results", 3, "cursor", page.getString("next_cursor"));
        assertThat(rest.getJsonArray("files").getJsonObject(0).getString("path"), is("Dog.java"));
        assertThat(rest.getBoolean("complete"), is(true));
        assertThat(rest, not(hasKey("next_cursor")));
    }

    @Test
    void aPageThatCannotGoOnInTheSameOrderSaysSo() {
        String cursor = desk.ask("search_code", "query", "cat", "max_results", 2).getString("next_cursor");
        assertThat(desk.read("search_code", "query", "cat", "max_results", 2, "cursor", cursor).lines().findFirst().orElseThrow(),
                not(containsString("another order")));
        String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
        String ofAnother = Base64.getUrlEncoder().withoutPadding()
                .encodeToString((text.substring(0, text.lastIndexOf('.')) + ".00c0ffee").getBytes(StandardCharsets.US_ASCII));
        assertThat(desk.read("search_code", "query", "cat", "max_results", 2, "cursor", ofAnother).lines().findFirst().orElseThrow(),
                containsString("files come in another order than on the page before"));
    }

    @Test
    void theCountSaysInWhichDirectoriesTheMatchesAre() {
        assertThat(desk.read("search_code", "query", "cat", "mode", "count"), is("""
                6 matches in 4 files for "cat" (4 files searched, nothing left out)
                app: src/main/  1 in 1 file
                app: src/test/  2 in 1 file
                app: tool/  2 in 1 file
                lib: .  1 in 1 file"""));
        assertThat(desk.read("search_code", "query", "purr", "mode", "count"),
                is("2 matches in 1 file for \"purr\" (4 files searched, nothing left out)"));
    }

    @Test
    void manyDirectoriesAreSummedUpUntilTheyCanBeRead() {
        for (int i = 0; i < 100; i++) {
            app.file("deep/a" + i % 3 + "/b" + i + "/c.txt", "needle\n");
        }
        assertThat(desk.read("search_code", "query", "needle", "mode", "count"), is("""
                100 matches in 100 files for "needle" (104 files searched, nothing left out)
                app: deep/a0/  34 in 34 files
                app: deep/a1/  33 in 33 files
                app: deep/a2/  33 in 33 files"""));
    }

    @Test
    void aLanguageNarrowsTheSearchByWhateverItIsCalled() {
        for (String python : List.of("python", "Python", "py", ".py")) {
            assertThat(python, lines(desk.ask("search_code", "query", "cat", "lang", python)), is(List.of("tool/cat.py:1", "tool/cat.py:2")));
        }
        assertThat(lines(desk.ask("search_code", "query", "cat", "lang", "java", "path", "!**/test/**")),
                is(List.of("src/main/Cat.java:1", "Dog.java:2")));
        assertThat(desk.refusal("search_code", "query", "cat", "lang", "klingon"), allOf(
                startsWith("lang: \"klingon\" is no language known here; use path=*.ending instead. Known: "), containsString("Java, JavaScript")));
    }

    @Test
    void whereNothingMatchesTheAnswerNamesWhatWould() {
        assertThat(desk.read("search_code", "query", "PURR"), is("""
                0 matches in 0 files for "PURR" (4 files searched, nothing left out)
                with case=insensitive it is found, first in app: src/main/Cat.java:2"""));
        assertThat(desk.read("search_code", "query", "class (Cat|Dog)"), containsString("with regex=true it is found, first in app: src/main/Cat.java:1"));
        assertThat(desk.read("search_code", "query", "urr", "word", true),
                containsString("with word=false it is found, first in app: src/main/Cat.java:2"));
        assertThat(desk.read("search_code", "query", "Dog", "repo", "app"),
                containsString("with other repositories (without repo) it is found, first in lib: Dog.java:1"));
        JsonObject suggestion = desk.ask("search_code", "query", "purr", "path", "tool/**").getJsonArray("suggestions").getJsonObject(0);
        assertThat(suggestion.getString("change"), is("other files (without path and lang)"));
        assertThat(suggestion.getInt("line"), is(2));
        assertThat(desk.ask("search_code", "query", "no such thing"), not(hasKey("suggestions")));
    }

    @Test
    void whatActsOnATerminalOrTurnsTheWritingIsMadeVisible() {
        app.file("trick.txt", "needle \u001b[2J \u202eevil\u2069 a\tb \udb40\udc41 \u0085end \u200d\n");
        assertThat(desk.read("search_code", "query", "needle"),
                containsString("1: needle \u241b[2J <U+202E>evil<U+2069> a\tb <U+E0041> <U+0085>end \u200d"));
        assertThat(desk.read("read_repo_file", "repo", "app", "path", "trick.txt"), containsString("needle \u241b[2J <U+202E>evil"));
        assertThat(desk.ask("read_repo_file", "repo", "app", "path", "trick.txt").getString("text"), containsString("\u001b[2J \u202eevil"));
    }

    @Test
    void aListingEndsWhereClientsWouldCutItAndItsCursorLosesNothing() {
        for (int i = 0; i < 150; i++) {
            app.file("long/" + "n".repeat(100) + (100 + i) + ".txt", "");
        }
        List<String> gathered = new ArrayList<>();
        String cursor = "";
        do {
            CallToolResult page = cursor.isEmpty() ? desk.call("list_repo_files", "repo", "app", "subdir", "long")
                    : desk.call("list_repo_files", "repo", "app", "subdir", "long", "cursor", cursor);
            assertThat(ToolDesk.text(page).length(), lessThan(9_500));
            JsonObject object = ToolDesk.structured(page);
            object.getJsonArray("entries").getValuesAs(JsonObject.class).forEach(entry -> gathered.add(entry.getString("path")));
            cursor = object.getString("next_cursor", "");
        } while (!cursor.isEmpty());
        assertThat(gathered, is(IntStream.range(0, 150).mapToObj(i -> "long/" + "n".repeat(100) + (100 + i) + ".txt").toList()));
    }

    @Test
    void aPathThatIsNotThereIsAnsweredWithThoseThatAreNear() {
        assertThat(desk.refusal("read_repo_file", "repo", "app", "path", "src/main/Cta.java"), containsString("Nearest: src/main/Cat.java"));
        assertThat(desk.refusal("list_repo_files", "repo", "app", "subdir", "src/mian"), containsString("Nearest: src/main/"));
    }
}
