package sigil.code.tools;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.Resource;
import sigil.mcp.core.ResourceSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/** The one spelling by which a change of a file is told, whatever the spelling by which its clients know it. */
class CanonicalUriTest {
    @TempDir
    private Path root;
    private ResourceSource source;
    private Wire wire;

    @BeforeEach
    void serve() {
        new Sources(root).file("a.txt", "a").file("b/größe+1.md", "b").file("[id].ts", "i").file("README.md", "r");
        ToolDesk desk = ToolDesk.of(JsonCodec.object().add("repositories", JsonCodec.object()
                .add("Project", ToolDesk.entry(root)).add("twin", ToolDesk.entry(root)).add("Twin", ToolDesk.entry(root))));
        source = desk.contribution().resources().orElseThrow();
        wire = Wire.to(desk, Wire.MODERN);
    }

    // behaviour: changes.spelling
    @ParameterizedTest
    @CsvSource({
        "repo://Project/a.txt,                     repo://Project/a.txt",
        "REPO://Project/a.txt,                     repo://Project/a.txt",
        "repo://Project/%61%2Etxt,                 repo://Project/a.txt",
        "repo://project/a.txt,                     repo://Project/a.txt",
        "repo://%50roject/a.txt,                   repo://Project/a.txt",
        "repo://Project/b/gr%c3%b6%C3%9fe+1.md,    repo://Project/b/gr%C3%B6%C3%9Fe+1.md",
        "repo://Project/b/größe%2B1.md,            repo://Project/b/gr%C3%B6%C3%9Fe+1.md",
        "repo://Project/[id].ts,                   repo://Project/%5Bid%5D.ts",
        "repo://Project,                           repo://Project/",
        "repo://Project/b/,                        repo://Project/b/"})
    void everySpellingThatReadsAFileIsTheOneThatItsContentsBear(String spelling, String canonical) {
        assertThat(source.canonical(spelling), is(canonical));
        assertThat(source.canonical(canonical), is(canonical));
        assertThat(wire.read(spelling).getString("uri"), is(canonical));
    }

    @ParameterizedTest
    @CsvSource({
        "repo://Project/a.txt, repo://Project/A.txt",
        "repo://Project/b,     repo://Project/b/",
        "repo://Project/%2561, repo://Project/%61",
        "repo://twin/a.txt,    repo://Twin/a.txt",
        "repo://Project/a.txt, repo://Project/b/../a.txt",
        "repo://Project/b/x,   repo://Project%2Fb/x",
        "repo://Project/b/x,   repo://Project/b%2Fx"})
    void whatMayBeSomethingElseStaysSomethingElse(String one, String other) {
        assertThat(source.canonical(one), is(not(source.canonical(other))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"repo://nobody/%61", "repo://TWIN/%61", "repo://Project/%zz", "repo://Project/../a.txt", "repo://Project//a.txt",
        "repo://Project/\ud800", "repo://", "repo:///"})
    void whatNamesNoFileHereIsLeftAsItIs(String uri) {
        assertThat(source.canonical(uri), is(uri));
    }

    @Test
    void whatIsListedIsSpelledInThatWay() {
        for (Resource resource : source.list()) {
            assertThat(source.canonical(resource.uri()), is(resource.uri()));
        }
    }
}
