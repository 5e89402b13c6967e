package sigil.code.tools;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Names of files and words of callers are text of strangers: inside a sentence they stay on their line and command no terminal. */
class HarmlessTextTest {
    /** Turns the direction of writing round, so that a reader sees another name than there is. */
    private static final String TURNED = "evil\u202etxt.exe";
    private static final String SHOWN = "evil?txt.exe";

    @TempDir
    private Path root;
    private ToolDesk desk;

    @BeforeEach
    void serve() {
        new Sources(root).file("plain.txt", "text\n").file("bell\u0007\u001b[31m\n.txt", "needle\n");
        desk = ToolDesk.serving("project", root);
    }

    @Test
    void aFileWithControlCharactersInItsNameIsNotServedAtAll() {
        assertThat(desk.read("list_repo_files", "repo", "project", "include_hidden", true), is("project · . · 1 entry\nplain.txt  5 B"));
        assertThat(desk.ask("search_code", "query", "needle").getInt("shown"), is(0));
        assertThat(desk.refusal("read_repo_file", "repo", "project", "path", "bell\u0007\u001b[31m\n.txt"),
                containsString("'bell??[31m?.txt'"));
        assertThat(desk.refusal("list_repo_files", "repo", "project", "subdir", "bell\u0007\u001b[31m\n.txt"),
                containsString("'bell??[31m?.txt'"));
    }

    @Test
    void anAnswerShowsATurnedNameHarmlesslyAndKeepsItForPrograms() {
        serveTurnedName();
        assertThat(desk.read("list_repo_files", "repo", "project", "glob", "evil*"), is("project · . · 1 entry\n" + SHOWN + "  7 B"));
        assertThat(desk.ask("list_repo_files", "repo", "project", "glob", "evil*").getJsonArray("entries").getJsonObject(0)
                .getString("path"), is(TURNED));
        assertThat(desk.read("read_repo_file", "repo", "project", "path", TURNED), startsWith(SHOWN + " · lines 1-1 of 1"));
        assertThat(desk.read("search_code", "query", "needle"), containsString("\nproject: " + SHOWN + "\n1: needle"));
    }

    private void serveTurnedName() {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "file names outside of ASCII need a UTF-8 locale");
        new Sources(root).file(TURNED, "needle\n");
    }

    @Test
    void aQueryIsRepeatedHarmlessly() {
        assertThat(desk.read("search_code", "query", "a\u001b[2Jb"), startsWith("0 matches in 0 files for \"a?[2Jb\""));
    }

    @Test
    void anEvilNameOfARepositoryOrOfNothingIsRepeatedHarmlessly() {
        assertThat(desk.refusal("list_repo_files", "repo", "x\ny\u202e"), startsWith("There is no repository \"x?y?\"."));
        assertThat(desk.refusal("read_repo_file", "repo", "project", "path", "x\ny\u202e"), containsString("'x?y?'"));
    }

    @Test
    void aTextThatIsVeryLongIsNotRepeatedWhole() {
        assertThat(Shown.inline("x".repeat(5_000)).length(), is(200));
    }

    @ParameterizedTest
    @CsvSource({"0,0 B", "1023,1023 B", "1024,1 KB", "1048575,1023 KB", "1048576,1 MB", "5000000000,4768 MB"})
    void aSizeIsToldForPeople(long bytes, String shown) {
        assertThat(Shown.size(bytes), is(shown));
    }

    @ParameterizedTest
    @CsvSource({"0,match,0 matches", "1,match,1 match", "1,file,1 file", "2,file,2 files"})
    void aNumberAgreesWithItsNoun(long number, String noun, String shown) {
        assertThat(Shown.count(number, noun), is(shown));
    }
}
