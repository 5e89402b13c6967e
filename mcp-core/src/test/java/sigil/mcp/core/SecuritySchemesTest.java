package sigil.mcp.core;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What clients are told of who may call a tool. */
class SecuritySchemesTest {
    private static final JsonObject READ = Text.object("{\"securitySchemes\":[{\"type\":\"oauth2\",\"scopes\":[\"read\"]}]}");
    private static final JsonObject WRITE = Text.object("{\"securitySchemes\":[{\"type\":\"oauth2\",\"scopes\":[\"write\"]}]}");

    // behaviour: tools.security-schemes
    // row: RS-18
    @ParameterizedTest
    @EnumSource
    void whereCallersAreAuthorizedByOAuthEveryToolSaysWhatScopeItNeeds(ProtocolVersion version) throws InterruptedException {
        for (JsonObject tool : listed(server(SecuritySchemes.OAUTH2), version)) {
            JsonObject needed = tool.getString("name").equals("change") ? WRITE : READ;
            assertThat(tool.get("securitySchemes"), is(needed.get("securitySchemes")));
            // a tool has had room for more than its definition since then
            assertThat(tool.get("_meta"), is(version.compareTo(ProtocolVersion.V2025_06_18) >= 0 ? needed : null));
        }
    }

    // behaviour: tools.security-schemes
    @ParameterizedTest
    @EnumSource
    void elsewhereNoToolSaysAnything(ProtocolVersion version) throws InterruptedException {
        for (McpServer server : List.of(server(SecuritySchemes.NONE), Servers.of(SampleTools.sums()))) {
            for (JsonObject tool : listed(server, version)) {
                assertThat(tool.containsKey("securitySchemes"), is(false));
                assertThat(tool.containsKey("_meta"), is(false));
            }
        }
    }

    // behaviour: tools.challenge
    // row: RS-07 RS-08 RS-18
    @Test
    void aRefusedCallIsAResultWithTheChallengeAndAnythingElseAnError() throws InterruptedException {
        TestClient reader = new TestClient(Servers.of(SampleTools.sums(), new SampleLibrary(new Changes())));
        List<Wire> calls = new ArrayList<>(List.of(reader.call("change", "{}"), reader.modern("tools/call", "{\"name\":\"change\"}")));
        for (Wire call : calls) {
            assertThat(call.result().getBoolean("isError"), is(true));
            assertThat(call.result().getJsonObject("_meta").getJsonArray("mcp/www_authenticate"), is(Text.json("[\"Bearer scope=\\\"write\\\"\"]")));
        }
        TestClient nobody = new TestClient(Servers.of(new SampleLibrary(new Changes())), new Caller("nobody", java.util.Set.of()), true);
        Wire read = nobody.ask("resources/read", "{\"uri\":\"letter://a\"}");
        assertThat(read.error().getInt("code"), is(403));
        assertThat(((Reply.Forbidden) read.reply()).challenge().orElseThrow(), is("Bearer scope=\"read\""));
    }

    // row: RS-08
    @Test
    void whoMayWriteMayRead() throws InterruptedException {
        TestClient writer = new TestClient(Servers.of(SampleTools.sums()), new Caller("writer", java.util.Set.of(Scope.WRITE)), true);
        assertThat(writer.call("change", "{}").result().getBoolean("isError"), is(false));
        assertThat(writer.call("add", "{\"a\":1,\"b\":2}").result().getBoolean("isError"), is(false));
    }

    private static McpServer server(SecuritySchemes security) {
        return McpServer.create(new Implementation("test", "Test", "1"), List.of(SampleTools.sums()), new Changes(), ServerLimits.DEFAULTS, security);
    }

    private static List<JsonObject> listed(McpServer server, ProtocolVersion version) throws InterruptedException {
        JsonObject result = version.era() == Era.MODERN ? new TestClient(server).modern("tools/list", "{}").result()
                : TestClient.legacy(server, TestClient.ALICE, version.wire(), "{}").ask("tools/list", "{}").result();
        return result.getJsonArray("tools").getValuesAs(JsonObject.class);
    }
}
