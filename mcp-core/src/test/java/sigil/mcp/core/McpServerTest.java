package sigil.mcp.core;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class McpServerTest {
    private static final McpServer SUMS = Servers.of(SampleTools.sums());

    // behaviour: rpc.time-over
    @Test
    void aCallThatTookTooLongIsAnsweredWhereTheModelReadsIt() {
        Inbound call = request("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"tools/call\",\"params\":{\"name\":\"add\"}}");
        Reply.Result result = (Reply.Result) SUMS.timedOut(call, Duration.ofSeconds(45));
        assertThat(result.result().toString(), containsString("\"isError\":true"));
        assertThat(result.result().toString(), containsString("45 s"));
        assertThat(SUMS.stopped(call), instanceOf(Reply.Result.class));
        Inbound modern = request("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"tools/call\",\"params\":{\"name\":\"add\",\"_meta\":"
                + "{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}}}");
        assertThat("in the shape of its era", ((Reply.Result) SUMS.stopped(modern)).result().getString("resultType"), is("complete"));
    }

    // behaviour: rpc.time-over
    @Test
    void anotherRequestThatTookTooLongIsAnError() {
        for (String message : List.of("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"tools/list\"}", "[{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"ping\"}]",
                "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"tools/call\",\"params\":{\"name\":\"nothing\"}}")) {
            Reply reply = SUMS.timedOut(request(message), Duration.ofSeconds(45));
            assertThat(((Reply.Failure) reply).error().code(), is(RpcError.INTERNAL_ERROR));
        }
    }

    @Test
    void theToolOfAMessageIsKnownOnlyWhereThereIsOne() {
        assertThat(SUMS.tool(request("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"tools/call\",\"params\":{\"name\":\"add\"}}"))
                .map(Tool::name), is(Optional.of("add")));
        assertThat(SUMS.tool(request("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"tools/call\",\"params\":{\"name\":\"x\"}}")),
                is(Optional.empty()));
        assertThat(SUMS.tool(request("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"tools/call\",\"params\":{\"name\":7}}")), is(Optional.empty()));
        assertThat(SUMS.tool(request("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"ping\"}")), is(Optional.empty()));
        assertThat(SUMS.tool(request("7")), is(Optional.empty()));
    }

    @Test
    void onlyAModernListenIsLongLived() {
        String listen = "{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"subscriptions/listen\",\"params\":{}}";
        assertThat(SUMS.longLived(request(listen)), is(false));
        String modern = listen.replace("{}", "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                + "\"io.modelcontextprotocol/clientCapabilities\":{}}}");
        assertThat(SUMS.longLived(request(modern)), is(true));
        assertThat(SUMS.longLived(request(modern.replace("subscriptions/listen", "tools/list"))), is(false));
        assertThat(SUMS.longLived(request(modern.replace("subscriptions/listen", "no/such"))), is(false));
    }

    // behaviour: tools.names
    @Test
    void whatClientsCouldNotTellApartStopsTheStart() {
        assertThrows(IllegalArgumentException.class, () -> Servers.of(SampleTools.sums(), SampleTools.sums()));
        SampleLibrary library = new SampleLibrary(new Changes());
        Contribution prompts = new Contribution() {
            @Override
            public String name() {
                return "prompts";
            }

            @Override
            public List<PromptBinding> prompts() {
                return library.prompts();
            }
        };
        assertThrows(IllegalArgumentException.class, () -> Servers.of(prompts, prompts));
    }

    // behaviour: tools.names
    @ParameterizedTest
    @ValueSource(strings = {"", "bad name", "größe", "a/b", "a,b", "a\n"})
    void aToolMustHaveANameThatEveryClientTakes(String name) {
        assertThrows(IllegalArgumentException.class, () -> new Tool(name, "", "", SampleTools.ANY, SampleTools.ANY, ToolAnnotations.READ_ONLY));
        assertThrows(IllegalArgumentException.class, () -> new Tool("a".repeat(129), "", "", SampleTools.ANY, SampleTools.ANY,
                ToolAnnotations.READ_ONLY));
        assertThat(new Tool("a.B_c-9" + "a".repeat(121), "", "", SampleTools.ANY, SampleTools.ANY, ToolAnnotations.READ_ONLY).name().length(), is(128));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"type\":\"string\"}", "{\"type\":[\"object\",\"null\"]}", "{\"type\":\"object\",\"properties\":7}",
        "{\"type\":\"object\",\"$ref\":\"http://127.0.0.1:1/\"}"})
    void aToolWhoseArgumentsClientsCouldNotUnderstandStopsTheStartByItsName(String schema) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Servers.of(new ToolBinding(new Tool("culprit", "", "",
                Text.object(schema), SampleTools.ANY, ToolAnnotations.READ_ONLY), (arguments, call) -> SampleTools.text(""))));
        assertThat(e.getMessage(), containsString("culprit"));
    }

    @Test
    void writingIncludesReadingAndNotTheOtherWayRound() {
        assertThat(new Caller("w", Set.of(Scope.WRITE)).may(Scope.READ), is(true));
        assertThat(new Caller("r", Set.of(Scope.READ)).may(Scope.WRITE), is(false));
        assertThat(new Caller("n", Set.of()).may(Scope.READ), is(false));
    }

    @Test
    void theFirstReasonToCancelStays() {
        Cancellation cancellation = new Cancellation();
        assertThat(cancellation.cancel(Cancellation.Reason.TIME_OVER), is(true));
        assertThat(cancellation.cancel(Cancellation.Reason.CLIENT_GONE), is(false));
        assertThat(cancellation.reason(), is(Optional.of(Cancellation.Reason.TIME_OVER)));
    }

    // behaviour: capabilities.only-what-works
    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void whatIsNotOfferedIsNotDeclaredAndWhatMayComeIs(ProtocolVersion version) {
        assertThat(capabilities(version), is("{\"logging\":{}}"));
        assertThat(capabilities(version, SampleTools.sums()), is("{\"logging\":{},\"tools\":{}}"));
        String completions = version == ProtocolVersion.V2024_11_05 ? "" : ",\"completions\":{}";
        assertThat(capabilities(version, new SampleLibrary(new Changes())), is("{\"logging\":{},\"tools\":{\"listChanged\":true},"
                + "\"prompts\":{\"listChanged\":true},\"resources\":{\"listChanged\":true,\"subscribe\":true}" + completions + "}"));
        assertThat("there are none yet", capabilities(version, changing(Changes.Kind.TOOLS)), is("{\"logging\":{},\"tools\":{\"listChanged\":true}}"));
        assertThat(capabilities(version, changing(Changes.Kind.PROMPTS)),
                is("{\"logging\":{},\"prompts\":{\"listChanged\":true}" + completions + "}"));
        assertThat("without a source nobody could subscribe", capabilities(version, changing(Changes.Kind.RESOURCE_CONTENTS)), is("{\"logging\":{}}"));
        assertThat(capabilities(version, new SampleTasks().contribution()), is("{\"logging\":{},\"tools\":{}" + switch (version) {
            case V2024_11_05, V2025_03_26, V2025_06_18 -> "";
            case V2025_11_25 -> ",\"tasks\":{\"list\":{},\"cancel\":{},\"requests\":{\"tools\":{\"call\":{}}}}";
            case V2026_07_28 -> ",\"extensions\":{\"io.modelcontextprotocol/tasks\":{}}";
        } + "}"));
    }

    // behaviour: capabilities.only-what-works
    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void whatIsDeclaredIsAnswered(ProtocolVersion version) throws InterruptedException {
        Changes changes = new Changes();
        McpServer server = Servers.of(changes, ServerLimits.DEFAULTS, new SampleLibrary(changes), new SampleTasks().contribution());
        TestClient client = version.era() == Era.MODERN ? new TestClient(server) : TestClient.legacy(server, TestClient.ALICE, version.wire(), "{}");
        List<String> methods = new ArrayList<>(List.of("tools/list", "prompts/list", "resources/list", "resources/templates/list"));
        if (version.era() == Era.LEGACY) {
            methods.addAll(List.of("ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe"));
        }
        if (version == ProtocolVersion.V2025_11_25) {
            methods.add("tasks/list");
        }
        for (String method : methods) {
            String params = "{\"uri\":\"letter://a\",\"level\":\"info\"}";
            assertThat(method, version.era() == Era.MODERN ? client.modern(method, params).result() : client.ask(method, params).result(),
                    instanceOf(JsonObject.class));
        }
    }

    private static String capabilities(ProtocolVersion version, Contribution... contributions) {
        Tasks tasks = new Tasks(ServerLimits.DEFAULTS, state -> { });
        Implementation test = new Implementation("test", "Test", "1");
        return Capabilities.of(Catalogue.of(test, SecuritySchemes.NONE, List.of(contributions), tasks), version).toString();
    }

    private static Contribution changing(Changes.Kind... kinds) {
        return new Contribution() {
            @Override
            public String name() {
                return "changing";
            }

            @Override
            public List<Changes.Kind> changing() {
                return List.of(kinds);
            }
        };
    }

    // behaviour: rpc.fault
    @Test
    void aFaultOfTheServerIsAnErrorAndTheNextMessageIsAnswered() throws InterruptedException {
        Contribution faulty = new Contribution() {
            @Override
            public String name() {
                return "faulty";
            }

            @Override
            public List<PromptBinding> prompts() {
                return List.of(new PromptBinding(new Prompt("broken", "", "", List.of()), (arguments, call) -> {
                    throw new IllegalStateException("secret");
                }, request -> {
                    throw new IllegalStateException("secret");
                }));
            }
        };
        try (Logged logged = new Logged("sigil.mcp.core.McpServer")) {
            TestClient client = new TestClient(Servers.of(faulty));
            JsonObject error = client.ask("prompts/get", "{\"name\":\"broken\"}").error();
            assertThat(error.getInt("code"), is(RpcError.INTERNAL_ERROR));
            assertThat(error.toString(), not(containsString("secret")));
            assertThat(client.modern("completion/complete",
                    "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"broken\"},\"argument\":{\"name\":\"a\",\"value\":\"\"}}").error().getInt("code"),
                    is(RpcError.INTERNAL_ERROR));
            assertThat(logged.all(), containsString("secret"));
            assertThat(client.ask("ping", "{}").result().toString(), is("{}"));
        }
    }

    // behaviour: logging.bounded
    @Test
    void aCallThatLogsWithoutEndIsCutOff() throws InterruptedException {
        TestClient client = TestClient.legacy(Servers.of((arguments, call) -> {
            IntStream.range(0, 5_000).forEach(i -> call.log(LoggingLevel.DEBUG, "t", JsonCodec.string("unwanted")));
            IntStream.range(0, 5_000).forEach(i -> call.log(LoggingLevel.INFO, "t", JsonCodec.string("wanted")));
            return SampleTools.text("said");
        }), "{}");
        Wire wire = client.call("tool", "{}");
        wire.result();
        List<JsonObject> said = wire.rest();
        assertThat(said.size(), is(1_000));
        assertThat("what is not wanted is not counted", said.toString(), not(containsString("unwanted")));
    }

    // behaviour: progress
    @ParameterizedTest
    @ValueSource(strings = {"\"t\"", "7", "7.0", "-1", "123456789012345678901234567890"})
    void progressCarriesTheTokenAsItCame(String token) throws InterruptedException {
        TestClient client = new TestClient(Servers.of((arguments, call) -> {
            for (double progress : new double[] {1, 1, 0.5, Double.NaN, 2.5, Double.POSITIVE_INFINITY, 3}) {
                call.progress(progress, Double.POSITIVE_INFINITY, "");
            }
            return SampleTools.text("done");
        }));
        Wire wire = client.ask("tools/call", "{\"name\":\"tool\",\"_meta\":{\"progressToken\":" + token + "}}");
        wire.result();
        assertThat(wire.rest().stream().map(message -> message.getJsonObject("params").toString()).toList(), is(List.of(
                "{\"progressToken\":" + token + ",\"progress\":1.0}", "{\"progressToken\":" + token + ",\"progress\":2.5}",
                "{\"progressToken\":" + token + ",\"progress\":3.0}")));
    }

    // behaviour: progress
    @ParameterizedTest
    @ValueSource(strings = {"null", "1.5", "true", "{}", "[]"})
    void whatIsNoTokenAsksForNothing(String token) throws InterruptedException {
        TestClient client = new TestClient(SUMS);
        Wire wire = client.ask("tools/call", "{\"name\":\"add\",\"arguments\":{\"a\":1,\"b\":2},\"_meta\":{\"progressToken\":" + token + "}}");
        wire.result();
        assertThat(wire.rest(), is(List.of()));
    }

    // behaviour: cancel.stops legacy.cancel
    @Test
    void aCallThatWasCancelledSaysNothingMore() throws InterruptedException {
        Semaphore gate = new Semaphore(0);
        AtomicReference<Boolean> cancelled = new AtomicReference<>();
        TestClient client = TestClient.legacy(Servers.of((arguments, call) -> {
            try {
                gate.acquire();
            } catch (InterruptedException e) {
                cancelled.set(call.cancelled());
                call.progress(1, 1, "never heard");
                call.log(LoggingLevel.EMERGENCY, "t", JsonCodec.string("never heard"));
            }
            return SampleTools.text("never heard");
        }), "{}");
        Wire wire = client.ask("tools/call", "{\"name\":\"tool\",\"_meta\":{\"progressToken\":1}}");
        Servers.until(gate::hasQueuedThreads);
        client.cancel("1");
        assertThat(wire.reply(), instanceOf(Reply.Cancelled.class));
        assertThat(wire.reply().message(), is(Optional.empty()));
        assertThat(cancelled.get(), is(true));
        assertThat(wire.rest(), is(List.of()));
    }

    // behaviour: rpc.duplicate-id
    @Test
    void anIdThatIsStillInUseIsRefusedAndTheFirstRequestGoesOn() throws InterruptedException {
        Semaphore gate = new Semaphore(0);
        TestClient client = TestClient.legacy(Servers.of((arguments, call) -> {
            gate.acquire();
            return SampleTools.text("done");
        }), "{}");
        Wire first = client.send("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":\"tool\"}}");
        Servers.until(gate::hasQueuedThreads);
        for (String same : List.of("7", "7.0")) {
            JsonObject refused = client.send("{\"jsonrpc\":\"2.0\",\"id\":" + same + ",\"method\":\"ping\"}").answer();
            assertThat(refused.getJsonObject("error").getInt("code"), is(RpcError.INVALID_REQUEST));
            assertThat(refused.get("id").toString(), is(same));
        }
        assertThat("a string is another id", client.send("{\"jsonrpc\":\"2.0\",\"id\":\"7\",\"method\":\"ping\"}").result().toString(), is("{}"));
        gate.release();
        first.result();
        assertThat("free again", client.send("{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\"}").result().toString(), is("{}"));
    }

    // behaviour: cancel.unknown
    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"requestId\":99}", "{\"requestId\":null}", "{\"requestId\":1.5}", "{\"requestId\":[1]}", "{\"requestId\":\"1\"}"})
    void cancellingWhatIsNotThereDoesNothing(String params) throws InterruptedException {
        Semaphore gate = new Semaphore(0);
        TestClient client = TestClient.legacy(Servers.of((arguments, call) -> {
            gate.acquire();
            return SampleTools.text("done");
        }), "{}");
        Wire wire = client.call("tool", "{}");
        Servers.until(gate::hasQueuedThreads);
        assertThat(client.send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":" + params + "}").reply(),
                instanceOf(Reply.Accepted.class));
        gate.release();
        assertThat(wire.result().toString(), containsString("done"));
    }

    // behaviour: completion.limit
    @Test
    void atMostAHundredValuesAreProposed() {
        List<String> many = IntStream.range(0, 150).mapToObj(String::valueOf).toList();
        assertThat(Completion.of(many).toJson().getJsonObject("completion").getJsonArray("values").size(), is(100));
        assertThat(Completion.of(many).hasMore(), is(true));
        assertThat(Completion.of(many).total(), is(150));
        assertThat(Completion.of(many.subList(0, 100)).hasMore(), is(false));
        assertThat(new Completion(List.of("a"), 7, true).toJson().toString(), is("{\"completion\":{\"values\":[\"a\"],\"total\":7,\"hasMore\":true}}"));
    }

    // behaviour: modern.removed
    @ParameterizedTest
    @ValueSource(strings = {"initialize", "ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe", "tasks/list", "tasks/result",
        "no/such", ""})
    void whatTheModernEraDoesNotHaveIsNotFound(String method) throws InterruptedException {
        Reply.Failure failure = (Reply.Failure) new TestClient(SUMS).modern(method, "{}").reply();
        assertThat(failure.error().code(), is(RpcError.METHOD_NOT_FOUND));
        assertThat(failure.error().httpStatus(), is(404));
    }

    // behaviour: modern.stateless
    @Test
    void whatOneRequestDeclaredDoesNotCountForTheNext() throws InterruptedException {
        TestClient client = new TestClient(Servers.of(SampleTools.questions()));
        assertThat(client.modern("tools/call", "{\"name\":\"greet\"}", Questions.FORM).result().getString("resultType"), is("input_required"));
        assertThat(client.modern("tools/call", "{\"name\":\"greet\"}").error().getInt("code"), is(RpcError.MISSING_REQUIRED_CLIENT_CAPABILITY));
    }

    // behaviour: era.per-request
    @Test
    void theErasTakeTurnsOnOneConnection() throws InterruptedException {
        TestClient client = TestClient.legacy(SUMS, "{}");
        for (int i = 0; i < 3; i++) {
            assertThat(client.call("add", "{\"a\":1,\"b\":2}").result().containsKey("resultType"), is(false));
            assertThat(client.modern("tools/call", "{\"name\":\"add\",\"arguments\":{\"a\":1,\"b\":2}}").result().getString("resultType"), is("complete"));
        }
    }

    private static Inbound request(String text) {
        return Classifier.classify(Text.json(text), MessageHeaders.NONE);
    }
}
