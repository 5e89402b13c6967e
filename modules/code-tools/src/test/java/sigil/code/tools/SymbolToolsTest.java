package sigil.code.tools;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sigil.mcp.core.JsonCodec;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;

/** {@code goto_definition}, {@code find_references}, {@code list_symbols}, and reading a symbol. */
class SymbolToolsTest {
    @TempDir
    private Path root;
    private Sources app;
    private ToolDesk desk;

    @BeforeEach
    void serve() {
        app = new Sources(root.resolve("app"))
                .file("src/Ship.java", "/** A ship. */\n@Deprecated\nclass Ship {\n    int speed;\n\n    void sail(String to) {\n        // sail away\n    }\n}\n")
                .file("src/Port.java", "class Port {\n    Ship ship;\n    void open() { ship.sail(\"sail\"); }\n    String s = \"sail\";\n}\n")
                .file("notes.txt", "sail\n");
        new Sources(root.resolve("lib")).file("ship.py", "class Ship:\n    def sail(self): pass\n");
        desk = ToolDesk.of(JsonCodec.object().add("repositories", JsonCodec.object()
                .add("app", ToolDesk.entry(root.resolve("app")))
                .add("lib", ToolDesk.entry(root.resolve("lib")))));
    }

    @Test
    void aDefinitionIsToldWithPlaceKindScopeAndSignature() {
        assertThat(desk.read("goto_definition", "symbol_name", "sail"), is("""
                2 definitions of "sail"
                app: src/Ship.java
                6-8 method void sail(String to) (in Ship)
                lib: ship.py
                2 method def sail(self) (in Ship)"""));
    }

    @Test
    void theStructuredResultSaysTheSame() {
        JsonObject result = desk.ask("goto_definition", "symbol_name", "Ship.sail", "repo", "app");
        assertThat(result.getString("ending"), is("complete"));
        assertThat(result.getJsonArray("definitions"), is(JsonCodec.array().add(JsonCodec.object()
                .add("repo", "app").add("path", "src/Ship.java").add("name", "sail").add("kind", "method").add("scope", "Ship")
                .add("signature", "void sail(String to)").add("start_line", 6).add("line", 6).add("end_line", 8)).build()));
    }

    @Test
    void theBodyOfTheBestMatchComesWhenAskedFor() {
        assertThat(desk.read("goto_definition", "symbol_name", "Ship", "repo", "app", "include_body", true), startsWith("""
                1 definition of "Ship"
                app: src/Ship.java
                2-9 class Ship
                2\t@Deprecated
                3\tclass Ship {
                """));
    }

    @Test
    void whatIsNotDefinedIsToldWithNamesThatAre() {
        assertThat(desk.read("goto_definition", "symbol_name", "speeed"), is("""
                0 definitions of "speeed"
                Similar names that are defined: speed
                search_code finds where the text occurs."""));
    }

    @Test
    void aKindThatIsNoneIsToldWithThoseThatAre() {
        assertThat(desk.refusal("goto_definition", "symbol_name", "sail", "kind", "verb"), startsWith("kind: there is no kind \"verb\". There are: class, "));
        assertThat(desk.read("goto_definition", "symbol_name", "sail", "kind", "Class"), startsWith("0 definitions of \"sail\""));
    }

    @Test
    void referencesBeginWithDefinitionsAndMarkWhatIsNoCode() {
        assertThat(desk.read("find_references", "symbol_name", "sail", "repo", "app"), is("""
                5 lines in 3 files with "sail", by text
                defined: app: src/Ship.java:6-8 method void sail(String to) (in Ship)
                app: notes.txt
                1: sail
                app: src/Port.java
                3:     void open() { ship.sail("sail"); }
                4 [string]:     String s = "sail";
                app: src/Ship.java
                6 [definition]:     void sail(String to) {
                7 [comment]:         // sail away"""));
    }

    @Test
    void referencesInTestsComeAfterOthers() {
        app.file("a/src/test/java/SailTest.java", "class SailTest {\n    Object o = sail;\n}\n");
        String found = desk.read("find_references", "symbol_name", "sail", "repo", "app");
        assertThat(found.indexOf("SailTest.java"), greaterThan(found.indexOf("src/Port.java")));
    }

    @Test
    void definitionsOfAFileStandTogetherBeneathItsName() {
        app.file("src/Fleet.java", "class Fleet {\n    void turn() { }\n    void turn(int by) { }\n}\n").file("src/Wheel.java", "class Wheel {\n    int turn;\n}\n");
        assertThat(desk.read("goto_definition", "symbol_name", "turn"), is("""
                3 definitions of "turn"
                app: src/Fleet.java
                2 method void turn() (in Fleet)
                3 method void turn(int by) (in Fleet)
                app: src/Wheel.java
                2 field int turn (in Wheel)"""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"goto_definition", "find_references"})
    void whatHoldsNoNameIsRefusedAndNotLookedFor(String tool) {
        for (String text : List.of("::", "...", "()", "two words", " ")) {
            assertThat(desk.refusal(tool, "symbol_name", text), startsWith("symbol_name: \"" + text + "\" is no name."));
        }
    }

    @Test
    void aFileWhoseSymbolsAreNotAllKnownIsNamedWhereItHoldsTheName() {
        app.file("src/many.py", IntStream.range(0, 5_001).mapToObj(i -> "def many" + i + "(): pass\n").collect(Collectors.joining()));
        assertThat(desk.read("goto_definition", "symbol_name", "many5000"), startsWith("0 definitions of \"many5000\"\nnot all symbols are known of app: src/many.py: "));
        assertThat(desk.read("list_symbols", "repo", "app", "query", "many4999"), startsWith("1 symbol for \"many4999\" in app\nnot all symbols are known of app: src/many.py: "));
        assertThat(desk.read("goto_definition", "symbol_name", "Port").contains("not all"), is(false));
    }

    @Test
    void referencesAreNarrowedByPathAndFollowedByCursor() {
        List<Integer> lines = new ArrayList<>();
        String cursor = "";
        do {
            JsonObject page = cursor.isEmpty() ? desk.ask("find_references", "symbol_name", "sail", "path", "src/**", "max_results", 1)
                    : desk.ask("find_references", "symbol_name", "sail", "path", "src/**", "max_results", 1, "cursor", cursor);
            page.getJsonArray("files").getValuesAs(JsonObject.class).forEach(file -> file.getJsonArray("lines").getValuesAs(JsonObject.class)
                    .forEach(line -> lines.add(line.getInt("line"))));
            cursor = page.getString("next_cursor", "");
        } while (!cursor.isEmpty());
        assertThat(lines, is(List.of(3, 4, 6, 7)));
    }

    @Test
    void aPageOfReferencesStaysWithinWhatClientsShowAndSaysHowToGoOn() {
        app.file("many.txt", ("word " + "x".repeat(150) + "\n").repeat(300));
        var page = desk.call("find_references", "symbol_name", "word", "max_results", 500);
        assertThat(ToolDesk.text(page).getBytes(StandardCharsets.UTF_8).length, lessThanOrEqualTo(9_500));
        int shown = ToolDesk.structured(page).getInt("shown");
        assertThat(shown, greaterThan(30));
        JsonObject next = desk.ask("find_references", "symbol_name", "word", "max_results", 500,
                "cursor", ToolDesk.structured(page).getString("next_cursor"));
        assertThat(next.getJsonArray("files").getJsonObject(0).getJsonArray("lines").getJsonObject(0).getInt("line"), is(shown + 1));
    }

    @Test
    void noReferenceIsAnAnswerWithNamesThatAre() {
        assertThat(desk.read("find_references", "symbol_name", "speeed"), is("""
                0 lines in 0 files with "speeed", by text
                Similar names that are defined: speed
                search_code finds parts of words, and any case."""));
    }

    @Test
    void anOutlineIsATree() {
        assertThat(desk.read("list_symbols", "repo", "app", "file_path", "src/Ship.java"), is("""
                src/Ship.java · Java · 3 symbols
                2-9 class Ship
                 4 field int speed
                 6-8 method void sail(String to)"""));
        assertThat(desk.read("list_symbols", "repo", "app", "file_path", "src/Ship.java", "kind", "field"), endsWith("1 symbol\n 4 field int speed"));
    }

    @Test
    void symbolsOfARepositoryAreFoundByAPartOfTheirName() {
        assertThat(desk.read("list_symbols", "repo", "app", "query", "SHI"), is("""
                2 symbols for "SHI" in app
                src/Ship.java
                2-9 class Ship
                src/Port.java
                2 field Ship ship (in Port)"""));
    }

    @Test
    void aLongOutlineIsFollowedByItsCursor() {
        app.file("Long.java", "class Long {\n" + IntStream.range(0, 700).mapToObj(i -> "    int field" + i + ";\n").collect(Collectors.joining()) + "}\n");
        List<String> names = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            var page = cursor.isEmpty() ? desk.call("list_symbols", "repo", "app", "file_path", "Long.java")
                    : desk.call("list_symbols", "repo", "app", "file_path", "Long.java", "cursor", cursor);
            assertThat(ToolDesk.text(page).lines().count(), lessThan(251L));
            ToolDesk.structured(page).getJsonArray("symbols").getValuesAs(JsonObject.class).forEach(symbol -> names.add(symbol.getString("name")));
            cursor = ToolDesk.structured(page).getString("next_cursor", "");
            pages++;
        } while (!cursor.isEmpty());
        assertThat(pages, is(3));
        assertThat(names.stream().distinct().count(), is(701L));
        assertThat(names.size(), is(701));
    }

    @Test
    void whatHasNoOutlineIsToldWithTheCure() {
        assertThat(desk.refusal("list_symbols", "repo", "app"), startsWith("Give file_path for the outline of a file, or query"));
        assertThat(desk.refusal("list_symbols", "repo", "app", "file_path", "notes.txt"), endsWith("Read it with read_repo_file."));
        assertThat(desk.refusal("list_symbols", "repo", "app", "file_path", "src"), containsString("is a directory. List it with list_repo_files"));
        assertThat(desk.refusal("list_symbols", "repo", "app", "file_path", "src/Shop.java"), endsWith("Nearest: src/Ship.java"));
    }

    @Test
    void aSymbolIsReadWithItsAnnotations() {
        assertThat(desk.read("read_repo_file", "repo", "app", "path", "src/Ship.java", "symbol", "sail"), is("""
                src/Ship.java · lines 6-8 of 9 · 112 B · UTF-8
                6\t    void sail(String to) {
                7\t        // sail away
                8\t    }
                next: start_line=9"""));
        assertThat(desk.ask("read_repo_file", "repo", "app", "path", "src/Ship.java", "symbol", "ship").getInt("start_line"), is(2));
    }

    @Test
    void aSymbolThatTheFileDoesNotDefineIsToldWithThoseThatItDoes() {
        assertThat(desk.refusal("read_repo_file", "repo", "app", "path", "src/Ship.java", "symbol", "row"),
                is("symbol: \"row\" is not defined in \"src/Ship.java\". There are: Ship, Ship.speed, Ship.sail."));
        assertThat(desk.refusal("read_repo_file", "repo", "app", "path", "notes.txt", "symbol", "row"), endsWith("Give start_line and end_line."));
        assertThat(desk.refusal("read_repo_file", "repo", "app", "path", "src/Ship.java", "symbol", "sail", "end_line", 3),
                is("symbol: give a symbol or a range of lines, not both."));
        assertThat(desk.refusal("read_repo_file", "repo", "app", "path", "none.java", "symbol", "sail"), startsWith("no file or directory"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"goto_definition", "find_references"})
    void aCallThatNobodyWaitsForSaysThatItIsIncomplete(String tool) throws InterruptedException {
        var result = desk.server().call(tool, ToolDesk.arguments("symbol_name", "sail"), new ToolDesk.QuietCall(true));
        assertThat(ToolDesk.structured(result).getString("ending"), is("cancelled"));
        assertThat(ToolDesk.text(result), containsString("(incomplete: cancelled)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"goto_definition", "find_references"})
    void aNameIsRepeatedHarmlessly(String tool) {
        assertThat(desk.read(tool, "symbol_name", "a\u001b[2Jb"), containsString("\"a?[2Jb\""));
    }

    @Test
    void aSearchForAMistypedNameTellsTheNamesThatAreLikeIt() {
        assertThat(desk.read("search_code", "query", "speeed"), endsWith(" nothing left out)\nSimilar names that are defined: speed"));
        assertThat(desk.ask("search_code", "query", "speeed").getJsonArray("similar"), is(JsonCodec.array().add("speed").build()));
        assertThat(desk.ask("search_code", "query", "speeed of").containsKey("similar"), is(false));
        assertThat(desk.ask("search_code", "query", "speeed", "regex", true).containsKey("similar"), is(false));
    }

    @Test
    void whatTurnsTheDirectionOfWritingRoundIsMadeVisibleInBodiesAndReferences() {
        app.file("src/Odd.java", "class Odd {\n    void turn() { odd = \"\u202e\"; }\n}\n");
        assertThat(desk.read("goto_definition", "symbol_name", "turn", "include_body", true), endsWith("odd = \"<U+202E>\"; }"));
        assertThat(desk.read("find_references", "symbol_name", "odd"), containsString("odd = \"<U+202E>\"; }"));
    }

    @Test
    void noThreadOfItsOutlivesTheServer() throws InterruptedException {
        Set<Thread> before = readers();
        desk.read("goto_definition", "symbol_name", "sail");
        Set<Thread> own = readers();
        own.removeAll(before);
        assertThat(own.isEmpty(), is(false));
        desk.contribution().close();
        for (Thread thread : own) {
            // one that is only idle lives twice as long
            thread.join(5_000);
            assertThat(thread.isAlive(), is(false));
        }
    }

    private static Set<Thread> readers() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("code-symbols-")).collect(Collectors.toSet());
    }
}
