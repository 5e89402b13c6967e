package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sigil.mcp.core.JsonCodec;

/**
 * Everything around and inside a repository that nobody may read holds a canary. Whatever a caller with a good token asks for, the canary is
 * in no answer, and a refusal looks like the answer about a file that is not there.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PathAttacksIT {
    private static final String CANARY = "canary-5f1d9e7b";
    private static final String FORBIDDEN = "forbidden fruit " + CANARY + "\n";
    private static final String ABSENT = "no-such-file.txt";

    @TempDir
    private static Path home;
    private static RunningImage server;
    private static String token;
    private static final List<String> ANSWERS = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void serve() throws IOException {
        Path repository = Files.createDirectory(home.resolve("project"));
        plant();
        Image.write(repository.resolve("README.md"), "fruit in plain sight\n");
        Image.write(repository.resolve("src/Main.java"), "class Main {}\n");
        Files.createSymbolicLink(repository.resolve("link-inside.md"), Path.of("README.md"));
        Image image = Image.in(home);
        token = image.createToken("curious");
        server = RunningImage.start(image, "--repo", "project=" + repository, "--set", "log.level=debug");
    }

    private static void plant() throws IOException {
        Path repository = home.resolve("project");
        Path sibling = home.resolve("project-secret");
        Image.write(home.resolve("outside.txt"), FORBIDDEN);
        Image.write(sibling.resolve("outside.txt"), FORBIDDEN);
        for (String file : List.of(".git/config", ".git/HEAD", "nested/.git/config", ".env", "src/.env.production", "id_rsa", "keys/server.pem",
                "ignored/notes.txt", "debug.log", ".ssh/config", "credentials.json")) {
            Image.write(repository.resolve(file), FORBIDDEN);
        }
        Image.write(repository.resolve(".gitignore"), "ignored/\n*.log\n");
        Files.createSymbolicLink(repository.resolve("link-out.txt"), home.resolve("outside.txt"));
        Files.createSymbolicLink(repository.resolve("link-relative.txt"), Path.of("../project-secret/outside.txt"));
        Files.createSymbolicLink(repository.resolve("link-directory"), sibling);
        Files.createSymbolicLink(repository.resolve("link-git"), Path.of(".git"));
        Files.createSymbolicLink(repository.resolve("link-env.txt"), Path.of(".env"));
        Files.createSymbolicLink(repository.resolve("link-etc"), Path.of("/etc"));
        Files.createSymbolicLink(repository.resolve("link-loop"), Path.of("link-loop"));
        Files.createSymbolicLink(repository.resolve("link-device"), Path.of("/dev/zero"));
        Files.createLink(repository.resolve("hard-out.txt"), home.resolve("outside.txt"));
        Files.createLink(repository.resolve("src/hard-env.txt"), repository.resolve(".env"));
        Image.system(repository, "mkfifo", "pipe.txt");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        // before the directory is deleted, which warns of links that lead out of it
        try (DirectoryStream<Path> links = Files.newDirectoryStream(home.resolve("project"), "link-*")) {
            for (Path link : links) {
                Files.delete(link);
            }
        }
    }

    static List<String> attacks() {
        return List.of(
                // up and out
                "../outside.txt", "../project-secret/outside.txt", "src/../../outside.txt", "./../outside.txt", "src/./../../project-secret/outside.txt",
                "../../etc/passwd", "../../../../../../../../etc/passwd", "a/../../x", "..", "../", "../project/README.md", "src/../README.md",
                // decoded by nobody
                "..%2f..%2fetc%2fpasswd", "%2e%2e/outside.txt", "..%252foutside.txt", "..%c0%af..%c0%afetc/passwd", "..;/outside.txt",
                "\uff0e\uff0e/outside.txt", "..\u2215outside.txt",
                // of another system
                "..\\outside.txt", "src\\..\\..\\outside.txt", "C:\\outside.txt", "\\\\localhost\\share",
                // absolute
                "/etc/passwd", "//etc/passwd", "/proc/self/environ", "/dev/zero", "file:///etc/passwd", "~/outside.txt", "$HOME/outside.txt",
                // the insides of git
                ".git/config", ".GIT/config", ".Git/HEAD", ".git", "./.git/config", ".git//config", "nested/.git/config", "link-git/config",
                // secrets and what is ignored
                ".env", ".ENV", "./.env", ".env/", "src/.env.production", "id_rsa", "keys/server.pem", "ignored/notes.txt", "ignored", "debug.log",
                ".ssh/config", "credentials.json", "link-env.txt",
                // links and what is no file
                "link-out.txt", "link-relative.txt", "link-directory/outside.txt", "link-directory", "link-etc/passwd", "link-loop", "link-device",
                "pipe.txt", "README.md/../.env", "README.md/x", "hard-out.txt", "src/hard-env.txt",
                // characters that end or break something elsewhere
                ".env\u0000.md", "README.md\u0000", ".env\n", "\r\nX-Injected: 1", "\u001b[31m.env", ".env\ud800");
    }

    @ParameterizedTest
    @MethodSource("attacks")
    @Order(1)
    void aRefusedFileLooksLikeAMissingOne(String path) {
        assertThat(call("read_repo_file", "path", path), is(about(path, call("read_repo_file", "path", ABSENT))));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    @Order(1)
    void aRefusedDirectoryLooksLikeAMissingOne(String path) {
        assertThat(call("list_repo_files", "subdir", path), is(about(path, call("list_repo_files", "subdir", ABSENT))));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    @Order(1)
    void aSearchBoundToARefusedPathFindsNothing(String path) {
        JsonObject result = ask("search_code", JsonCodec.object().add("query", "fruit").add("path", path)).getJsonObject("result");
        // a path that is no glob is said to be none
        assertThat(result.toString(), result.getBoolean("isError") ? 0 : result.getJsonObject("structuredContent").getInt("shown"), is(0));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    @Order(1)
    void aRefusedResourceLooksLikeAMissingOne(String path) {
        JsonObject absent = read("repo://project/" + ABSENT);
        JsonObject error = absent.getJsonObject("error");
        for (String uri : List.of("repo://project/" + path, "repo://project/" + encoded(path), "repo://project/" + path + "/")) {
            // half a surrogate pair does not reach the server
            JsonObject data = JsonCodec.object().add("uri", uri.replace('\ud800', '?')).build();
            assertThat(read(uri), is(JsonCodec.object(absent).add("error", JsonCodec.object(error).add("data", data)).build()));
        }
    }

    @ParameterizedTest
    @MethodSource("attacks")
    @Order(1)
    void nothingRefusedIsProposed(String path) {
        for (String typed : List.of(path, path.substring(0, path.length() / 2), path + "/")) {
            JsonObject result = post(Rpc.request("completion/complete", JsonCodec.object()
                    .add("ref", JsonCodec.object().add("type", "ref/resource").add("uri", "repo://{repository}/{+path}"))
                    .add("argument", JsonCodec.object().add("name", "path").add("value", typed))
                    .add("context", JsonCodec.object().add("arguments", JsonCodec.object().add("repository", "project")))
                    .build())).getJsonObject("result");
            List<String> proposed = new ArrayList<>(result.getJsonObject("completion").getJsonArray("values")
                    .getValuesAs(JsonString::getString));
            // a directory of which nothing is served says nothing
            proposed.removeAll(List.of("README.md", "src/", "src/Main.java", ".gitignore", "link-inside.md", "keys/", "nested/"));
            assertThat(typed, proposed, is(empty()));
        }
    }

    @Test
    @Order(1)
    void noResourceIsListedThatIsNotServed() {
        JsonObject result = post(Rpc.request("resources/list", JsonValue.EMPTY_JSON_OBJECT)).getJsonObject("result");
        assertThat(result.getJsonArray("resources").getValuesAs(JsonObject.class).stream().map(resource -> resource.getString("uri")).toList(),
                is(List.of("repo://project/", "repo://project/README.md")));
        assertThat(read("repo://project/README.md").getJsonObject("result").getJsonArray("contents").getJsonObject(0).getString("text"),
                is("fruit in plain sight\n"));
    }

    @Test
    @Order(1)
    void aListingNamesNothingThatIsNotServed() {
        JsonObject everything = ask("list_repo_files", JsonCodec.object()
                .add("repo", "project").add("include_hidden", true).add("max_depth", 20).add("max_entries", 2_000)).getJsonObject("result");
        List<String> paths = everything.getJsonObject("structuredContent").getJsonArray("entries").getValuesAs(JsonObject.class).stream()
                .map(entry -> entry.getString("path"))
                .filter(path -> !List.of("README.md", "src", "src/Main.java", ".gitignore", "link-inside.md").contains(path))
                // a directory of which nothing is served says nothing
                .filter(path -> !List.of("keys", "nested").contains(path))
                .toList();
        assertThat(paths, is(empty()));
    }

    @Test
    @Order(1)
    void aSearchOfEverythingFindsOnlyWhatIsServed() {
        for (String query : List.of("fruit", "forbidden|fruit", "roo[t]:x:0:0|fruit")) {
            JsonObject result = ask("search_code", JsonCodec.object().add("query", query).add("regex", true)).getJsonObject("result");
            JsonObject found = result.getJsonObject("structuredContent");
            assertThat(result.toString(), found.getInt("shown"), is(1));
            assertThat(found.getJsonArray("files").getJsonObject(0).getString("path"), is("README.md"));
        }
    }

    @Test
    @Order(1)
    void whatIsServedIsRead() {
        for (String path : List.of("README.md", "./README.md", "link-inside.md")) {
            JsonObject result = call("read_repo_file", "path", path).getJsonObject("result");
            assertThat(result.toString(), result.getJsonObject("structuredContent").getString("text"), is("fruit in plain sight"));
        }
    }

    @Test
    @Order(1)
    void noPathServesAsTheNameOfARepository() {
        JsonObject unknown = ask("read_repo_file", JsonCodec.object().add("repo", "nothing").add("path", "outside.txt"));
        for (String repo : List.of("../project-secret", "project-secret", "..", ".", "/etc", "project/../project-secret", "project/")) {
            JsonObject answer = ask("read_repo_file", JsonCodec.object().add("repo", repo).add("path", "outside.txt"));
            assertThat(answer, is(Rpc.parse(written(unknown).replace("\\\"nothing\\\"", "\\\"" + repo + "\\\""))));
        }
    }

    @Test
    @Order(1)
    void noAddressLeadsToAFile() {
        for (String target : List.of("/r/project/.env", "/r/project/.git/config", "/r/project/%2eenv", "/r/project/link-out.txt",
                "/r/project/..%2f..%2foutside.txt", "/r/project/%2e%2e/outside.txt", "/r/project/../../etc/passwd", "/r/..%2foutside.txt", "/../../etc/passwd", "/..%2f..%2fetc%2fpasswd",
                "/%2e%2e/%2e%2e/etc/passwd", "/etc/passwd", "//etc/passwd", "/.git/config", "/.env", "/mcp/../.env", "/healthz/..%2f.env")) {
            RawHttp.Response response = RawHttp.once(server.port(), "GET", target, List.of("Authorization: Bearer " + token), "");
            ANSWERS.add(response.toString());
            assertThat(target, List.of(400, 404).contains(response.status()), is(true));
        }
    }

    @Test
    @Order(2)
    void neitherTheCanaryNorAPasswordFileNorAPathOfTheMachineIsInAnyAnswer() {
        assertThat(ANSWERS.isEmpty(), is(false));
        for (String secret : List.of(CANARY, "root:x:0:0", home.toString())) {
            assertThat(secret, ANSWERS.stream().filter(answer -> answer.contains(secret)).toList(), is(empty()));
        }
    }

    @Test
    @Order(3)
    void noSecretIsInAnyLineOfTheLog() {
        String wrongToken = "sigil_" + "W".repeat(43);
        for (String header : List.of("Authorization: Bearer " + wrongToken, "Authorization: Basic " + wrongToken, "Cookie: session=" + wrongToken,
                "Authorization: " + wrongToken, "X-Api-Key: " + wrongToken)) {
            RawHttp.once(server.port(), "POST", "/mcp?access_token=" + token + "&code=value-in-the-query", List.of(header), Rpc.PING);
            RawHttp.once(server.port(), "GET", "/?token=value-in-the-query", List.of(header), "");
        }
        try (RawHttp broken = new RawHttp(server.port())) {
            broken.exchange("GET /mcp?token=value-in-the-query HTTP/9.9\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n\r\n");
        }
        server.stop(Duration.ofSeconds(20));
        List<String> log = server.log();
        String whole = String.join("\n", log);
        assertThat(whole, containsString("\"caller\":\"curious\""));
        assertThat(whole, containsString("\"refused\":\"token\""));
        for (String secret : List.of(CANARY, token, token.substring(6), wrongToken, "value-in-the-query", "Authorization", "plain sight", "forbidden",
                "root:x:0:0", "passwd", "\u001b")) {
            List<String> lines = new ArrayList<>(log);
            lines.removeIf(line -> !line.contains(secret) || secret.equals("passwd") && line.contains("\"path\":\"/"));
            assertThat(secret, lines, is(empty()));
        }
    }

    /** A call that fails, with the answer about the path {@value #ABSENT} turned into one about another. */
    private static JsonObject about(String path, JsonObject absent) {
        String text = absent.getJsonObject("result").getJsonArray("content").getJsonObject(0).getString("text");
        assertThat(text, containsString("'" + ABSENT + "'"));
        JsonObject content = JsonCodec.object().add("type", "text").add("text", text.replace(ABSENT, shown(path))).build();
        JsonObject result = JsonCodec.object(absent.getJsonObject("result")).add("content", JsonCodec.array().add(content)).build();
        return JsonCodec.object(absent).add("result", result).build();
    }

    /** A path as it is echoed: on one line, and without what a terminal would obey. */
    private static String shown(String path) {
        return path.replaceAll("[\\p{Cc}\\p{Cs}]", "?");
    }

    private static JsonObject call(String tool, String key, String path) {
        return ask(tool, JsonCodec.object().add("repo", "project").add(key, path));
    }

    private static JsonObject ask(String tool, JsonObjectBuilder arguments) {
        return post(Rpc.call(tool, arguments.build()));
    }

    private static JsonObject read(String uri) {
        return post(Rpc.request("resources/read", JsonCodec.object().add("uri", uri).build()));
    }

    /** Every byte percent-encoded but slashes. */
    private static String encoded(String path) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            encoded.append(b == '/' ? "/" : "%" + HexFormat.of().toHexDigits(b));
        }
        return encoded.toString();
    }

    private static JsonObject post(String message) {
        RawHttp.Response response = RawHttp.once(server.port(), "POST", "/mcp", List.of("Authorization: Bearer " + token,
                "Accept: application/json", "MCP-Protocol-Version: 2025-11-25"), message);
        assertThat(response.toString(), response.status(), is(200));
        ANSWERS.add(response.toString());
        return Rpc.parse(response.body()).asJsonObject();
    }

    private static String written(JsonObject object) {
        return new String(JsonCodec.bytes(object), StandardCharsets.UTF_8);
    }
}
