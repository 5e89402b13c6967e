package sigil.mcp.core;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results of tools, held against their schemas; and what a client is told of a tool that is at fault. */
class OutputTest {
    private static final String COUNT = "{\"type\":\"object\",\"properties\":{\"count\":{\"type\":\"integer\"}},\"required\":[\"count\"],"
            + "\"additionalProperties\":false}";

    private final Logged logged = new Logged("sigil.mcp.core.ToolRegistry");

    @AfterEach
    void close() {
        logged.close();
    }

    // behaviour: tools.output
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"count\":\"many\"}         | count",
        "{}                           | count",
        "{\"count\":1,\"other\":2}    | other",
        "[]                           | object",
        "null                         | object",
        "                             | no structured content"})
    void aResultThatTheSchemaDoesNotAllowBecomesAnErrorAndIsLogged(String structured, String fault) throws InterruptedException {
        JsonObject result = call(COUNT, new CallToolResult(List.of(new TextContent("secret")),
                Optional.ofNullable(structured).map(Text::json), false));
        assertThat(result.getBoolean("isError"), is(true));
        assertThat("nothing of it is shown", result.toString(), not(containsString("secret")));
        assertThat(result.containsKey("structuredContent"), is(false));
        assertThat(logged.all(), containsString("Tool tool gave a result that its output schema does not allow"));
        assertThat(logged.all(), containsString(fault));
    }

    // behaviour: modern.any-structured tools.output
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"type\":\"array\"}    | [1,\"a\"]",
        "{\"type\":\"string\"}   | \"text\"",
        "{\"type\":\"integer\"}  | 7",
        "{\"type\":\"boolean\"}  | false",
        "{\"type\":\"null\"}     | null",
        "{}                      | {\"any\":[null]}"})
    void anyValueThatTheSchemaAllowsIsShownInTheModernEra(String schema, String value) throws InterruptedException {
        JsonObject result = call(schema, new CallToolResult(List.of(), Optional.of(Text.json(value)), false));
        assertThat(result.get("structuredContent"), is(Text.json(value)));
        assertThat(logged.all(), is(""));
    }

    // behaviour: legacy.objects-only
    @ParameterizedTest
    @ValueSource(strings = {"{\"type\":\"array\"}", "{\"oneOf\":[{\"type\":\"array\"},{\"type\":\"object\"}]}", "{\"type\":[\"array\",\"object\"]}", "{}"})
    void aSchemaThatIsNotOfAnObjectIsNotShownInTheLegacyEra(String schema) throws InterruptedException {
        McpServer server = server(schema, new CallToolResult(List.of(new TextContent("a")), Optional.of(Text.json("[\"a\"]")), false));
        TestClient client = TestClient.legacy(server, "{}");
        assertThat(client.ask("tools/list", "{}").result().getJsonArray("tools").getJsonObject(0).containsKey("outputSchema"), is(false));
        assertThat(client.call("tool", "{}").result().containsKey("structuredContent"), is(false));
    }

    @Test
    void anErrorNeedsNoStructuredResult() throws InterruptedException {
        assertThat(call(COUNT, CallToolResult.error("Why not")).toString(), containsString("Why not"));
        assertThat(logged.all(), is(""));
    }

    // behaviour: tools.fault
    @Test
    void aFaultOfAToolIsInTheLogAndNowhereElse() throws InterruptedException {
        McpServer server = Servers.of((arguments, call) -> {
            throw new IllegalStateException("password=secret");
        });
        for (JsonObject result : List.of(new TestClient(server).modern("tools/call", "{\"name\":\"tool\"}").result(),
                new TestClient(server).call("tool", "{}").result())) {
            assertThat(result.getBoolean("isError"), is(true));
            assertThat(result.toString(), not(containsString("secret")));
        }
        assertThat(logged.all(), containsString("password=secret"));
    }

    @Test
    void aToolThatReturnsNothingAtAllIsAtFault() throws InterruptedException {
        assertThat(new TestClient(Servers.of((arguments, call) -> null)).call("tool", "{}").result().getBoolean("isError"), is(true));
        assertThat(logged.all(), containsString("Tool tool failed"));
    }

    @Test
    void aToolThatThrowsWhatBelongsToTheProtocolSaysThat() throws InterruptedException {
        McpServer server = Servers.of((arguments, call) -> {
            throw new RpcException(new RpcError(RpcError.INVALID_PARAMS, "Not this", 200));
        });
        assertThat(new TestClient(server).call("tool", "{}").error().getString("message"), is("Not this"));
    }

    // behaviour: tools.direct tools.arguments
    @Test
    void aToolCanBeCalledWithoutAMessage() throws InterruptedException {
        McpServer server = Servers.of(SampleTools.sums());
        Call quiet = new RunningCall(TestClient.ALICE, ClientCapabilities.NONE, Wire.nowhere(), JsonValue.EMPTY_JSON_OBJECT, Optional::empty,
                Asker.NOBODY);
        assertThat(server.call("add", Text.object("{\"a\":1,\"b\":2}"), quiet).structuredContent().orElseThrow().toString(), is("{\"sum\":3}"));
        assertThat(server.call("add", Text.object("{\"a\":1}"), quiet).isError(), is(true));
        assertThat(assertThrows(RpcException.class, () -> server.call("nothing", Text.object("{}"), quiet)).error().code(),
                is(RpcError.INVALID_PARAMS));
    }

    // behaviour: tools.scope
    @Test
    void aCallerWithoutTheScopeIsRefusedWhateverItAsksFor() throws InterruptedException {
        McpServer server = Servers.of(SampleTools.sums(), new SampleLibrary(new Changes()));
        TestClient nobody = new TestClient(server, new Caller("nobody", Set.of()), true);
        for (String[] request : new String[][] {{"tools/call", "{\"name\":\"change\"}"}, {"tools/call", "{\"name\":\"add\"}"}}) {
            assertThat(nobody.ask(request[0], request[1]).reply(), instanceOf(Reply.Forbidden.class));
            assertThat(nobody.modern(request[0], request[1]).reply(), instanceOf(Reply.Forbidden.class));
        }
        for (String[] request : new String[][] {{"prompts/get", "{\"name\":\"explain\",\"arguments\":{\"letter\":\"a\"}}"}, {"resources/read", "{\"uri\":\"letter://a\"}"},
            {"completion/complete", "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"explain\"},\"argument\":{\"name\":\"letter\",\"value\":\"\"}}"}}) {
            assertThat(request[0], nobody.ask(request[0], request[1]).error().getInt("code"), is(403));
            assertThat(request[0], nobody.modern(request[0], request[1]).error().getInt("code"), is(403));
        }
    }

    private static JsonObject call(String schema, CallToolResult result) throws InterruptedException {
        return new TestClient(server(schema, result)).modern("tools/call", "{\"name\":\"tool\"}").result();
    }

    private static McpServer server(String schema, CallToolResult result) {
        return Servers.of(new ToolBinding(new Tool("tool", "Tool", "", SampleTools.ANY, Optional.of(Text.object(schema)),
                ToolAnnotations.READ_ONLY, TaskSupport.FORBIDDEN), (arguments, call) -> result));
    }
}
