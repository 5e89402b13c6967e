package sigil.code.tools;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.core.JsonCodec;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

class SearchCodeTest {
    @TempDir
    private Path root;
    private Sources app;
    private ToolDesk desk;

    @BeforeEach
    void serve() {
        app = new Sources(root.resolve("app"))
                .file("src/A.java", "class A {\n    int count;\n    int Count() { return count; }\n}\n")
                .file("src/B.java", "class B {\n    A counter;\n}\n")
                .file("README.md", "Nothing to find.\n")
                .file(".gitignore", "build/\n")
                .file("build/Gen.java", "int count;\n");
        new Sources(root.resolve("lib")).file("Lib.java", "int count = 1;\n");
        desk = ToolDesk.of(JsonCodec.object().add("repositories", JsonCodec.object()
                .add("app", ToolDesk.entry(root.resolve("app")))
                .add("lib", ToolDesk.entry(root.resolve("lib")))));
    }

    @Test
    void matchesAreGroupedByFileWithTheirLineNumbers() {
        assertThat(desk.read("search_code", "query", "count", "repo", "app", "path", "src/**"), is("""
                3 matches in 2 files for "count" (2 files searched, nothing left out)
                app: src/A.java
                2:     int count;
                3:     int Count() { return count; }
                app: src/B.java
                2:     A counter;"""));
    }

    @Test
    void theStructuredResultSaysTheSame() {
        assertThat(desk.ask("search_code", "query", "counter", "repo", "app"), is((JsonValue) JsonCodec.object()
                .add("shown", 1)
                .add("complete", true)
                .add("ending", "complete")
                .add("files", JsonCodec.array().add(JsonCodec.object()
                        .add("repo", "app")
                        .add("path", "src/B.java")
                        .add("lines", JsonCodec.array().add(JsonCodec.object()
                                .add("line", 2).add("text", "    A counter;").add("match", true)))))
                .add("files_searched", 4)
                .add("files_skipped", 0)
                .build()));
    }

    @Test
    void theFirstLineSaysWhatWasLeftOutAndWhy() {
        app.file("a.bin", new byte[] {'c', 'o', 'u', 'n', 't', 0}).file("large.txt", "count\n" + "x".repeat(3 << 20)).file("d/".repeat(101) + "deep.txt", "count\n");
        assertThat(desk.read("search_code", "query", "counter", "repo", "app"),
                startsWith("1 match in 1 file for \"counter\" (4 files searched; left out: 1 not text, 1 too large, 1 directory too deep or unreadable)\n"));
        assertThat(desk.read("search_code", "query", "counter", "repo", "lib"), containsString("(1 file searched, nothing left out)"));
        assertThat(desk.ask("search_code", "query", "counter", "repo", "app").getInt("directories_skipped"), is(1));
    }

    @Test
    void aPathThatLeavesNoFileIsSaidToDoSo() {
        assertThat(desk.read("search_code", "query", "count", "path", "nowhere/**"), startsWith("0 matches in 0 files for \"count\" (0 files searched: path and lang leave none)"));
    }

    @Test
    void aPathMayBeginAtTheRootAndNotLeadOutOfIt() {
        for (String path : List.of("/src/**", "./src/**", "src")) {
            assertThat(desk.read("search_code", "query", "count", "path", path), startsWith("3 matches in 2 files"));
        }
        assertThat(desk.refusal("search_code", "query", "count", "path", "../lib/**"), is("path: path glob '../lib/**' leads out of a directory; globs begin at the"
                + " root of the repository, for example src/**"));
    }

    @Test
    void aRegexOverALineBreakIsToldWhyItMatchesNothing() {
        assertThat(desk.read("search_code", "query", "class B \\{\\n", "regex", true), containsString("\na match lies within one line"));
        assertThat(desk.read("search_code", "query", "class C\\\\n", "regex", true).contains("within one line"), is(false));
    }

    @Test
    void withoutARepositoryAllAreSearched() {
        assertThat(places(desk.ask("search_code", "query", "count", "word", true)),
                is(List.of("app src/A.java 2", "app src/A.java 3", "lib Lib.java 1")));
    }

    @Test
    void aPathFilterNarrowsTheSearch() {
        // "counter" is not quite what was asked for
        assertThat(places(desk.ask("search_code", "query", "count", "path", "*.java,!src/A.java")),
                is(List.of("lib Lib.java 1", "app src/B.java 2")));
    }

    @Test
    void anUpperCaseLetterMakesASearchSensitive() {
        assertThat(places(desk.ask("search_code", "query", "Count")), is(List.of("app src/A.java 3")));
        assertThat(places(desk.ask("search_code", "query", "COUNT", "case", "insensitive", "word", true)),
                is(List.of("app src/A.java 2", "app src/A.java 3", "lib Lib.java 1")));
    }

    @Test
    void aRegexIsOneOnlyWhenAskedFor() {
        assertThat(places(desk.ask("search_code", "query", "count( =|;)", "regex", true)),
                is(List.of("app src/A.java 2", "app src/A.java 3", "lib Lib.java 1")));
        assertThat(places(desk.ask("search_code", "query", "count( =|;)")), is(List.of()));
    }

    @Test
    void contextLinesAreMarkedAndNotMatches() {
        assertThat(desk.read("search_code", "query", "counter", "context", 1), containsString("""
                app: src/B.java
                1- class B {
                2:     A counter;
                3- }"""));
        assertThat(places(desk.ask("search_code", "query", "counter", "context", 1)), is(List.of("app src/B.java 2")));
    }

    @Test
    void aGapBetweenContextsIsShown() {
        app.file("gap.txt", "needle\n1\n2\n3\n4\nneedle\n");
        assertThat(desk.read("search_code", "query", "needle", "context", 1), containsString("""
                1: needle
                2- 1
                --
                5- 4
                6: needle"""));
    }

    @Test
    void nothingFoundIsAnAnswerThatSaysWhatWasSearched() {
        assertThat(desk.read("search_code", "query", "no such thing"),
                is("0 matches in 0 files for \"no such thing\" (5 files searched, nothing left out)"));
    }

    @Test
    void pagesFollowedByTheirCursorGiveEachMatchOnce() {
        for (int i = 0; i < 9; i++) {
            app.file("many/" + i + ".txt", IntStream.range(0, 7).mapToObj(line -> "needle " + line + "\nhay\n")
                    .collect(Collectors.joining()));
        }
        List<String> all = places(desk.ask("search_code", "query", "needle", "max_results", 500));
        List<String> gathered = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            JsonObject page = cursor.isEmpty()
                    ? desk.ask("search_code", "query", "needle", "context", 2, "max_results", 5)
                    : desk.ask("search_code", "query", "needle", "context", 2, "max_results", 5, "cursor", cursor.get());
            assertThat(places(page).size(), is(page.getInt("shown")));
            assertThat(page.getBoolean("complete"), is(!page.containsKey("next_cursor")));
            gathered.addAll(places(page));
            cursor = JsonCodec.string(page, "next_cursor");
        } while (cursor.isPresent());
        assertThat(all.size(), is(63));
        assertThat(gathered, is(all));
        assertThat(new HashSet<>(gathered).size(), is(63));
    }

    @Test
    void aPageThatIsNotTheLastSaysHowToGoOn() {
        var page = desk.call("search_code", "query", "count", "max_results", 1);
        JsonObject structured = ToolDesk.structured(page);
        assertThat(structured.getString("ending"), is("limit"));
        assertThat(ToolDesk.text(page), startsWith("1 match in 1 file for \"count\" (more follow)"));
        assertThat(ToolDesk.text(page).lines().toList().getLast(), is("more: cursor=" + structured.getString("next_cursor")));
    }

    @Test
    void theCursorOfAnotherQuestionIsRefusedWithTheCure() {
        String cursor = desk.ask("search_code", "query", "count", "max_results", 1).getString("next_cursor");
        assertThat(desk.refusal("search_code", "query", "class", "max_results", 1, "cursor", cursor),
                is("cursor: this is not the next_cursor of a page with the same arguments. Ask again without a cursor."));
        assertThat(desk.refusal("search_code", "query", "count", "repo", "app", "cursor", cursor), startsWith("cursor: "));
    }

    @Test
    void aCallThatNobodyWaitsForSaysThatItIsIncomplete() throws InterruptedException {
        var result = desk.server().call("search_code", ToolDesk.arguments("query", "count"), new ToolDesk.QuietCall(true));
        JsonObject structured = ToolDesk.structured(result);
        assertThat(structured.getString("ending"), is("cancelled"));
        assertThat(structured.getBoolean("complete"), is(false));
        assertThat(structured, not(hasKey("next_cursor")));
        assertThat(ToolDesk.text(result), containsString("(incomplete: cancelled)"));
    }

    @Test
    void filesThatAreNotTextOrTooLargeAreCountedAsSkipped() {
        app.file("blob.bin", new byte[] {0, 1, 2, 3}).file("large.txt", "count\n".repeat(500));
        ToolDesk small = ToolDesk.of(JsonCodec.object()
                .add("repositories", JsonCodec.object().add("app", ToolDesk.entry(root.resolve("app"))))
                .add("limits", JsonCodec.object().add("max_file_bytes", 1_024)));
        JsonObject result = small.ask("search_code", "query", "count", "path", "blob.bin,large.txt");
        assertThat(result.getInt("files_skipped"), is(2));
        assertThat(result.getInt("files_searched"), is(0));
    }

    @Test
    void aBadRegexIsToldWithItsCure() {
        String refusal = desk.refusal("search_code", "query", "(count", "regex", true);
        assertThat(refusal, startsWith("query: the regex cannot be read: "));
        assertThat(refusal, containsString("set regex=false"));
    }

    @Test
    void anEmptyQueryIsToldWithItsCure() {
        assertThat(desk.refusal("search_code", "query", ""), is("query: the query is empty; give at least one character"));
    }

    @Test
    void aBadGlobIsToldUnderTheNameOfItsArgument() {
        assertThat(desk.refusal("search_code", "query", "count", "path", "{a"), startsWith("path: path glob '{a' has a '{' without '}'"));
    }

    @Test
    void itAnswersUnderItsFormerNameTooOfWhichClientsAreNotTold() {
        assertThat(places(desk.ask("search_repo", "query", "count", "file_glob", "*.java", "repo", "lib")), is(List.of("lib Lib.java 1")));
        assertThat(desk.ask("search_repo", "query", "count"), is(desk.ask("search_code", "query", "count")));
        assertThat(Wire.to(desk, Wire.LEGACY).result("tools/list", JsonCodec.object()).toString(), not(containsString("search_repo")));
    }

    private static List<String> places(JsonObject result) {
        return result.getJsonArray("files").getValuesAs(JsonObject.class).stream()
                .flatMap(file -> file.getJsonArray("lines").getValuesAs(JsonObject.class).stream()
                        .filter(line -> line.getBoolean("match"))
                        .map(line -> file.getString("repo") + " " + file.getString("path") + " " + line.getInt("line")))
                .toList();
    }
}
