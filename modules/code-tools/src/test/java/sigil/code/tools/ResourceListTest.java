package sigil.code.tools;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import sigil.mcp.core.JsonCodec;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What a client is shown before it asks for a certain file. */
class ResourceListTest {
    private static final List<String> ERAS = Wire.BOTH_ERAS;

    @TempDir
    private Path root;
    private Sources sources;

    @BeforeEach
    void serve() {
        sources = new Sources(root).file("src/Main.java", "");
    }

    private List<JsonObject> listed(String era) {
        return Wire.to(ToolDesk.serving("project", root), era).list("resources/list", "resources");
    }

    private List<String> paths() {
        return listed(Wire.MODERN).stream().map(resource -> resource.getString("uri").substring("repo://project/".length())).toList();
    }

    @ParameterizedTest
    @FieldSource("ERAS")
    void aRepositoryIsListedWithTheDocumentsToReadFirst(String era) {
        sources.file("README.md", "# Project");
        assertThat(listed(era), is(List.of((JsonValue) JsonCodec.object()
                        .add("uri", "repo://project/")
                        .add("name", "project")
                        .add("title", "project")
                        .add("description", "What there is in project: its branch, size, languages and top level.")
                        .add("mimeType", "text/plain")
                        .build(),
                JsonCodec.object()
                        .add("uri", "repo://project/README.md")
                        .add("name", "project/README.md")
                        .add("title", "project: README.md")
                        .add("description", "What project is and how it is used.")
                        .add("mimeType", "text/markdown")
                        .build())));
    }

    @Test
    void documentsComeInTheOrderInWhichTheyAreRead() {
        for (String name : List.of("docs/z.md", "docs/install.MD", "LICENSE", "LICENSE-MIT", "CHANGELOG.md", "CLAUDE.md", "AGENTS.md", "CONTRIBUTING.rst",
                "ARCHITECTURE.md", "readme.txt", "README.de.md")) {
            sources.file(name, "text");
        }
        assertThat(paths(), is(List.of("", "README.de.md", "readme.txt", "ARCHITECTURE.md", "CONTRIBUTING.rst", "AGENTS.md", "CLAUDE.md",
                "CHANGELOG.md", "LICENSE", "LICENSE-MIT", "docs/install.MD", "docs/z.md")));
    }

    @Test
    void whatOnlyLooksLikeADocumentIsNotListed() {
        for (String name : List.of("readme_generator.py", "README.png", "READMEs/x.md", "license.json", "READMEFIRST", "docs/deep/er.md", "docs/a.png",
                "documentation/a.md", "src/README.md", "notes.md")) {
            sources.file(name, "text");
        }
        assertThat(paths(), is(List.of("")));
    }

    @Test
    void aDirectoryOfTheNameOfADocumentIsNone() {
        sources.file("README/x.md", "").file("docs/a.md/b.md", "");
        assertThat(paths(), is(List.of("")));
    }

    @Test
    void whatIsIgnoredIsNotListed() {
        sources.file(".gitignore", "CHANGELOG.md\n/docs/draft.md\n").file("CHANGELOG.md", "").file("docs/draft.md", "").file("docs/done.md", "");
        assertThat(paths(), is(List.of("", "docs/done.md")));
    }

    @Test
    void oneRepositoryHasNoMoreThanFiftyAndTheFirstOfThem() {
        for (int i = 0; i < 100; i++) {
            sources.file("docs/page-%02d.md".formatted(i), "");
        }
        sources.file("README.md", "").file("LICENSE", "");
        List<String> paths = paths();
        assertThat(paths.size(), is(CodeResources.MOST_LISTED));
        assertThat(paths.subList(0, 4), is(List.of("", "README.md", "LICENSE", "docs/page-00.md")));
        assertThat(paths.getLast(), is("docs/page-46.md"));
    }

    @ParameterizedTest
    @FieldSource("ERAS")
    void manyRepositoriesComeInPagesByName(String era) {
        var entries = JsonCodec.object();
        for (int i = 0; i < 120; i++) {
            new Sources(root.resolve("r" + i)).file("README.md", "");
            entries.add("r%03d".formatted(i), ToolDesk.entry(root.resolve("r" + i)).add("description", "Number " + i));
        }
        Wire wire = Wire.to(ToolDesk.of(JsonCodec.object().add("repositories", entries)), era);
        JsonObject first = wire.result("resources/list", JsonCodec.object());
        assertThat(first.getJsonArray("resources").size(), is(100));
        List<JsonObject> all = wire.list("resources/list", "resources");
        List<String> uris = all.stream().map(resource -> resource.getString("uri")).toList();
        assertThat(uris.size(), is(240));
        assertThat(new HashSet<>(uris).size(), is(240));
        assertThat(uris, is(uris.stream().sorted().toList()));
        assertThat(all.get(2).getString("description"), is("Number 1"));
    }

    @Test
    void everyListedResourceCanBeReadAndIsOfTheTypeThatIsSaid() {
        sources.file("README.md", "# x").file("docs/with space & more.md", "text").file("LICENSE", "terms");
        Wire wire = Wire.to(ToolDesk.serving("project", root), Wire.MODERN);
        for (JsonObject resource : wire.list("resources/list", "resources")) {
            JsonObject contents = wire.read(resource.getString("uri"));
            assertThat(contents.getString("uri"), is(resource.getString("uri")));
            assertThat(contents.getString("mimeType"), is(resource.getString("mimeType")));
        }
    }

    @Test
    void aNameThatTurnsTheDirectionOfWritingIsShownHarmlessly() {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "file names outside of ASCII need a UTF-8 locale");
        sources.file("docs/evil\u202etxt.md", "");
        List<String> titles = listed(Wire.MODERN).stream().map(resource -> resource.getString("title")).toList();
        assertThat(titles, is(List.of("project", "project: docs/evil?txt.md")));
    }

    @Test
    void aListDoesNotWalkTheRepository() {
        for (int i = 0; i < 5_000; i++) {
            sources.file("src/" + i % 50 + "/" + i + ".txt", "");
        }
        sources.file("README.md", "");
        ToolDesk desk = ToolDesk.serving("project", root);
        listed(Wire.MODERN);
        long start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            assertThat(Wire.to(desk, Wire.MODERN).list("resources/list", "resources").size(), is(2));
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start), lessThan(Duration.ofSeconds(2)));
    }

    @Test
    void aRepositoryThatHasGoneIsStillNamedAndTheOthersAreComplete() throws Exception {
        sources.file("gone/README.md", "").file("here/README.md", "");
        ToolDesk desk = ToolDesk.of(JsonCodec.object().add("repositories", JsonCodec.object()
                .add("gone", ToolDesk.entry(root.resolve("gone")))
                .add("here", ToolDesk.entry(root.resolve("here")))));
        Files.delete(root.resolve("gone/README.md"));
        Files.delete(root.resolve("gone"));
        Wire wire = Wire.to(desk, Wire.MODERN);
        assertThat(wire.list("resources/list", "resources").stream().map(resource -> resource.getString("uri")).toList(),
                is(List.of("repo://gone/", "repo://here/", "repo://here/README.md")));
        assertThat(wire.error("resources/read", JsonCodec.object().add("uri", "repo://gone/")).getString("message"), is("Resource not found"));
        assertThat(wire.read("repo://here/").getString("text").lines().toList(), hasItem("README.md  0 B"));
    }
}
