package sigil.mcp.core;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments that a client repeats in headers (2026-07-28, Streamable HTTP, "Custom Headers from Tool Parameters"). */
class ParamHeadersTest {
    private static final ParamHeaders HEADERS = ParamHeaders.of(Text.object("""
            {"type":"object","properties":{
                "region":{"type":"string","x-mcp-header":"Region"},
                "count":{"type":"integer","x-mcp-header":"Count"},
                "dry":{"type":"boolean","x-mcp-header":"Dry-Run"},
                "free":{"type":"string"},
                "where":{"type":"object","properties":{"zone":{"type":"string","x-mcp-header":"Zone"}}}}}"""));

    // behaviour: modern.headers.params
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"region\":\"eu\"}                  | Mcp-Param-Region: eu",
        "{\"region\":\"eu\"}                  | mcp-param-region: eu",
        "{\"region\":\"\"}                    | Mcp-Param-Region:",
        "{\"region\":\"größe\"}               | Mcp-Param-Region: =?base64?Z3LDtsOfZQ==?=",
        "{\"region\":\" padded \"}            | Mcp-Param-Region: =?base64?IHBhZGRlZCA=?=",
        "{\"region\":\"plain\"}               | Mcp-Param-Region: =?base64?cGxhaW4=?=",
        "{\"region\":\"=?base64?literal?=\"}  | Mcp-Param-Region: =?base64?PT9iYXNlNjQ/bGl0ZXJhbD89?=",
        "{\"region\":\"\"}                    | Mcp-Param-Region: =?base64??=",
        "{\"region\":\"=?base64?=\"}          | Mcp-Param-Region: =?base64?=",
        "{\"count\":42}                       | Mcp-Param-Count: 42",
        "{\"count\":42}                       | Mcp-Param-Count: 42.0",
        "{\"count\":42.0}                     | Mcp-Param-Count: 42",
        "{\"count\":4.2e1}                    | Mcp-Param-Count: 42",
        "{\"count\":-7}                       | Mcp-Param-Count: -7",
        "{\"count\":9007199254740991}         | Mcp-Param-Count: 9007199254740991",
        "{\"dry\":true}                       | Mcp-Param-Dry-Run: true",
        "{\"dry\":false}                      | Mcp-Param-Dry-Run: false",
        "{\"where\":{\"zone\":\"a\"}}         | Mcp-Param-Zone: a",
        "{\"free\":\"x\"}                     | ",
        "{\"region\":null,\"where\":null}     | ",
        "{\"where\":{\"zone\":null}}          | ",
        "{\"where\":\"no object\"}            | ",
        "{}                                   | Mcp-Param-Unknown: x"})
    void aHeaderThatSaysWhatTheArgumentSaysIsTaken(String arguments, String header) {
        HEADERS.check(Text.object(arguments), headers(header));
    }

    // behaviour: modern.headers.params modern.headers.base64
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"region\":\"eu\"}              |                                  | Mcp-Param-Region is missing",
        "{\"region\":\"eu\"}              | Mcp-Param-Region: us             | does not match",
        "{\"region\":\"eu\"}              | Mcp-Param-Region: EU             | does not match",
        "{\"region\":\"eu\"}              | Mcp-Param-Region: =?BASE64?ZXU=?= | does not match",
        "{\"region\":\"eu\"}              | Mcp-Param-Region: =?base64?ZXU?=  | Base64",
        "{\"region\":\"eu\"}              | Mcp-Param-Region: =?base64?Z X U=?= | Base64",
        "{\"region\":\"eu\"}              | Mcp-Param-Region: =?base64?/////w==?= | Base64",
        "{\"region\":\"größe\"}           | Mcp-Param-Region: größe          | must be sent in Base64",
        "{\"region\":null}                | Mcp-Param-Region: null           | no counterpart",
        "{}                               | Mcp-Param-Region: eu             | no counterpart",
        "{}                               | Mcp-Param-Region:                | no counterpart",
        "{\"count\":42}                   | Mcp-Param-Count: 43              | does not match",
        "{\"count\":42}                   | Mcp-Param-Count: 0x2a            | does not match",
        "{\"count\":42}                   | Mcp-Param-Count: forty-two       | does not match",
        "{\"count\":42}                   | Mcp-Param-Count:                 | does not match",
        "{\"count\":42}                   | Mcp-Param-Count: 42.000000000000000000000000000000000000 | does not match",
        "{\"count\":9007199254740992}     | Mcp-Param-Count: 9007199254740992 | does not match",
        "{\"count\":1e400}                | Mcp-Param-Count: 1e400           | does not match",
        "{\"dry\":true}                   | Mcp-Param-Dry-Run: True          | does not match",
        "{\"dry\":true}                   | Mcp-Param-Dry-Run: 1             | does not match",
        "{\"where\":{\"zone\":\"a\"}}     | Mcp-Param-Zone: b                | does not match"})
    void whateverElseItSaysIsAMismatch(String arguments, String header, String fault) {
        RpcException e = assertThrows(RpcException.class, () -> HEADERS.check(Text.object(arguments), headers(header)));
        assertThat(e.error().code(), is(RpcError.HEADER_MISMATCH));
        assertThat(e.error().httpStatus(), is(400));
        assertThat(e.error().message(), containsString(fault.strip()));
    }

    // behaviour: modern.headers.params
    @Test
    void aHeaderThatIsThereTwiceIsAMismatch() {
        MessageHeaders twice = new MessageHeaders(true, Optional.empty(), Optional.empty(), Optional.empty(), name -> List.of("eu", "eu"));
        assertThat(assertThrows(RpcException.class, () -> HEADERS.check(Text.object("{\"region\":\"eu\"}"), twice)).error().message(),
                containsString("more than once"));
    }

    // behaviour: modern.headers.params modern.no-headers
    @Test
    void headersCountForACallOverATransportThatHasThemAndForNoOther() throws InterruptedException {
        TestClient client = new TestClient(Servers.of(new ToolBinding(new Tool("where", "Where", "", Text.object(
                "{\"type\":\"object\",\"properties\":{\"region\":{\"type\":\"string\",\"x-mcp-header\":\"Region\"}}}"), SampleTools.ANY,
                ToolAnnotations.READ_ONLY), (arguments, call) -> CallToolResult.of("there", SampleTools.ANY))));
        String params = "{\"name\":\"where\",\"arguments\":{\"region\":\"eu\"}}";
        assertThat(client.modern("tools/call", params).result().getBoolean("isError"), is(false));
        Inbound.Modern over = (Inbound.Modern) Classifier.classify(Text.json("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":"
                + "{\"name\":\"where\",\"arguments\":{\"region\":\"eu\"},\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}"), new MessageHeaders(true, Optional.of("2026-07-28"),
                Optional.of("tools/call"), Optional.of("where"), name -> List.of()));
        assertThat(client.send(over).error().getInt("code"), is(RpcError.HEADER_MISMATCH));
        assertThat("the legacy era has no such headers", client.call("where", "{\"region\":\"eu\"}").result().getBoolean("isError"), is(false));
    }

    // behaviour: modern.headers.annotations
    @ParameterizedTest
    @ValueSource(strings = {
        "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"\"}}}",
        "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"has space\"}}}",
        "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"colon:\"}}}",
        "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"line\\r\\nfeed\"}}}",
        "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"größe\"}}}",
        "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":7}}}",
        "{\"properties\":{\"a\":{\"type\":\"number\",\"x-mcp-header\":\"A\"}}}",
        "{\"properties\":{\"a\":{\"type\":\"array\",\"x-mcp-header\":\"A\"}}}",
        "{\"properties\":{\"a\":{\"type\":\"object\",\"x-mcp-header\":\"A\"}}}",
        "{\"properties\":{\"a\":{\"type\":\"null\",\"x-mcp-header\":\"A\"}}}",
        "{\"properties\":{\"a\":{\"x-mcp-header\":\"A\"}}}",
        "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"A\"},\"b\":{\"type\":\"string\",\"x-mcp-header\":\"a\"}}}",
        "{\"x-mcp-header\":\"A\"}",
        "{\"properties\":{\"a\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"x-mcp-header\":\"A\"}}}}",
        "{\"properties\":{\"a\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{\"b\":{\"type\":\"string\",\"x-mcp-header\":\"A\"}}}}}}",
        "{\"allOf\":[{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"A\"}}}]}",
        "{\"if\":{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"A\"}}}}",
        "{\"not\":{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"A\"}}}}",
        "{\"$defs\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"A\"}},\"properties\":{\"a\":{\"$ref\":\"#/$defs/a\"}}}",
        "{\"additionalProperties\":{\"type\":\"string\",\"x-mcp-header\":\"A\"}}"})
    void anAnnotationWhereTheSpecificationAllowsNoneStopsTheStart(String schema) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> ParamHeaders.of(Text.object(schema)));
        assertThat(e.getMessage(), containsString("x-mcp-header"));
    }

    // behaviour: modern.headers.annotations
    @ParameterizedTest
    @ValueSource(strings = {
        "{\"properties\":{\"x-mcp-header\":{\"type\":\"string\"}}}",
        "{\"properties\":{\"x-mcp-header\":{\"type\":\"string\",\"x-mcp-header\":\"A\"}}}",
        "{\"properties\":{\"a\":{\"type\":\"object\",\"default\":{\"x-mcp-header\":1}}}}",
        "{\"properties\":{\"a\":{\"enum\":[{\"x-mcp-header\":1}]}}}",
        "{\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"!#$%&'*+.^_`|~09Az-\"}}}"})
    void whatOnlyLooksLikeOneIsNone(String schema) {
        ParamHeaders.of(Text.object(schema));
    }

    private static MessageHeaders headers(String line) {
        Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (line != null) {
            int colon = line.indexOf(':');
            all.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>()).add(line.substring(colon + 1).strip());
        }
        return new MessageHeaders(true, Optional.empty(), Optional.empty(), Optional.empty(), name -> all.getOrDefault(name, List.of()));
    }
}
