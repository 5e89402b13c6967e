package sigil.mcp.core;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The decision about a message, from nothing but the message. */
class ClassifierTest {
    private static final String MODERN_META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

    // behaviour: legacy.assumed-version
    @Test
    void aRequestWithoutAVersionIsLegacyAndAssumedToBeOf2025_03_26() {
        Inbound.Legacy legacy = (Inbound.Legacy) classify("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}", http());
        assertThat(legacy.version(), is(ProtocolVersion.V2025_03_26));
        assertThat(legacy.message(), instanceOf(Message.Request.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"})
    void aLegacyVersionInTheHeaderIsKept(String version) {
        Inbound.Legacy legacy = (Inbound.Legacy) classify("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}", http(version));
        assertThat(legacy.version().wire(), is(version));
    }

    // behaviour: era.per-request
    @Test
    void aRequestThatCarriesItsVersionIsModernWhateverCameBefore() {
        Inbound.Modern modern = (Inbound.Modern) classify(modern("tools/list", ""), http("2026-07-28", "tools/list"));
        assertThat(modern.version(), is(ProtocolVersion.V2026_07_28));
        assertThat(modern.meta().clientInfo(), is(Optional.empty()));
    }

    // behaviour: modern.no-headers
    @Test
    void aTransportWithoutHeadersNeedsNone() {
        assertThat(classify(modern("tools/call", "\"name\":\"x\","), MessageHeaders.NONE), instanceOf(Inbound.Modern.class));
    }

    // behaviour: legacy.initialize-always era.per-request
    @Test
    void initializeIsLegacyEvenUnderAModernHeaderWhichKnownClientsSend() {
        String initialize = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\"}}";
        assertThat(classify(initialize, http("2026-07-28")), instanceOf(Inbound.Legacy.class));
        assertThat("and under one that nobody knows", classify(initialize, http("2099-01-01")), instanceOf(Inbound.Legacy.class));
    }

    // behaviour: era.per-request
    @Test
    void initializeWithModernMetaIsModernAndWillNotBeFoundThere() {
        assertThat(classify(modern("initialize", ""), http("2026-07-28", "initialize")), instanceOf(Inbound.Modern.class));
    }

    // behaviour: modern.meta
    @Test
    void aModernHeaderWithoutModernMetaIsAMalformedModernRequest() {
        RpcError error = rejected("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server/discover\"}", http("2026-07-28", "server/discover"));
        assertThat(error.code(), is(RpcError.INVALID_PARAMS));
        assertThat(error.httpStatus(), is(400));
    }

    // behaviour: modern.meta
    @Test
    void modernMetaWithoutCapabilitiesIsMalformed() {
        RpcError error = rejected("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{\"_meta\":"
                + "{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}}}", http("2026-07-28", "tools/list"));
        assertThat(error.code(), is(RpcError.INVALID_PARAMS));
        assertThat(error.message(), containsString("clientCapabilities"));
    }

    // behaviour: modern.version
    @ParameterizedTest
    @ValueSource(strings = {"v999.0.0", "2099-01-01", "2025-11-25", ""})
    void aVersionThatIsNotSpokenStatelesslyIsRefusedWithThoseThatAre(String version) {
        RpcError error = rejected("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{\"_meta\":"
                + "{\"io.modelcontextprotocol/protocolVersion\":\"" + version + "\",\"io.modelcontextprotocol/clientCapabilities\":{}}}}",
                http(version, "tools/list"));
        assertThat(error.code(), is(RpcError.UNSUPPORTED_PROTOCOL_VERSION));
        assertThat(error.httpStatus(), is(400));
        assertThat(error.data().orElseThrow().toString(), is("{\"supported\":[\"2026-07-28\",\"2025-11-25\",\"2025-06-18\",\"2025-03-26\","
                + "\"2024-11-05\"],\"requested\":\"" + version + "\"}"));
    }

    // behaviour: legacy.version-header
    @Test
    void aHeaderThatNobodyKnowsIsRefusedInTheLegacyEraToo() {
        RpcError error = rejected("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}", http("soon"));
        assertThat(error.httpStatus(), is(400));
        assertThat(error.message(), containsString("2025-11-25"));
    }

    // behaviour: modern.headers modern.headers.base64
    @Test
    void theNameInTheHeaderMayBeEncoded() {
        String body = modern("tools/call", "\"name\":\"größe\",");
        assertThat(classify(body, http("2026-07-28", "tools/call", "=?base64?Z3LDtsOfZQ==?=")), instanceOf(Inbound.Modern.class));
        assertThat(rejectedBy(body, http("2026-07-28", "tools/call", "größe2")), is(RpcError.HEADER_MISMATCH));
        assertThat(rejectedBy(body, http("2026-07-28", "tools/call", "=?base64?/////w==?=")), is(RpcError.HEADER_MISMATCH));
    }

    // behaviour: modern.headers
    @Test
    void theUriOfAResourceIsItsName() {
        String body = modern("resources/read", "\"uri\":\"repo://a\",");
        assertThat(classify(body, http("2026-07-28", "resources/read", "repo://a")), instanceOf(Inbound.Modern.class));
        assertThat(rejectedBy(body, http("2026-07-28", "resources/read", "repo://b")), is(RpcError.HEADER_MISMATCH));
    }

    // behaviour: modern.meta
    @Test
    void aModernNotificationNeedsNoMethodHeader() {
        String body = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{" + MODERN_META + "}}";
        assertThat(classify(body, http("2026-07-28")), instanceOf(Inbound.Modern.class));
    }

    // behaviour: modern.no-responses rpc.unwaited-response
    @Test
    void aResponseIsTakenInTheLegacyEraAndRefusedInTheModern() {
        String response = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}";
        assertThat(((Inbound.Legacy) classify(response, http())).message(), instanceOf(Message.Response.class));
        assertThat(rejectedBy(response, http("2026-07-28")), is(RpcError.INVALID_REQUEST));
    }

    // behaviour: rpc.invalid
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "[]                                                 | empty",
        "\"x\"                                              | object",
        "{}                                                 | jsonrpc",
        "{\"jsonrpc\":2.0,\"id\":1,\"method\":\"ping\"}     | jsonrpc",
        "{\"jsonrpc\":\"2.0\",\"id\":true,\"method\":\"x\"} | id",
        "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"x\"}   | id",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}        | method",
        "{\"jsonrpc\":\"2.0\",\"id\":1}                     | method",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":1,\"error\":{}} | method",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\",\"params\":7} | params"})
    void whatIsNoMessageIsRefusedByTheNameOfWhatIsWrong(String body, String named) {
        RpcError error = rejected(body, http());
        assertThat(error.message(), containsString(named.strip()));
        assertThat(error.httpStatus(), is(400));
    }

    // behaviour: rpc.invalid
    @Test
    void theIdOfARefusedRequestIsKeptWhereItCouldBeRead() {
        Inbound.Rejected rejected = (Inbound.Rejected) classify("{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":7}", http());
        assertThat(rejected.id().orElseThrow().value().toString(), is("\"a\""));
    }

    // behaviour: modern.headers
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "              | tools/call   | x | MCP-Protocol-Version is missing",
        "2025-11-25    | tools/call   | x | MCP-Protocol-Version does not match",
        "2026-07-28    |              | x | Mcp-Method is missing",
        "2026-07-28    | tools/list   | x | Mcp-Method does not match",
        "2026-07-28    | Tools/Call   | x | Mcp-Method does not match",
        "2026-07-28    | tools/call   |   | Mcp-Name is missing",
        "2026-07-28    | tools/call   | y | Mcp-Name does not match",
        "2026-07-28    | tools/call   | X | Mcp-Name does not match"})
    void headersThatAreMissingOrDisagreeAreAMismatch(String version, String method, String name, String fault) {
        MessageHeaders headers = new MessageHeaders(true, Optional.ofNullable(version), Optional.ofNullable(method), Optional.ofNullable(name),
                header -> List.of());
        RpcError error = rejected(modern("tools/call", "\"name\":\"x\","), headers);
        assertThat(error.code(), is(RpcError.HEADER_MISMATCH));
        assertThat(error.httpStatus(), is(400));
        assertThat(error.message(), containsString(fault));
    }

    // behaviour: tasks.name-header modern.headers
    @ParameterizedTest
    @CsvSource({"tools/call,name", "prompts/get,name", "resources/read,uri", "tasks/get,taskId", "tasks/update,taskId", "tasks/cancel,taskId"})
    void eachMethodThatNamesSomethingRepeatsTheNameInItsHeader(String method, String member) {
        String body = modern(method, "\"" + member + "\":\"n\",");
        assertThat(classify(body, http("2026-07-28", method, "n")), instanceOf(Inbound.Modern.class));
        assertThat(rejectedBy(body, http("2026-07-28", method, "m")), is(RpcError.HEADER_MISMATCH));
        assertThat(rejectedBy(body, http("2026-07-28", method)), is(RpcError.HEADER_MISMATCH));
        assertThat("what the body lacks is for the method to say", classify(modern(method, ""), http("2026-07-28", method)),
                instanceOf(Inbound.Modern.class));
    }

    // behaviour: modern.meta
    @Test
    void aModernNotificationNeedsAVersionAndNoMore() {
        String bare = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}";
        assertThat(classify(bare, http("2026-07-28")), instanceOf(Inbound.Modern.class));
        String versioned = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"_meta\":"
                + "{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}}}";
        assertThat(classify(versioned, MessageHeaders.NONE), instanceOf(Inbound.Modern.class));
        assertThat(rejectedBy(versioned, http("2026-08-01")), is(RpcError.HEADER_MISMATCH));
        assertThat(rejectedBy(bare, http("2026-08-01")), is(RpcError.UNSUPPORTED_PROTOCOL_VERSION));
        assertThat(rejectedBy(versioned.replace("\"2026-07-28\"", "7"), MessageHeaders.NONE), is(RpcError.INVALID_PARAMS));
    }

    // behaviour: modern.logging
    @Test
    void anUnknownLevelIsRefusedByItsName() {
        for (String level : List.of("\"loud\"", "\"INFO\"", "7", "null")) {
            RpcError error = rejected(modern("tools/list", "").replace("\"_meta\":{", "\"_meta\":{\"io.modelcontextprotocol/logLevel\":" + level + ","),
                    MessageHeaders.NONE);
            assertThat(error.code(), is(RpcError.INVALID_PARAMS));
            assertThat(error.message(), containsString("logLevel"));
        }
    }

    // behaviour: rpc.ids
    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"a\"", "0", "-1", "1.0", "1e2", "9223372036854775808", "123456789012345678901234567890", "1e1000"})
    void everyStringAndIntegerIsAnId(String id) {
        Inbound.Legacy legacy = (Inbound.Legacy) classify("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}", http());
        assertThat(((Message.Request) legacy.message()).id().value(), is(Text.json(id)));
    }

    // behaviour: rpc.ids
    @ParameterizedTest
    @ValueSource(strings = {"null", "1.5", "1e-1", "true", "[]", "{}", "[1]"})
    void nothingElseIs(String id) {
        Inbound.Rejected rejected = (Inbound.Rejected) classify("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"ping\"}", http());
        assertThat(rejected.error().code(), is(RpcError.INVALID_REQUEST));
        assertThat(rejected.id(), is(Optional.empty()));
    }

    // behaviour: rpc.ids
    @Test
    void twoWaysToWriteANumberAreOneId() {
        assertThat(id("1"), is(id("1.0")));
        assertThat(id("100"), is(id("1e2")));
        assertThat(id("1").hashCode(), is(id("1.0").hashCode()));
        assertThat(id("0"), is(id("-0.0")));
        assertThat(id("1"), is(not(id("\"1\""))));
        assertThat(id("1"), is(not(id("2"))));
        assertThat("but each goes back as it came", id("1.0").value().toString(), is("1.0"));
    }

    private static RequestId id(String value) {
        return RequestId.of(Text.json(value)).orElseThrow();
    }

    // behaviour: rpc.unwaited-response
    @ParameterizedTest
    @ValueSource(strings = {"{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32700,\"message\":\"?\"}}", "{\"jsonrpc\":\"2.0\",\"error\":{}}",
        "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"error\":7}", "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":null}"})
    void whatAnswersIsNeverAnsweredWithAnError(String response) {
        assertThat(((Inbound.Legacy) classify(response, MessageHeaders.NONE)).message(), instanceOf(Message.Response.class));
    }

    // behaviour: legacy.batch.other legacy.batch
    @ParameterizedTest
    @CsvSource({",true", "2025-03-26,true", "2024-11-05,false", "2025-06-18,false", "2025-11-25,false", "2026-07-28,false", "soon,false"})
    void onlyOneRevisionHasBatches(String version, boolean taken) {
        Inbound inbound = classify("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]", version == null ? http() : http(version));
        assertThat(inbound, instanceOf(taken ? Inbound.Batch.class : Inbound.Rejected.class));
    }

    // behaviour: legacy.batch.initialize legacy.batch
    @Test
    void whatIsPartOfABatchIsDecidedForEachMessage() {
        Inbound.Batch batch = (Inbound.Batch) classify("[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"},[],{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":"
                + "\"initialize\"}," + modern("tools/list", "") + "]", MessageHeaders.NONE);
        assertThat(batch.messages().get(0), instanceOf(Inbound.Legacy.class));
        assertThat(((Inbound.Rejected) batch.messages().get(1)).error().message(), containsString("object"));
        assertThat(((Inbound.Rejected) batch.messages().get(2)).id().orElseThrow().value().toString(), is("2"));
        assertThat(((Inbound.Rejected) batch.messages().get(3)).error().message(), containsString("not sent in batches"));
    }

    private static String modern(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":{" + params + MODERN_META + "}}";
    }

    private static Inbound classify(String body, MessageHeaders headers) {
        return Classifier.classify(Text.json(body), headers);
    }

    private static RpcError rejected(String body, MessageHeaders headers) {
        return ((Inbound.Rejected) classify(body, headers)).error();
    }

    private static int rejectedBy(String body, MessageHeaders headers) {
        return rejected(body, headers).code();
    }

    private static MessageHeaders http(String... versionMethodName) {
        return new MessageHeaders(true, at(versionMethodName, 0), at(versionMethodName, 1), at(versionMethodName, 2),
                header -> List.of());
    }

    private static Optional<String> at(String[] values, int index) {
        return index < values.length ? Optional.of(values[index]) : Optional.empty();
    }
}
