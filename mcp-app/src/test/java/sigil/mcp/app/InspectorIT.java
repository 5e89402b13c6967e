package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The command line of the MCP Inspector ({@code --cli}), which connects anew for each request, in both eras. It has no way to complete an
 * argument, asks for no progress and shows none; an interrupt ends it, which cancels where to disconnect is to cancel.
 */
class InspectorIT {
    private static final String CALLER = "inspector";
    private static final String SLOW = "{\"query\": \"[0-9]+ [a-z]+ [0-9]+\", \"regex\": true, \"repo\": \"large\"";
    private static final Map<String, String> REVISIONS = Map.of("legacy", "2025-11-25", "modern", "2026-07-28", "auto", "2026-07-28");

    @TempDir
    private static Path home;
    private static Optional<RunningImage> server = Optional.empty();
    private static final Map<String, CompletableFuture<RunningClient.Ended>> RUNS = new HashMap<>();
    private static Image image;
    private static NodeClients clients;

    /** Starts everything at once, as many at a time as there are processors: starting takes a second of computing each. */
    @BeforeAll
    static void serve() {
        clients = NodeClients.install(home);
        image = Image.in(home);
        server = Optional.of(RunningImage.start(image, SampleRepositories.write(home)));
        String token = image.createToken(CALLER);
        try (ExecutorService places = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (String era : List.of("legacy", "modern")) {
                start(places, token, era, "initialize");
                start(places, token, era, "tools/list");
                start(places, token, era, "tools/call", "--tool-name", "read_repo_file", "--tool-arg", "repo=sample", "path=src/Grüße.txt");
                start(places, token, era, "resources/list");
                start(places, token, era, "resources/templates/list");
                start(places, token, era, "resources/read", "--uri", "repo://sample/src/Grüße.txt");
                start(places, token, era, "prompts/list");
                start(places, token, era, "prompts/get", "--prompt-name", "explain_repository", "--prompt-args", "repository=sample");
            }
            start(places, token, "legacy", "logging/setLevel", "--log-level", "warning");
            start(places, token, "auto", "initialize");
        }
    }

    private static void start(ExecutorService places, String token, String era, String method, String... arguments) {
        RUNS.put(era + " " + method, CompletableFuture.supplyAsync(() -> run(token, era, method, arguments), places));
    }

    private static RunningClient.Ended run(String token, String era, String method, String... arguments) {
        try (RunningClient running = running(token, era, method, arguments)) {
            return running.end();
        }
    }

    private static RunningClient running(String token, String era, String method, String... arguments) {
        return clients.inspector(Stream.concat(
                Stream.of("--server-url", server.orElseThrow().uri("/mcp").toString(), "--transport", "http", "--stored-auth-only",
                        "--header", "Authorization: Bearer " + token, "--protocol-era", era, "--method", method),
                Stream.of(arguments)).toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        server.ifPresent(RunningImage::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "modern", "auto"})
    void agreesOnARevisionAndLearnsWhoAnswers(String era) {
        JsonObject result = result(era, "initialize");
        assertThat(result.getString("protocolVersion"), is(REVISIONS.get(era)));
        assertThat(result.getJsonObject("serverInfo").getString("name"), is("sigil-mcp"));
        assertThat(result.getString("instructions"), containsString("list_repos"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "modern"})
    void listsTheTools(String era) {
        assertThat(strings(era, "tools/list", "tools", "name"),
                contains("list_repos", "list_repo_files", "read_repo_file", "search_code", "semantic_search", "goto_definition", "find_references", "list_symbols",
                        "get_index_stats", "index_repository", "search", "fetch", "ping"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "modern"})
    void callsATool(String era) {
        assertThat(result(era, "tools/call").getJsonObject("structuredContent").getString("text"), is("Grüße"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "modern"})
    void listsResourcesAndHowOthersAreNamed(String era) {
        assertThat(strings(era, "resources/list", "resources", "uri"),
                containsInAnyOrder("repo://large/", "repo://sample/", "repo://sample/README.md"));
        assertThat(strings(era, "resources/templates/list", "resourceTemplates", "uriTemplate"), contains("repo://{repository}/{+path}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "modern"})
    void readsAResourceWhoseNameIsNotAscii(String era) {
        assertThat(strings(era, "resources/read", "contents", "text"), contains("Grüße\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "modern"})
    void listsThePrompts(String era) {
        assertThat(strings(era, "prompts/list", "prompts", "name"), hasItem("explain_repository"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "modern"})
    void getsAPrompt(String era) {
        List<JsonObject> messages = result(era, "prompts/get").getJsonArray("messages").getValuesAs(JsonObject.class);
        assertThat(messages.getLast().getJsonObject("content").getString("text"), containsString("Explain the repository sample "));
    }

    @Test
    void choosesWhatIsLogged() {
        assertThat(result("legacy", "logging/setLevel"), is(anEmptyMap()));
    }

    @Test
    void isTurnedAwayWithAWrongToken() {
        RunningClient.Ended ended = run("wrong", "legacy", "tools/list");
        assertThat(ended.err(), ended.exitCode(), is(3));
        assertThat(ended.err(), containsString("\"auth_required\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "modern"})
    void takesNoHarmFromProgressThatItIsSent(String era) {
        String caller = "progress-" + era;
        String token = image.createToken(caller);
        assertThat(filesSearched(token, era), is(SampleRepositories.PART_FILES));
        assertThat(filesSearched(token, era, "--tool-metadata", "progressToken=progress"), is(SampleRepositories.PART_FILES));
        List<Integer> bytes = new AccessLines(server.orElseThrow()::log).await(caller, "tool", "search_code", 2).stream()
                .map(line -> line.getInt("bytes"))
                .toList();
        assertThat(bytes, hasSize(2));
        assertThat("with progress the answer is longer", bytes.getLast(), is(greaterThan(bytes.getFirst())));
    }

    private static int filesSearched(String token, String era, String... arguments) {
        RunningClient.Ended ended = run(token, era, "tools/call", Stream.concat(
                Stream.of("--tool-name", "search_code", "--tool-args-json", SLOW + ", \"path\": \"part/**\"}"),
                Stream.of(arguments)).toArray(String[]::new));
        assertThat(ended.err(), ended.exitCode(), is(0));
        return Rpc.parse(ended.out()).asJsonObject().getJsonObject("result").getJsonObject("structuredContent").getInt("files_searched");
    }

    /** In the revisions with sessions the call goes on: its client may come back for the result. */
    @Test
    void anInterruptStopsTheCallWhereToDisconnectIsToCancel() throws InterruptedException {
        String caller = "interrupted";
        AccessLines lines = new AccessLines(server.orElseThrow()::log);
        try (RunningClient running = running(image.createToken(caller), "modern", "tools/call", "--tool-name", "search_code",
                "--tool-args-json", SLOW + "}")) {
            // what it asks before it calls, and nothing tells from outside that the call runs: it is given time
            assertThat(lines.await(caller, "rpc", "tools/list", 2), hasSize(2));
            Thread.sleep(Duration.ofSeconds(2));
            running.interrupt();
            running.end();
            assertThat(lines.searchesEnded(caller, 1), is(true));
        }
    }

    private static List<String> strings(String era, String method, String list, String key) {
        return result(era, method).getJsonArray(list).getValuesAs(JsonObject.class).stream().map(entry -> entry.getString(key)).toList();
    }

    private static JsonObject result(String era, String method) {
        RunningClient.Ended ended = RUNS.get(era + " " + method).join();
        assertThat(ended.err() + ended.out(), ended.exitCode(), is(0));
        return Rpc.parse(ended.out()).asJsonObject().getJsonObject("result");
    }
}
