package sigil.mcp.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;
import sigil.mcp.core.Scope;

/** What a caller is told who lacks a scope, and how his client gets it. */
class ScopeChallengesTest {
    private static final String MODERN = "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: tools/call\r\nMcp-Name: change\r\n";
    private static final String MODERN_BODY = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":\"change\",\"arguments\":{},"
            + "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}}}";

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> calls() {
        String legacy = TestServer.callBody("change", "{}");
        return Stream.of("/mcp", "/").flatMap(path -> Stream.of(
                Arguments.of(path, "MCP-Protocol-Version: 2025-11-25\r\n", legacy),
                Arguments.of(path, "Accept: text/event-stream\r\n", legacy),
                Arguments.of(path, MODERN, MODERN_BODY)));
    }

    // behaviour: tools.challenge
    // row: RS-07 RS-11 RS-18
    @ParameterizedTest
    @MethodSource("calls")
    void aToolThatTheCallerMayNotUseIs403WithOneChallengeAndAResultThatHasItToo(String path, String headers, String body) throws MalformedJsonException {
        RawHttp.Response response = server.request("POST " + path, TestServer.BEARER + headers, body);
        String challenge = "Bearer error=\"insufficient_scope\", scope=\"write\", resource_metadata=\"https://mcp.example.com/about-"
                + (path.equals("/") ? "root" : "mcp") + "\", error_description=\"The access token lacks the scope write\"";
        assertThat(response.status(), is(403));
        assertThat(response.all("WWW-Authenticate"), contains(challenge));
        assertThat(challenge, not(containsString("offline_access")));
        assertThat(response.first("Content-Type").orElse(""), is("application/json"));
        JsonObject result = new JsonInput(16).read(response.body()).asJsonObject().getJsonObject("result");
        assertThat(result.getBoolean("isError"), is(true));
        assertThat(result.getJsonArray("content").getJsonObject(0).getString("text"), containsString("scope \"write\""));
        assertThat(result.getJsonObject("_meta").getJsonArray("mcp/www_authenticate").getValuesAs(jakarta.json.JsonString::getString),
                is(List.of(challenge)));
    }

    @Test
    void withoutMetadataItNamesTheScopeAlone() {
        assertThat(new ScopeChallenges(Optional.empty()).of(Scope.READ, "/mcp"),
                is("Bearer error=\"insufficient_scope\", scope=\"read\", error_description=\"The access token lacks the scope read\""));
    }
}
