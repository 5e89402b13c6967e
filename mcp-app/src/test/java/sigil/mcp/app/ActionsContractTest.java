package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import sigil.mcp.auth.AuthStore;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.Scope;

/** The same call over MCP and as an action: what is found is the same. The calls are the examples that the document shows. */
class ActionsContractTest {
    private static final int FILES = 3_000;

    @TempDir
    private static Path directory;
    private static Origin origin;
    private static String token;

    @BeforeAll
    static void serve() {
        Loaded loaded = new Loaded(directory);
        loaded.file("app/src/Main.java", "class Main {\n    void run() {\n        run();\n    }\n}\n");
        loaded.file("app/src/MainTest.java", "class MainTest {\n}\n");
        loaded.file("app/long.txt", "\"a line with \\\"quotes\\\" in it\"\n".repeat(20_000));
        loaded.file("app/wide.txt", ("needle " + "x".repeat(150) + "\n").repeat(2_000));
        for (int i = 0; i < FILES; i++) {
            loaded.file("app/many/" + "a-directory-with-a-name-that-is-not-short/file-" + i + ".txt", "");
        }
        try (AuthStore store = AuthStore.open(directory.resolve("state"))) {
            token = store.tokens().create("worker", Scope.WRITE, Optional.empty()).text().reveal();
        }
        origin = Origin.start(loaded.json("{\"server\": {\"port\": 0}, \"repositories\": {\"app\": \"" + directory.resolve("app")
                + "\"}, \"index\": {\"enabled\": false}, \"state\": {\"directory\": \"" + directory.resolve("state") + "\"}}"));
    }

    @AfterAll
    static void stop() {
        origin.close();
    }

    private static RawHttp.Response ask(String method, String path, String body) {
        return RawHttp.once(origin.port(), method, path, List.of("Authorization: Bearer " + token, "Content-Type: application/json",
                "MCP-Protocol-Version: 2025-11-25"), body);
    }

    private static JsonObject overMcp(String tool, JsonValue arguments) {
        return Rpc.parse(ask("POST", "/mcp", Rpc.request("tools/call", JsonCodec.object().add("name", tool).add("arguments", arguments).build())).body())
                .asJsonObject().getJsonObject("result");
    }

    /** The examples of the document by the names of their operations. */
    static List<Map.Entry<String, JsonValue>> examples() {
        return Rpc.parse(ask("GET", "/openapi.json", "").body()).asJsonObject().getJsonObject("paths").values().stream()
                .map(path -> path.asJsonObject().getJsonObject("post"))
                .map(operation -> Map.entry(operation.getString("operationId"),
                        operation.asJsonObject().getValue("/requestBody/content/application~1json/example")))
                .toList();
    }

    @Test
    void aLinkLeadsToTheFileAlsoWhereAnyPortWasTaken() {
        String url = overMcp("fetch", JsonCodec.object().add("id", "app::src/MainTest.java").build()).getJsonObject("structuredContent").getString("url");
        String server = "http://127.0.0.1:" + origin.port();
        assertThat(url, is(server + "/r/app/src/MainTest.java"));
        assertThat(ask("GET", url.substring(server.length()), "").body(), containsString("class MainTest"));
    }

    /** There is no index here, whose state would change from one question to the next. */
    static List<Map.Entry<String, JsonValue>> answered() {
        return examples().stream().filter(example -> !example.getKey().equals("index_repository")).toList();
    }

    @Test
    void everyListedToolIsAnAction() {
        assertThat(examples().stream().map(Map.Entry::getKey).toList(), is(List.of("list_repos", "list_repo_files", "read_repo_file", "search_code",
                "semantic_search", "goto_definition", "find_references", "list_symbols", "get_index_stats", "index_repository", "search", "fetch", "ping")));
    }

    @ParameterizedTest
    @MethodSource("answered")
    void anExampleIsAnsweredAsOverMcp(Map.Entry<String, JsonValue> example) {
        RawHttp.Response action = ask("POST", "/actions/" + example.getKey(), example.getValue().toString());
        assertThat(action.toString(), action.status(), is(200));
        JsonObject result = overMcp(example.getKey(), example.getValue());
        assertThat(Rpc.parse(action.body()), is(result.get("structuredContent")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "search_code    | {'query': '('}",
        "search_code    | {'query': '(', 'regex': true}",
        "search_code    | {'max_results': 0}",
        "read_repo_file | {'repo': 'app', 'path': 'src/Mian.java'}",
        "read_repo_file | {'repo': 'nothing', 'path': 'src/Main.java'}",
        "fetch          | {'id': 'app::../x'}",
        "list_symbols   | {'repo': 'app'}",
        "index_repository | {'repo': 'app'}"})
    void whatAToolRefusesIsRefusedInTheSameWords(String tool, String text) {
        JsonValue arguments = Rpc.parse(text.replace('\'', '"'));
        JsonObject result = overMcp(tool, arguments);
        RawHttp.Response action = ask("POST", "/actions/" + tool, arguments.toString());
        if (result.getBoolean("isError")) {
            assertThat(action.status(), is(400));
            assertThat(Rpc.parse(action.body()).asJsonObject().getString("detail"),
                    is(result.getJsonArray("content").getJsonObject(0).getString("text")));
        } else {
            assertThat(Rpc.parse(action.body()), is(result.get("structuredContent")));
        }
    }

    /** As much as a caller may ask for. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "list_repo_files | {'repo': 'app', 'max_depth': 20, 'max_entries': 2000} | next_cursor",
        "list_repo_files | {'repo': 'app', 'max_depth': 20}                      | next_cursor",
        "search_code     | {'query': 'needle', 'max_results': 500}               | next_cursor",
        "search_code     | {'query': 'needle'}                                   | next_cursor",
        "search_code     | {'query': 'needle', 'max_results': 500, 'context': 10}| next_cursor",
        "find_references | {'symbol_name': 'needle', 'max_results': 500}         | next_cursor",
        "read_repo_file  | {'repo': 'app', 'path': 'long.txt', 'end_line': 20000, 'max_bytes': 100000} | next_start_line",
        "read_repo_file  | {'repo': 'app', 'path': 'long.txt'}                   | next_start_line",
        "fetch           | {'id': 'app::long.txt'}                               | next_id"})
    void noAnswerIsLongerThanAGptTakesAndEachSaysHowToGoOn(String tool, String arguments, String onward) {
        RawHttp.Response action = ask("POST", "/actions/" + tool, arguments.replace('\'', '"'));
        assertThat(action.body(), action.status(), is(200));
        assertThat(action.body().length(), is(lessThan(100_000)));
        assertThat(action.body(), containsString("\"" + onward + "\":"));
    }
}
