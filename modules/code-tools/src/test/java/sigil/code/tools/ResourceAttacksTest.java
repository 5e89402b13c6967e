package sigil.code.tools;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sigil.mcp.core.JsonCodec;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

/** What is not served is no resource, is proposed to nobody and stands in no prompt; and nothing tells it from what is not there. */
class ResourceAttacksTest {
    /** Served files, and directories even where nothing in them is served. */
    private static final Set<String> PROPOSED = Set.of(".gitignore", "README.md", "link-inside.md", "src/", "src/Main.java", "keys/", "nested/");
    private static final List<String> ERAS = Wire.BOTH_ERAS;

    @TempDir
    private static Path directory;
    private static ToolDesk desk;

    @BeforeAll
    static void serve() {
        Path root = Attacks.plant(directory.toAbsolutePath());
        desk = ToolDesk.of(JsonCodec.object()
                .add("repositories", JsonCodec.object()
                        .add("project", ToolDesk.entry(root).add("exclude", JsonCodec.array().add("/excluded/"))))
                .add("secrets", JsonCodec.object().add("deny", JsonCodec.array().add("*.kdbx"))));
    }

    @AfterAll
    static void removeLinks() throws IOException {
        // before the directory is deleted, which warns of links that lead out of it
        Attacks.removeLinks(directory);
    }

    static Stream<String> uris() {
        return Attacks.uris();
    }

    static List<String> paths() {
        return Attacks.paths();
    }

    @ParameterizedTest
    @MethodSource("uris")
    void aRefusedResourceIsAnsweredLikeOneThatIsNotThere(String uri) {
        assertLikeMissing(uri);
        assertLikeMissing(uri + "/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"repo://", "repo:///", "repo:///README.md", "repo://nothing/README.md", "repo://project-secret/outside.txt",
        "repo://../project/README.md", "repo://./README.md", "repo://project@localhost/README.md", "repo://project:80/README.md",
        "repo://project%2FREADME.md", "repo://project%2f../project/README.md", "repo://project%00/README.md", "repo://project?/README.md",
        "repo://project#/README.md", "repo://%/README.md", "repo:project/README.md", "file:///etc/passwd", "https://localhost/README.md", "README.md", ""})
    void noOtherAuthorityOrSchemeLeadsToAFile(String uri) {
        assertLikeMissing(uri);
    }

    private static void assertLikeMissing(String uri) {
        for (String era : ERAS) {
            String absent = "repo://project/no-such-file.txt";
            JsonObject missing = Wire.to(desk, era).error("resources/read", JsonCodec.object().add("uri", absent));
            assertThat(missing.getInt("code"), is(era.equals(Wire.MODERN) ? -32602 : -32002));
            assertThat(missing.getString("message"), is("Resource not found"));
            assertThat(missing.getJsonObject("data"), is(JsonCodec.object().add("uri", absent).build()));
            assertThat(Wire.to(desk, era).error("resources/read", JsonCodec.object().add("uri", uri)),
                    is(JsonCodec.object(missing).add("data", JsonCodec.object().add("uri", uri)).build()));
        }
    }

    @ParameterizedTest
    @MethodSource("paths")
    void nothingRefusedIsProposed(String typed) {
        for (String era : ERAS) {
            for (String beginning : List.of(typed, typed.substring(0, typed.length() / 2), typed + "/")) {
                assertThat(beginning, Wire.to(desk, era).proposals("path", beginning, "repository", "project"), everyItem(is(in(PROPOSED))));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "../", "/", "project-secret", "project/", "..", "PROJECT"})
    void onlyTheNameOfARepositoryOpensItToProposals(String repository) {
        assertThat(Wire.to(desk, Wire.MODERN).proposals("path", "R", "repository", repository), is(List.of()));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void aPromptAnswersForARefusedFileAsForOneThatIsNotThere(String path) {
        for (String prompt : List.of("explain_code", "review_file")) {
            JsonObject error = Wire.to(desk, Wire.LEGACY).error("prompts/get", JsonCodec.object().add("name", prompt)
                    .add("arguments", ToolDesk.arguments("repository", "project", "path", path)));
            String refusal = "path: " + desk.refusal("read_repo_file", "repo", "project", "path", path);
            assertThat(error.getInt("code"), is(-32602));
            assertThat(error.getString("message"), startsWith(refusal));
            String more = error.getString("message").substring(refusal.length());
            if (!more.isEmpty()) {
                assertThat(more, startsWith(". Nearest: "));
                assertThat(List.of(more.substring(". Nearest: ".length()).split(", ")), everyItem(is(in(PROPOSED))));
            }
        }
    }

    @ParameterizedTest
    @FieldSource("ERAS")
    void whatIsServedIsReadAndNothingElseIsListedInADirectory(String era) {
        Wire wire = Wire.to(desk, era);
        for (String path : Attacks.SERVED) {
            assertThat(wire.read("repo://project/" + path).getString("text"), not(containsString(Attacks.CANARY)));
        }
        assertThat(wire.read("repo://project/").getString("text").lines().skip(1).toList(),
                is(List.of(".gitignore  15 B", "README.md  10 B", "keys/", "link-inside.md  (link)", "nested/", "src/")));
        assertThat(wire.read("repo://project/src/").getString("text").lines().skip(1).toList(), is(List.of("src/Main.java  15 B")));
        assertThat(wire.read("repo://project/keys/").getString("text"), is("project · keys · 0 entries"));
        assertThat(wire.list("resources/list", "resources").stream().map(resource -> resource.getString("uri")).toList(),
                is(List.of("repo://project/", "repo://project/README.md")));
    }

    @Test
    void noAnswerSaysWhereARepositoryLies() {
        Wire wire = Wire.to(desk, Wire.MODERN);
        List<String> answers = new ArrayList<>();
        answers.add(wire.list("resources/list", "resources").toString());
        answers.add(wire.list("resources/templates/list", "resourceTemplates").toString());
        answers.add(wire.list("prompts/list", "prompts").toString());
        for (String uri : List.of("repo://project/", "repo://project/src/", "repo://project/README.md")) {
            answers.add(wire.read(uri).toString());
        }
        uris().forEach(uri -> answers.add(wire.error("resources/read", JsonCodec.object().add("uri", uri)).getString("message")));
        for (JsonObject prompt : wire.list("prompts/list", "prompts")) {
            answers.add(wire.result("prompts/get", JsonCodec.object().add("name", prompt.getString("name")).add("arguments",
                    ToolDesk.arguments("repository", "project", "path", "src/Main.java", "question", "Where?"))).toString());
        }
        answers.add(wire.proposals("path", "", "repository", "project").toString());
        assertThat(answers, everyItem(not(containsString(directory.toString()))));
        assertThat(answers, everyItem(not(containsString(Attacks.CANARY))));
    }
}
