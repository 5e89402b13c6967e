package sigil.code.tools;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

class ReadRepoFileTest {
    @TempDir
    private Path root;
    private Sources sources;
    private ToolDesk desk;

    @BeforeEach
    void serve() {
        sources = new Sources(root)
                .file("src/Hello.java", "class Hello {\n    String greet() { return \"hello\"; }\n}\n")
                .file("empty.txt", "");
        desk = ToolDesk.serving("project", root);
    }

    @Test
    void aFileComesWithItsLinesNumbered() {
        assertThat(desk.read("read_repo_file", "repo", "project", "path", "src/Hello.java"), is("""
                src/Hello.java · lines 1-3 of 3 · 55 B · UTF-8
                1\tclass Hello {
                2\t    String greet() { return "hello"; }
                3\t}"""));
    }

    @Test
    void theStructuredResultHasTheSameLinesWithoutNumbers() {
        assertThat(desk.ask("read_repo_file", "repo", "project", "path", "src/Hello.java"), is((JsonValue) JsonCodec.object()
                .add("repo", "project")
                .add("path", "src/Hello.java")
                .add("start_line", 1)
                .add("end_line", 3)
                .add("total_lines", 3)
                .add("size_bytes", 55)
                .add("encoding", "UTF-8")
                .add("text", "class Hello {\n    String greet() { return \"hello\"; }\n}")
                .build()));
    }

    @Test
    void numbersAreAlignedToTheRight() {
        sources.file("ten.txt", numbered(10));
        assertThat(desk.read("read_repo_file", "repo", "project", "path", "ten.txt", "start_line", 9).lines().skip(1).toList(),
                is(List.of(" 9\tline 9", "10\tline 10")));
    }

    @Test
    void aFileOfThatNameElsewhereIsProposed() {
        sources.file("lib/deep/Other.java", "").file("lib/Hello.java", "").file("generated/.hidden/Hello.java", "").file("generated/.env", "");
        assertThat(desk.refusal("read_repo_file", "repo", "project", "path", "main/java/Other.java"), endsWith(". Nearest: lib/deep/Other.java"));
        assertThat(desk.refusal("read_repo_file", "repo", "project", "path", "/src/Hello.java"), endsWith(". Nearest: lib/Hello.java, src/Hello.java"));
        assertThat(desk.refusal("read_repo_file", "repo", "project", "path", "."), is("\".\" is a directory. List it with list_repo_files."));
        assertThat(desk.refusal("read_repo_file", "repo", "project", "path", "Hello.java"), endsWith(". Nearest: lib/Hello.java, src/Hello.java"));
        assertThat(desk.refusal("read_repo_file", "repo", "project", "path", "lib/deep/*.java"), not(containsString("Nearest")));
        assertThat(desk.refusal("read_repo_file", "repo", "project", "path", "lib/.env"), not(containsString("Nearest")));
    }

    @Test
    void whatIsLongInJsonComesInPagesThatGoOn() {
        sources.file("quotes.txt", "\"\\\"\\\"\\\"\\\"\\\n".repeat(9_000)).file("line.txt", "\"".repeat(99_000) + "\nend\n");
        JsonObject page = desk.ask("read_repo_file", "repo", "project", "path", "quotes.txt", "end_line", 9_000, "max_bytes", 100_000);
        assertThat(page.toString().length(), lessThan(100_000));
        assertThat(page.getInt("next_start_line"), is(page.getInt("end_line") + 1));
        assertThat(page.toString().length(), greaterThan(80_000));
        JsonObject clipped = desk.ask("read_repo_file", "repo", "project", "path", "line.txt", "end_line", 2, "max_bytes", 100_000);
        assertThat(clipped.toString().length(), lessThan(100_000));
        assertThat(clipped.getJsonArray("clipped_lines").size(), is(1));
        assertThat(clipped.getInt("end_line"), is(2));
    }

    @Test
    void aRangeOfLinesIsReadWithBothItsEnds() {
        sources.file("long.txt", numbered(300));
        JsonObject result = desk.ask("read_repo_file", "repo", "project", "path", "long.txt", "start_line", 120, "end_line", 122);
        assertThat(result.getString("text"), is("line 120\nline 121\nline 122"));
        assertThat(result.getInt("next_start_line"), is(123));
    }

    @Test
    void withoutARangeTheFirst200LinesAreRead() {
        sources.file("long.txt", numbered(300));
        JsonObject result = desk.ask("read_repo_file", "repo", "project", "path", "long.txt");
        assertThat(result.getInt("end_line"), is(200));
        assertThat(result.getInt("total_lines"), is(300));
        assertThat(result.getInt("next_start_line"), is(201));
    }

    @Test
    void aStartWithoutAnEndReadsToTheEndOfTheFile() {
        sources.file("long.txt", numbered(300));
        JsonObject result = desk.ask("read_repo_file", "repo", "project", "path", "long.txt", "start_line", 2);
        assertThat(result.getInt("end_line"), is(300));
        assertThat(result, not(hasKey("next_start_line")));
    }

    @Test
    void pagesFollowedByTheirNextStartLineReassembleTheFileExactly() {
        String text = IntStream.rangeClosed(1, 900).mapToObj(i -> "x".repeat(i % 37) + " é " + i).collect(Collectors.joining("\n"));
        sources.file("long.txt", text);
        List<String> pages = new ArrayList<>();
        int next = 1;
        while (next > 0) {
            JsonObject page = desk.ask("read_repo_file", "repo", "project", "path", "long.txt", "start_line", next, "max_bytes", 1_000);
            assertThat(page.getInt("start_line"), is(next));
            assertThat(page.getString("text").getBytes(StandardCharsets.UTF_8).length, lessThanOrEqualTo(1_000));
            pages.add(page.getString("text"));
            next = page.getInt("next_start_line", 0);
        }
        assertThat(pages.size(), greaterThan(10));
        assertThat(String.join("\n", pages), is(text));
    }

    @Test
    void theTextOfAPageSaysWhereToGoOn() {
        sources.file("long.txt", numbered(300));
        assertThat(desk.read("read_repo_file", "repo", "project", "path", "long.txt").lines().toList().getLast(),
                is("next: start_line=201"));
    }

    @Test
    void aLineTooLongIsClippedAndSaysSo() {
        sources.file("wide.txt", "short\n" + "w".repeat(50_000) + "\nshort\n");
        JsonObject result = desk.ask("read_repo_file", "repo", "project", "path", "wide.txt");
        assertThat(result.getJsonArray("clipped_lines"), is((JsonValue) JsonCodec.array().add(2).build()));
        assertThat(result.getString("text"), containsString(" …[clipped]\nshort"));
        assertThat(result.getString("text").length(), lessThanOrEqualTo(2_100));
    }

    @Test
    void anEmptyFileIsAnAnswer() {
        assertThat(desk.read("read_repo_file", "repo", "project", "path", "empty.txt"), is("empty.txt · empty · 0 B · UTF-8"));
    }

    @Test
    void aStartBeyondTheEndSaysHowLongTheFileIs() {
        assertThat(desk.read("read_repo_file", "repo", "project", "path", "src/Hello.java", "start_line", 9),
                is("src/Hello.java · no line 9, the file has 3 · 55 B · UTF-8"));
        assertThat(desk.ask("read_repo_file", "repo", "project", "path", "src/Hello.java", "start_line", 9).getInt("end_line"), is(0));
    }

    @Test
    void anEncodingThatIsNotUtf8IsDecodedAndNamed() {
        sources.file("old.txt", "caf\u00e9\n".getBytes(Charset.forName("windows-1252")));
        JsonObject result = desk.ask("read_repo_file", "repo", "project", "path", "old.txt");
        assertThat(result.getString("text"), is("café"));
        assertThat(result.getString("encoding"), is("windows-1252"));
    }

    @Test
    void aDirectoryIsNamedAsOneWithTheToolThatListsIt() {
        assertThat(desk.refusal("read_repo_file", "repo", "project", "path", "src"),
                is("\"src\" is a directory. List it with list_repo_files."));
    }

    @Test
    void aBinaryFileIsNamedAsOneAndNotPoured() {
        sources.file("logo.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13});
        assertThat(desk.refusal("read_repo_file", "repo", "project", "path", "logo.png"), startsWith("\"logo.png\" is not text: "));
    }

    @Test
    void anEndBeforeTheStartIsRefusedWithAnExample() {
        assertThat(desk.refusal("read_repo_file", "repo", "project", "path", "src/Hello.java", "start_line", 3, "end_line", 2),
                is("end_line: 2 is before start_line 3. Give a range such as 1 to 200."));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aLineNumberBelowOneIsRefusedByName(int number) {
        assertThat(desk.refusal("read_repo_file", "repo", "project", "path", "src/Hello.java", "start_line", number),
                containsString("- start_line: "));
    }

    @Test
    void aPathIsNeeded() {
        assertThat(desk.refusal("read_repo_file", "repo", "project"), containsString("path"));
    }

    private static String numbered(int lines) {
        return IntStream.rangeClosed(1, lines).mapToObj(i -> "line " + i + "\n").collect(Collectors.joining());
    }
}
