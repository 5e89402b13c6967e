package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sigil.mcp.auth.AuthStore;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.Scope;

/** The whole server in this process: what strangers are told of how to get in, and that nothing else lets them in. */
class FrontDoorTest {
    private static final List<String> DOCUMENTS = List.of("/.well-known/oauth-protected-resource", "/.well-known/oauth-protected-resource/mcp",
            "/.well-known/oauth-authorization-server", "/.well-known/oauth-authorization-server/mcp");
    private static final String LIST = Rpc.request("tools/list", JsonValue.EMPTY_JSON_OBJECT);

    @TempDir
    private Path directory;
    private Loaded loaded;
    private Optional<Origin> origin = Optional.empty();
    private String token;

    @BeforeEach
    void createToken() {
        loaded = new Loaded(directory);
        loaded.file("project/README.md", "Hello\n");
        try (var store = AuthStore.open(directory.resolve("state"))) {
            var tokens = store.tokens();
            token = tokens.create("reader", Scope.READ, Optional.empty()).text().reveal();
        }
    }

    @AfterEach
    void stop() {
        origin.ifPresent(Origin::close);
    }

    // behaviour: http.metadata
    // row: RS-01 RS-02
    @Test
    void theMetadataAreForEveryoneAndForEveryPage() {
        serve();
        for (String path : DOCUMENTS) {
            for (String method : List.of("GET", "HEAD", "OPTIONS")) {
                RawHttp.Response response = ask(method, path, List.of("Origin: https://client.example.org", "MCP-Protocol-Version: 2025-11-25"), "");
                assertThat(path, response.status(), is(200));
                assertThat(path, response.all("Access-Control-Allow-Origin"), contains("*"));
                if (!method.equals("OPTIONS")) {
                    assertThat(path, response.all("Content-Type"), contains("application/json"));
                }
            }
        }
    }

    // behaviour: http.challenge
    // row: RS-02 RS-03 RS-06
    @ParameterizedTest
    @CsvSource({"POST,/mcp", "GET,/mcp", "DELETE,/mcp", "POST,/", "DELETE,/"})
    void aRefusalLeadsToMetadataThatNameTheAddressThatWasAsked(String method, String path) {
        serve();
        String challenge = ask(method, path, List.of(), "").first("WWW-Authenticate").orElseThrow();
        String prefix = "Bearer realm=\"sigil-mcp\", scope=\"read\", resource_metadata=\"" + here();
        assertThat(challenge.substring(0, prefix.length()), is(prefix));
        assertThat(challenge, not(containsString("error")));
        String metadata = challenge.substring(prefix.length(), challenge.length() - 1);
        assertThat(document(metadata).getString("resource"), is(here() + (path.equals("/") ? "" : path)));
        assertThat(document(metadata).getJsonArray("authorization_servers").getString(0),
                is(document("/.well-known/oauth-authorization-server").getString("issuer")));
    }

    // row: AS-03 RS-13
    @Test
    void everyLinkIsOfTheConfiguredOriginWhateverARequestSaysOfItself() {
        serve("--set", "server.public_url=https://MCP.Example.com:443/");
        List<String> claims = List.of("Host: mcp.example.com", "X-Forwarded-Host: evil.example", "X-Forwarded-Proto: http", "Forwarded: host=evil.example");
        for (String path : DOCUMENTS) {
            String body = ask("GET", path, claims, "").body();
            assertThat(body.split("https://mcp\\.example\\.com").length, greaterThan(2));
            assertThat(body.replace("https://mcp.example.com", ""), not(containsString("://")));
        }
        assertThat(ask("POST", "/mcp", claims, "").first("WWW-Authenticate").orElse(""),
                containsString("resource_metadata=\"https://mcp.example.com/.well-known/oauth-protected-resource/mcp\""));
    }

    // behaviour: http.metadata
    @ParameterizedTest
    @ValueSource(strings = {"/.well-known/openid-configuration", "/.well-known/openid-configuration/mcp", "/mcp/.well-known/openid-configuration",
        "/.well-known/oauth-protected-resource/nothing", "/.well-known/nothing"})
    void whatIsNotWellKnownHereIsNotFoundRatherThanForbidden(String path) {
        serve();
        assertThat(ask("GET", path, List.of(), "").status(), is(404));
        assertThat(ask("GET", path, bearer(), "").status(), is(404));
    }

    // row: RS-04
    @Test
    void aTokenInTheQueryOrTheBodyIsNotLookedAt() {
        serve();
        String form = "access_token=" + token;
        for (String path : List.of("/mcp", "/")) {
            assertThat(ask("POST", path + "?access_token=" + token + "&token=" + token, List.of(), Rpc.PING).status(), is(401));
            assertThat(ask("POST", path, List.of("Content-Type: application/x-www-form-urlencoded"), form).status(), is(401));
            assertThat(ask("POST", path, List.of(), "{\"access_token\":\"" + token + "\"," + Rpc.PING.substring(1)).status(), is(401));
            assertThat(ask("POST", path, List.of("Cookie: access_token=" + token), Rpc.PING).status(), is(401));
            assertThat("each request has its own", ask("POST", path, bearer(), Rpc.PING).status(), is(200));
            assertThat(ask("POST", path, List.of(), Rpc.PING).status(), is(401));
        }
    }

    // behaviour: http.challenge
    // row: RS-17
    @Test
    void wantOfATokenComesBeforeEveryOtherFault() {
        serve();
        List<String> unknownSession = List.of("Mcp-Session-Id: none");
        List<RawHttp.Response> answers = List.of(
                ask("POST", "/mcp", List.of(), "{"),
                ask("POST", "/mcp", List.of(), ""),
                ask("POST", "/mcp", List.of(), "[]"),
                ask("POST", "/mcp", List.of("MCP-Protocol-Version: 1999-01-01"), Rpc.PING),
                ask("POST", "/mcp", List.of("MCP-Protocol-Version: 2026-07-28", "Mcp-Method: no/such"), Rpc.request("no/such", JsonValue.EMPTY_JSON_OBJECT)),
                ask("POST", "/mcp", unknownSession, Rpc.PING),
                ask("GET", "/mcp", unknownSession, ""),
                ask("DELETE", "/mcp", unknownSession, ""),
                ask("PATCH", "/mcp", List.of(), ""),
                ask("GET", "/nothing", List.of(), ""));
        assertThat(answers.stream().map(RawHttp.Response::status).filter(status -> status != 401).toList(), is(empty()));
    }

    // row: RS-18
    @Test
    void everyToolSaysWhichScopeItNeeds() {
        serve();
        for (JsonObject tool : tools(bearer())) {
            // it reads nothing, and has the server work
            String scope = tool.getString("name").equals("index_repository") ? "write" : "read";
            JsonObject needed = Rpc.parse("{\"securitySchemes\":[{\"type\":\"oauth2\",\"scopes\":[\"" + scope + "\"]}]}").asJsonObject();
            assertThat(tool.get("securitySchemes"), is(needed.get("securitySchemes")));
            assertThat(tool.get("_meta"), is(needed));
        }
    }

    @Test
    void withoutAuthenticationThereIsNoWordOfIt() {
        serve("--set", "auth.required=false");
        for (String path : DOCUMENTS) {
            assertThat(ask("GET", path, List.of(), "").status(), is(404));
        }
        for (JsonObject tool : tools(List.of())) {
            assertThat(tool.containsKey("securitySchemes"), is(false));
            assertThat(tool.containsKey("_meta"), is(false));
        }
        assertThat(ask("POST", "/mcp", List.of("X-Forwarded-For: 192.0.2.1"), Rpc.PING).first("WWW-Authenticate").orElse(""),
                not(containsString("resource_metadata")));
    }

    @Test
    void theOriginOfAServerWithoutAPublicUrlIsItsLoopbackAddress() {
        assertThat(configuration("--set", "server.host=0.0.0.0").issuer(8_000).value(), is("http://127.0.0.1:8000"));
        assertThat(configuration("--set", "server.host=::1").issuer(8_000).value(), is("http://[::1]:8000"));
        assertThat(configuration("--set", "server.public_url=https://mcp.example.com").issuer(8_000).value(), is("https://mcp.example.com"));
    }

    private void serve(String... flags) {
        origin = Optional.of(Origin.start(configuration(flags)));
    }

    private Configuration configuration(String... flags) {
        return loaded.json("{\"server\": {\"port\": 0}, \"repositories\": {\"project\": \"" + directory.resolve("project") + "\"},"
                + " \"state\": {\"directory\": \"" + directory.resolve("state") + "\"}}", flags);
    }

    private String here() {
        return "http://127.0.0.1:" + origin.orElseThrow().port();
    }

    private List<String> bearer() {
        return List.of("Authorization: Bearer " + token);
    }

    private RawHttp.Response ask(String method, String path, List<String> headers, String body) {
        return RawHttp.once(origin.orElseThrow().port(), method, path, headers, body);
    }

    private JsonObject document(String path) {
        return Rpc.parse(ask("GET", path, List.of(), "").body()).asJsonObject();
    }

    private List<JsonObject> tools(List<String> headers) {
        List<String> all = new ArrayList<>(headers);
        all.add("MCP-Protocol-Version: 2025-11-25");
        JsonObject result = JsonCodec.object(Rpc.parse(ask("POST", "/mcp", all, LIST).body()).asJsonObject(), "result").orElseThrow();
        return result.getJsonArray("tools").getValuesAs(JsonObject.class);
    }
}
