package sigil.mcp.core;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The decision about a message, from nothing but the message. */
class ClassifierTest {
    private static final String MODERN_META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";

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

    @Test
    void aRequestThatCarriesItsVersionIsModernWhateverCameBefore() {
        Inbound.Modern modern = (Inbound.Modern) classify(modern("tools/list", ""), http("2026-07-28", "tools/list"));
        assertThat(modern.version(), is(ProtocolVersion.V2026_07_28));
        assertThat(modern.meta().clientInfo(), is(Optional.empty()));
    }

    @Test
    void aTransportWithoutHeadersNeedsNone() {
        assertThat(classify(modern("tools/call", "\"name\":\"x\","), MessageHeaders.NONE), instanceOf(Inbound.Modern.class));
    }

    @Test
    void initializeIsLegacyEvenUnderAModernHeaderWhichKnownClientsSend() {
        String initialize = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\"}}";
        assertThat(classify(initialize, http("2026-07-28")), instanceOf(Inbound.Legacy.class));
        assertThat("and under one that nobody knows", classify(initialize, http("2099-01-01")), instanceOf(Inbound.Legacy.class));
    }

    @Test
    void initializeWithModernMetaIsModernAndWillNotBeFoundThere() {
        assertThat(classify(modern("initialize", ""), http("2026-07-28", "initialize")), instanceOf(Inbound.Modern.class));
    }

    @Test
    void aModernHeaderWithoutModernMetaIsAMalformedModernRequest() {
        RpcError error = rejected("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"server/discover\"}", http("2026-07-28", "server/discover"));
        assertThat(error.code(), is(RpcError.INVALID_PARAMS));
        assertThat(error.httpStatus(), is(400));
    }

    @Test
    void modernMetaWithoutCapabilitiesIsMalformed() {
        RpcError error = rejected("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{\"_meta\":"
                + "{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}}}", http("2026-07-28", "tools/list"));
        assertThat(error.code(), is(RpcError.INVALID_PARAMS));
        assertThat(error.message(), containsString("clientCapabilities"));
    }

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

    @Test
    void aHeaderThatNobodyKnowsIsRefusedInTheLegacyEraToo() {
        RpcError error = rejected("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}", http("soon"));
        assertThat(error.httpStatus(), is(400));
        assertThat(error.message(), containsString("2025-11-25"));
    }

    @Test
    void theNameInTheHeaderMayBeEncoded() {
        String body = modern("tools/call", "\"name\":\"größe\",");
        assertThat(classify(body, http("2026-07-28", "tools/call", "=?base64?Z3LDtsOfZQ==?=")), instanceOf(Inbound.Modern.class));
        assertThat(rejectedBy(body, http("2026-07-28", "tools/call", "größe2")), is(RpcError.HEADER_MISMATCH));
        assertThat(rejectedBy(body, http("2026-07-28", "tools/call", "=?base64?/////w==?=")), is(RpcError.HEADER_MISMATCH));
    }

    @Test
    void theUriOfAResourceIsItsName() {
        String body = modern("resources/read", "\"uri\":\"repo://a\",");
        assertThat(classify(body, http("2026-07-28", "resources/read", "repo://a")), instanceOf(Inbound.Modern.class));
        assertThat(rejectedBy(body, http("2026-07-28", "resources/read", "repo://b")), is(RpcError.HEADER_MISMATCH));
    }

    @Test
    void aModernNotificationNeedsNoMethodHeader() {
        String body = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{" + MODERN_META + "}}";
        assertThat(classify(body, http("2026-07-28")), instanceOf(Inbound.Modern.class));
    }

    @Test
    void aResponseIsTakenInTheLegacyEraAndRefusedInTheModern() {
        String response = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}";
        assertThat(((Inbound.Legacy) classify(response, http())).message(), instanceOf(Message.Response.class));
        assertThat(rejectedBy(response, http("2026-07-28")), is(RpcError.INVALID_REQUEST));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}] | Batches",
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

    @Test
    void theIdOfARefusedRequestIsKeptWhereItCouldBeRead() {
        Inbound.Rejected rejected = (Inbound.Rejected) classify("{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":7}", http());
        assertThat(rejected.id().orElseThrow().value().toString(), is("\"a\""));
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
        return new MessageHeaders(true, at(versionMethodName, 0), at(versionMethodName, 1), at(versionMethodName, 2));
    }

    private static Optional<String> at(String[] values, int index) {
        return index < values.length ? Optional.of(values[index]) : Optional.empty();
    }
}
