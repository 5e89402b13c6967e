package sigil.mcp.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.Changes;
import sigil.mcp.core.Contribution;
import sigil.mcp.core.Implementation;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;
import sigil.mcp.core.McpServer;
import sigil.mcp.core.ServerLimits;
import sigil.mcp.core.TaskSupport;
import sigil.mcp.core.TextContent;
import sigil.mcp.core.Tool;
import sigil.mcp.core.ToolAnnotations;
import sigil.mcp.core.ToolBinding;
import sigil.mcp.core.ToolException;
import sigil.mcp.core.ToolHandler;

/** {@code /actions/{tool}}: tools as operations of HTTP. */
class ActionsTest {
    private static final String JSON = TestServer.BEARER + "Content-Type: application/json\r\n";
    private static final JsonObject PLAIN = object("""
            {"type": "object", "properties": {"text": {"type": "string"}, "count": {"type": "integer", "maximum": 9}, "share": {"type": "number"},
            "loud": {"type": "boolean"}}, "required": ["text"], "additionalProperties": false}""");

    private static TestServer server;
    private static TestServer typed;

    @BeforeAll
    static void start() {
        server = new TestServer();
        typed = new TestServer(HttpLimits.DEFAULTS, McpServer.create(new Implementation("test", "Test", "1"), List.of(Contribution.ofTools("typed", "", List.of(
                tool("say", PLAIN, Optional.of(TestTools.ANY_OBJECT), (arguments, call) -> CallToolResult.of("said", arguments)),
                tool("list", object("{\"type\": \"object\", \"properties\": {\"all\": {\"type\": \"array\"}}}"), Optional.of(TestTools.ANY_OBJECT),
                        (arguments, call) -> CallToolResult.of("listed", arguments)),
                tool("long", object("{\"type\": \"object\", \"properties\": {\"size\": {\"type\": \"integer\"}}}"), Optional.of(TestTools.ANY_OBJECT),
                        (arguments, call) -> CallToolResult.of("long", JsonCodec.object().add("a", "ü".repeat(arguments.getInt("size"))).build())),
                tool("words", TestTools.ANY_OBJECT, Optional.empty(), (arguments, call) -> CallToolResult.of(new TextContent("just words"))),
                tool("refuse", TestTools.ANY_OBJECT, Optional.empty(), (arguments, call) -> {
                    throw new ToolException("path: there is no such file. Search for it.");
                })))), new Changes(), ServerLimits.DEFAULTS));
    }

    @AfterAll
    static void stop() {
        server.close();
        typed.close();
    }

    private static ToolBinding tool(String name, JsonObject input, Optional<JsonObject> output, ToolHandler handler) {
        return new ToolBinding(new Tool(name, name, "Use this in a test.", input, output, ToolAnnotations.READ_ONLY, TaskSupport.FORBIDDEN), handler);
    }

    private static JsonObject object(String text) {
        try {
            return new JsonInput(32).read(text.getBytes(StandardCharsets.UTF_8)).asJsonObject();
        } catch (MalformedJsonException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static RawHttp.Response post(TestServer at, String tool, String arguments) {
        return at.request("POST /actions/" + tool, JSON, arguments);
    }

    /** Holds that it is a problem as it should be, and returns it. */
    private static JsonObject problem(RawHttp.Response response, int status) {
        assertThat(response.toString(), response.status(), is(status));
        assertThat(response.first("Content-Type"), is(Optional.of("application/problem+json")));
        assertThat(response.first("X-Accel-Buffering"), is(Optional.of("no")));
        JsonObject problem = object(response.body());
        assertThat(problem.getInt("status"), is(status));
        assertThat(problem.getString("title").length(), greaterThan(3));
        assertThat(problem.getString("next").length(), greaterThan(10));
        return problem;
    }

    @Test
    void aToolAnswersWithWhatItFoundForPrograms() {
        RawHttp.Response response = post(typed, "say", "{\"text\": \"hello\", \"count\": 3}");
        assertThat(response.status(), is(200));
        assertThat(object(response.body()), is(object("{\"text\": \"hello\", \"count\": 3}")));
        assertThat(response.headerLines().toString(), allOf(containsString("Content-Type: application/json"), containsString("X-Accel-Buffering: no"),
                containsString("Cache-Control: no-cache, no-store, must-revalidate, no-transform")));
    }

    @Test
    void aToolWithoutStructureAnswersWithItsContent() {
        assertThat(object(post(typed, "words", "{}").body()), is(object("{\"content\": [{\"type\": \"text\", \"text\": \"just words\"}]}")));
    }

    @Test
    void noBodyIsNoArgumentsAndNoTypeOfContentIsTakenForJson() {
        assertThat(typed.request("POST /actions/words", TestServer.BEARER, "").status(), is(200));
        assertThat(typed.request("POST /actions/say", TestServer.BEARER, "{\"text\": \"a\"}").status(), is(200));
        assertThat(typed.request("POST /actions/say", TestServer.BEARER + "Content-Type: application/json; charset=utf-8\r\n", "{\"text\": \"a\"}").status(),
                is(200));
    }

    @Test
    void aQueryIsReadByTheTypesOfTheSchema() {
        RawHttp.Response response = typed.request("GET /actions/say?text=5&count=5&share=0.5&loud=true", TestServer.BEARER, "");
        assertThat(response.toString(), response.status(), is(200));
        assertThat(object(response.body()), is(object("{\"text\": \"5\", \"count\": 5, \"share\": 0.5, \"loud\": true}")));
        assertThat(object(typed.request("GET /actions/say?text=a%20%26%C3%BC+b", TestServer.BEARER, "").body()).getString("text"), is("a &ü b"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "text=a&count=many | count: must be an integer",
        "text=a&count=1e3  | count: must be an integer",
        "text=a&loud=yes   | loud: must be true or false",
        "text=a&share=x    | share: must be a number",
        "text=a&text=b     | text: given 2 times",
        "text=a&count=10   | count: ",
        "text=a&access_token=secret | access_token: there is no such argument",
        "text=%ff          | text: is not valid UTF-8",
        "count=1           | arguments: missing text"})
    void whatIsWrongWithAQueryIsSaidByTheNameOfTheArgument(String query, String fault) {
        RawHttp.Response response = typed.request("GET /actions/say?" + query, TestServer.BEARER, "");
        assertThat(problem(response, 400).getString("detail"), containsString("\n- " + fault));
        assertThat(response.body(), not(containsString("secret")));
    }

    @Test
    void onlyWhatReadsAndTakesPlainValuesIsTakenFromAQuery() {
        RawHttp.Response structured = typed.request("GET /actions/list?all=1", TestServer.BEARER, "");
        problem(structured, 405);
        assertThat(structured.first("Allow"), is(Optional.of("POST")));
        RawHttp.Response changing = server.request("GET /actions/change", TestServer.BEARER, "");
        problem(changing, 405);
        assertThat(changing.first("Allow"), is(Optional.of("POST")));
    }

    @Test
    void theCharacterThatStandsForBrokenOnesCanBeAskedForByItsBytes() {
        RawHttp.Response response = typed.request("GET /actions/say?text=%EF%BF%bd", TestServer.BEARER, "");
        assertThat(object(response.body()).getString("text"), is("\ufffd"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "PUT", "PATCH", "HEAD"})
    void otherMethodsAreNotTaken(String method) {
        RawHttp.Response response = typed.request(method + " /actions/say", JSON, "");
        assertThat(response.status(), is(405));
        assertThat(response.first("Allow"), is(Optional.of("GET, POST")));
    }

    @Test
    void argumentsAreHeldAgainstTheSchemaAsOverMcp() {
        String arguments = "{\"text\": 1, \"count\": 10, \"more\": true}";
        String detail = problem(post(typed, "say", arguments), 400).getString("detail");
        assertThat(detail, allOf(containsString("text: "), containsString("count: "), containsString("more: there is no such argument")));
        JsonObject overMcp = object(typed.call("say", arguments).body()).getJsonObject("result");
        assertThat(detail, is(overMcp.getJsonArray("content").getJsonObject(0).getString("text")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{'text': | 400", "[] | 400", "'text' | 400", "{'text': 'a'} {} | 400"})
    void whatIsNoObjectOfJsonIsRefused(String body, int status) {
        problem(post(typed, "say", body.replace('\'', '"')), status);
    }

    @Test
    void aToolThatCannotDoWhatItIsToldSaysWhyAndAFaultSaysNothingOfItself() {
        assertThat(problem(post(typed, "refuse", "{}"), 400).getString("detail"), is("path: there is no such file. Search for it."));
        for (String broken : List.of("fault", "break")) {
            RawHttp.Response response = post(server, broken, "{}");
            problem(response, 500);
            assertThat(response.body(), not(containsString("secret detail")));
        }
    }

    @Test
    void aToolThatAsksItsUserSaysThatAnActionCannot() {
        assertThat(problem(post(server, "ask", "{}"), 400).getString("detail"), containsString("over MCP"));
    }

    @Test
    void progressOfAToolComesToNothingAndItsAnswerComesWhole() {
        RawHttp.Response response = post(server, "progress", "{\"steps\": 5}");
        assertThat(response.status(), is(200));
        assertThat(response.body(), is("{}"));
    }

    @Test
    void whoeverHasNoTokenIsToldHowToGetOneAndLearnsNothingElse() {
        for (String tool : List.of("say", "nothing")) {
            RawHttp.Response response = typed.request("POST /actions/" + tool, "Content-Type: application/json\r\n", "{}");
            problem(response, 401);
            assertThat(response.first("WWW-Authenticate").isPresent(), is(true));
        }
    }

    @Test
    void aTokenThatLacksTheScopeIsToldWhich() {
        RawHttp.Response response = post(server, "change", "{}");
        assertThat(problem(response, 403).getString("detail"), containsString("write"));
        assertThat(response.first("WWW-Authenticate").orElse(""), containsString("error=\"insufficient_scope\", scope=\"write\""));
    }

    @Test
    void aHostThatIsNotAllowedIsAProblemToo() {
        problem(RawHttp.once(typed.port(), "POST /actions/say HTTP/1.1\r\nHost: elsewhere.test\r\n" + JSON + "Content-Length: 2\r\n\r\n{}"), 403);
    }

    @Test
    void whatIsNoActionIsNotFound() {
        problem(post(typed, "nothing", "{}"), 404);
        problem(post(typed, "", "{}"), 404);
        problem(post(typed, "say/x", "{}"), 404);
        for (String start : List.of("POST /actions", "GET /actions", "GET /r")) {
            assertThat(start, typed.request(start, JSON, "{}").status(), is(404));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "identity", "br"})
    void aBodyThatIsEncodedIsRefusedForThat(String coding) {
        RawHttp.Response response = typed.request("POST /actions/say", JSON + "Content-Encoding: " + coding + "\r\n", "{\"text\": \"a\"}");
        assertThat(problem(response, 415).getString("detail"), containsString("Content-Encoding"));
        assertThat(typed.request("POST /mcp", JSON + "Content-Encoding: " + coding + "\r\n", "{}").status(), is(415));
    }

    @Test
    void whatIsWrongBeforeThereIsARouteIsAProblemThatNamesWhatToDo() {
        RawHttp.Response headers = typed.request("POST /actions/say", JSON + "X: " + "y".repeat(100_000) + "\r\n", "{}");
        assertThat(problem(headers, 431).getString("next"), containsString("Tell your user what detail says"));
        RawHttp.Response version = RawHttp.once(typed.port(), "POST /actions/say HTTP/1.0\r\nHost: localhost\r\n\r\n");
        assertThat(problem(version, 505).getString("next"), containsString("Tell your user what detail says"));
    }

    @Test
    void anotherTypeOfContentIsRefused() {
        problem(typed.request("POST /actions/say", TestServer.BEARER + "Content-Type: text/plain\r\n", "{\"text\": \"a\"}"), 415);
    }

    @Test
    void aBodyOverTheLimitIsTooLarge() {
        try (TestServer small = new TestServer(TestServer.QUICK)) {
            problem(post(small, "echo", "{\"text\": \"" + "x".repeat(8_000) + "\"}"), 413);
        }
    }

    @Test
    void anAnswerIsShorterThanAGptTakesOrSaysHowToAskForLess() {
        int most = ActionAnswer.TOO_LONG - 1 - "{\"a\":\"\"}".length();
        RawHttp.Response whole = post(typed, "long", "{\"size\": " + most + "}");
        assertThat(whole.status(), is(200));
        assertThat(whole.body().length(), lessThan(100_000));
        assertThat(problem(post(typed, "long", "{\"size\": " + (most + 1) + "}"), 400).getString("detail"), containsString("Ask for less"));
    }

    @Test
    void theCallsOverMcpAndTheActionsShareTheirPlaces() throws InterruptedException {
        try (TestServer busy = new TestServer(TestServer.QUICK)) {
            List<Thread> holding = IntStream.range(0, 4).mapToObj(_ -> Thread.ofVirtual().start(() -> busy.call("hold", "{}"))).toList();
            while (busy.tools.holding.get() < 4) {
                Thread.sleep(10);
            }
            RawHttp.Response response = post(busy, "echo", "{}");
            problem(response, 429);
            assertThat(response.first("Retry-After"), is(Optional.of("1")));
            busy.tools.release.countDown();
            for (Thread call : holding) {
                call.join();
            }
            assertThat(post(busy, "echo", "{}").status(), is(200));
        }
    }

    @Test
    void aCallThatTakesTooLongIsAnsweredWithoutItsTool() throws InterruptedException {
        try (TestServer quick = new TestServer(TestServer.QUICK)) {
            problem(post(quick, "wait", "{}"), 504);
            quick.tools.cancelled.await();
        }
    }

    @Test
    void noActionWaitsLongerThanAGpt() {
        assertThat(HttpLimits.DEFAULTS.answeringWithin(Duration.ofSeconds(40)).callTimeout().toSeconds(), is(40L));
        assertThat(TestServer.QUICK.answeringWithin(Duration.ofSeconds(40)).callTimeout(), is(TestServer.QUICK.callTimeout()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi.json", "/openapi.yaml"})
    void theDocumentIsForEverybodyAndAnyPage(String path) {
        RawHttp.Response response = server.request("GET " + path, "Origin: https://anywhere.example\r\n", "");
        assertThat(response.status(), is(200));
        assertThat(response.first("Access-Control-Allow-Origin"), is(Optional.of("*")));
        assertThat(response.body(), containsString("operationId"));
        assertThat(server.request("HEAD " + path, "", "").status(), is(200));
        assertThat(server.request("POST " + path, "", "").status(), is(405));
    }
}
