package sigil.code.tools;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import sigil.mcp.core.JsonCodec;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

/** What is proposed while somebody types the name of a repository or a path. */
class CompletionTest {
    private static final List<String> ERAS = Wire.BOTH_ERAS;

    @TempDir
    private Path directory;
    private ToolDesk desk;
    private Wire wire;

    @BeforeEach
    void serve() {
        new Sources(directory.resolve("app"))
                .file("README.md", "").file("pom.xml", "").file("src/main/App.java", "").file("src/test/AppTest.java", "")
                .file("scripts/run.sh", "").file(".github/ci.yml", "").file(".gitignore", "ignored/\n*.log\n").file("ignored/x.txt", "")
                .file("debug.log", "").file(".env", "").file("secrets.yml", "").file("a b#c%20?.txt", "")
                .link("sources", Path.of("src")).link("read.md", Path.of("README.md")).link("outside", directory);
        new Sources(directory.resolve("Api")).file("openapi.yml", "");
        new Sources(directory.resolve("notes")).file("todo.txt", "");
        desk = ToolDesk.of(JsonCodec.object().add("repositories", JsonCodec.object()
                .add("app", ToolDesk.entry(directory.resolve("app")))
                .add("Api", ToolDesk.entry(directory.resolve("Api")))
                .add("notes", ToolDesk.entry(directory.resolve("notes")))));
        wire = Wire.to(desk, Wire.MODERN);
    }

    @ParameterizedTest
    @FieldSource("ERAS")
    void aRepositoryIsProposedByTheBeginningOfItsNameInAnyCase(String era) {
        Wire client = Wire.to(desk, era);
        assertThat(client.proposals("repository", ""), is(List.of("Api", "app", "notes")));
        assertThat(client.proposals("repository", "a"), is(List.of("Api", "app")));
        assertThat(client.proposals("repository", "AP"), is(List.of("Api", "app")));
        assertThat(client.proposals("repository", "notes"), is(List.of("notes")));
        assertThat(client.proposals("repository", "pp"), is(List.of()));
    }

    @ParameterizedTest
    @FieldSource("ERAS")
    void aPathIsProposedWithDirectoriesFirst(String era) {
        Wire client = Wire.to(desk, era);
        assertThat(client.proposals("path", "", "repository", "app"),
                is(List.of("scripts/", "sources/", "src/", "README.md", "a b#c%20?.txt", "pom.xml", "read.md")));
        assertThat(client.proposals("path", "s", "repository", "app"), is(List.of("scripts/", "sources/", "src/")));
        assertThat(client.proposals("path", "src", "repository", "app"), is(List.of("src/")));
        assertThat(client.proposals("path", "src/", "repository", "app"), is(List.of("src/main/", "src/test/")));
        assertThat(client.proposals("path", "src/main/a", "repository", "app"), is(List.of("src/main/App.java")));
        assertThat(client.proposals("path", "READ", "repository", "app"), is(List.of("README.md", "read.md")));
        assertThat(client.proposals("path", "todo", "repository", "app"), is(List.of()));
    }

    @Test
    void aNameWithADotInFrontIsProposedToWhoTypesTheDot() {
        assertThat(wire.proposals("path", ".", "repository", "app"), is(List.of(".github/", ".gitignore")));
        assertThat(wire.proposals("path", ".github/", "repository", "app"), is(List.of(".github/ci.yml")));
    }

    @Test
    void aLinkIsProposedAsWhatItLeadsToAndPathsBeginAsTheyWereTyped() {
        assertThat(wire.proposals("path", "sources/m", "repository", "app"), is(List.of("sources/main/")));
        assertThat(wire.proposals("path", "outside/", "repository", "app"), is(List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"./s", "/s", "src//m", "src/./m", "src/../s", "../app/s", "README.md/", "missing/", "src/main/App.java/"})
    void aPathThatIsWrittenInAnotherWayHasNoProposals(String typed) {
        assertThat(wire.proposals("path", typed, "repository", "app"), is(List.of()));
    }

    @Test
    void aProposalIsThePathItselfAndMakesAUriThatIsRead() {
        for (String path : List.of("README.md", "src/main/App.java", "read.md")) {
            assertThat(wire.proposals("path", path, "repository", "app"), is(List.of(path)));
            assertThat(wire.read(RepositoryUri.ofFile("app", path).toString()).getString("text"), is(""));
        }
    }

    @Test
    void withoutARepositoryThereAreNoPathsUnlessThereIsButOne() {
        assertThat(wire.proposals("path", ""), is(List.of()));
        assertThat(wire.proposals("path", "", "repository", "nothing"), is(List.of()));
        Wire one = Wire.to(ToolDesk.serving("notes", directory.resolve("notes")), Wire.MODERN);
        assertThat(one.proposals("path", ""), is(List.of("todo.txt")));
        assertThat(one.proposals("path", "", "repository", "nothing"), is(List.of()));
    }

    @Test
    void anotherVariableHasNoProposals() {
        assertThat(wire.proposals("colour", ""), is(List.of()));
    }

    @ParameterizedTest
    @CsvSource({"explain_repository,repository", "onboarding_guide,repository", "explain_code,repository", "review_file,repository",
        "find_where,repository", "explain_code,path", "review_file,path"})
    void promptsProposeTheSame(String prompt, String argument) {
        JsonObjectBuilder ref = JsonCodec.object().add("type", "ref/prompt").add("name", prompt);
        JsonObject completion = wire.complete(ref, argument, argument.equals("path") ? "src/m" : "ap", "repository", "app");
        assertThat(Wire.values(completion), is(argument.equals("path") ? List.of("src/main/") : List.of("Api", "app")));
    }

    @ParameterizedTest
    @CsvSource({"explain_code,lines", "review_file,focus", "find_where,question"})
    void whatAPersonSaysInOwnWordsHasNoProposals(String prompt, String argument) {
        JsonObjectBuilder ref = JsonCodec.object().add("type", "ref/prompt").add("name", prompt);
        assertThat(Wire.values(wire.complete(ref, argument, "", "repository", "app")), is(List.of()));
    }

    @ParameterizedTest
    @FieldSource("ERAS")
    void moreThanAHundredAreCutAndCounted(String era) {
        Sources many = new Sources(directory.resolve("notes"));
        IntStream.range(0, 250).forEach(i -> many.file("n%03d".formatted(i), ""));
        JsonObject completion = Wire.to(desk, era).complete(JsonCodec.object().add("type", "ref/resource").add("uri", "repo://{repository}/{+path}"),
                "path", "n", "repository", "notes");
        assertThat(Wire.values(completion), is(IntStream.range(0, 100).mapToObj("n%03d"::formatted).toList()));
        assertThat(completion.getInt("total"), is(250));
        assertThat(completion.getBoolean("hasMore"), is(true));
        assertThat(Wire.to(desk, era).complete(JsonCodec.object().add("type", "ref/resource").add("uri", "repo://{repository}/{+path}"),
                "path", "n00", "repository", "notes").getBoolean("hasMore"), is(false));
    }

    /** Beside 20,000 files in the directory of what is typed there are as many beneath it, which cost nothing. */
    @Test
    void aBigDirectoryIsQuickAndWhatLiesBeneathItIsNotLookedAt() {
        Sources big = new Sources(directory.resolve("notes"));
        IntStream.range(0, 20_000).forEach(i -> big.file("wide/f" + i + ".txt", ""));
        IntStream.range(0, 20_000).forEach(i -> big.file("wide/deep" + i % 20 + "/f" + i + ".txt", ""));
        assertThat(wire.proposals("path", "wide/deep19", "repository", "notes"), is(List.of("wide/deep19/")));
        long start = System.nanoTime();
        assertThat(wire.proposals("path", "wide/f1999", "repository", "notes").size(), is(11));
        Duration narrow = Duration.ofNanos(System.nanoTime() - start);
        start = System.nanoTime();
        assertThat(wire.proposals("path", "wide/", "repository", "notes").size(), is(100));
        Duration wide = Duration.ofNanos(System.nanoTime() - start);
        assertThat(narrow, lessThan(Duration.ofSeconds(5)));
        assertThat(wide, lessThan(Duration.ofSeconds(10)));
    }
}
