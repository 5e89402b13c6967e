package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each known client from its first request to the refresh of its token, through the tunnel, as {@code clients.md} of the clients' makers has it; and
 * all of it once more for one who says in headers that he is somebody else.
 */
@ParameterizedClass
@EnumSource
class ClientFlowsIT {
    private static final String CHATGPT = "https://chatgpt.com/oauth/client.json";
    private static final String CHATGPT_CALLBACK = "https://chatgpt.com/connector_platform_oauth_redirect";
    private static final String CLAUDE = "https://claude.ai/oauth/mcp-oauth-client-metadata";
    private static final String CLAUDE_CALLBACK = "https://claude.ai/api/mcp/auth_callback";
    private static final Pattern RESOURCE_METADATA = Pattern.compile("resource_metadata=\"([^\"]+)\"");

    @TempDir
    private static Path home;
    private static TunnelledServer server;

    @Parameter
    private Claims claims;

    /** What a visitor says of himself. */
    enum Claims {
        NONE(List.of()),
        FORGED(List.of("X-Forwarded-For: 127.0.0.1", "X-Forwarded-Proto: http", "X-Forwarded-Host: elsewhere.example", "X-Forwarded-Port: 80",
                "Forwarded: for=127.0.0.1;host=elsewhere.example;proto=http", "X-Real-IP: 127.0.0.1", "CF-Connecting-IP: 127.0.0.1",
                "CF-Visitor: {\"scheme\":\"http\"}", "Cf-Access-Authenticated-User-Email: owner@example.com",
                "Cf-Access-Jwt-Assertion: e30.e30.e30"));

        private final List<String> headerLines;

        Claims(List<String> headerLines) {
            this.headerLines = headerLines;
        }
    }

    @BeforeAll
    static void serve() {
        server = TunnelledServer.start(home);
        server.haveDocuments();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private Road road() {
        return server.road().claiming(claims.headerLines);
    }

    private String issuer() {
        return server.tunnel().publicUrl();
    }

    private JsonObject document(String uri) {
        assertThat(uri, startsWith(issuer() + "/"));
        return GrantFlow.json(road().get(uri.substring(issuer().length()), "MCP-Protocol-Version: 2025-11-25"));
    }

    private static List<String> texts(JsonObject object, String name) {
        return object.getJsonArray(name).getValuesAs(JsonString::getString);
    }

    /** What a client finds that knows nothing but the address that its person typed: the metadata of the authorization server. */
    private JsonObject discovered() {
        RawHttp.Response first = road().json("/mcp", Rpc.PING);
        assertThat(first.toString(), first.status(), is(401));
        String where = RESOURCE_METADATA.matcher(first.first("WWW-Authenticate").orElse("")).results().map(match -> match.group(1)).findFirst().orElseThrow();
        JsonObject resource = document(where);
        assertThat(resource.getString("resource"), is(issuer() + "/mcp"));
        assertThat(texts(resource, "authorization_servers"), is(List.of(issuer())));
        JsonObject metadata = document(issuer() + "/.well-known/oauth-authorization-server");
        assertThat(metadata.getString("issuer"), is(issuer()));
        for (String endpoint : List.of("authorization_endpoint", "token_endpoint", "registration_endpoint", "revocation_endpoint")) {
            assertThat(metadata.getString(endpoint), startsWith(issuer() + "/"));
        }
        return metadata;
    }

    private GrantFlow flow(String clientId, String redirectUri) {
        return new GrantFlow(road(), clientId, redirectUri).asking("scope", "read offline_access");
    }

    private void opens(JsonObject tokens) {
        McpVisit visit = new McpVisit(road(), tokens.getString("access_token"));
        assertThat(visit.tools().body(), containsString("\"name\":\"ping\""));
        assertThat(visit.ping().body(), containsString("\"status\":\"ok\""));
    }

    // row: AS-02 AS-03 AS-08 CI-01 CI-09 RS-01 RS-02 RS-06
    @ParameterizedTest
    @ValueSource(strings = {"expiry", "revocation"})
    void chatGptSignsInByItsDocumentAndRefreshesAsSoonAsItsTokenIsRefused(String end) {
        JsonObject metadata = discovered();
        assertThat(texts(metadata, "code_challenge_methods_supported"), hasItem("S256"));
        assertThat(texts(metadata, "token_endpoint_auth_methods_supported"), hasItem("none"));
        assertThat(metadata.getBoolean("client_id_metadata_document_supported"), is(true));
        assertThat(metadata.getBoolean("authorization_response_iss_parameter_supported"), is(true));

        GrantFlow chatGpt = flow(CHATGPT, CHATGPT_CALLBACK);
        assertThat(chatGpt.begin().body(), allOf(containsString("ChatGPT"), containsString("chatgpt.com")));
        URI landing = chatGpt.allowed(TunnelledServer.PASSPHRASE);
        assertThat(landing.toString(), startsWith(CHATGPT_CALLBACK + "?"));
        JsonObject tokens = GrantFlow.json(chatGpt.redeem(chatGpt.code(landing)));
        assertThat(tokens.getString("token_type"), is("Bearer"));
        assertThat(tokens.getInt("expires_in"), is(3_600));
        opens(tokens);

        String access = tokens.getString("access_token");
        if (end.equals("expiry")) {
            server.database().run("update access set expires = unixepoch() - 1 where revoked is null");
        } else {
            RawHttp.Response revoked = road().form("/oauth/revoke", Query.of(Map.of("token", access, "client_id", CHATGPT)));
            assertThat(revoked.status(), is(200));
        }
        RawHttp.Response refused = new McpVisit(road(), access).ping();
        assertThat(refused.status(), is(401));
        assertThat(refused.first("WWW-Authenticate").orElse(""), containsString("error=\"invalid_token\""));
        opens(GrantFlow.json(chatGpt.refresh(tokens.getString("refresh_token"))));
    }

    @Test
    void chatGptIsToldThatItWasDenied() {
        GrantFlow chatGpt = flow(CHATGPT, CHATGPT_CALLBACK);
        chatGpt.begin();
        chatGpt.browser().press("deny");
        URI landing = chatGpt.browser().landing();
        assertThat(landing.toString(), startsWith(CHATGPT_CALLBACK + "?"));
        assertThat(Query.find(landing, "error"), is(Optional.of("access_denied")));
        assertThat(Query.find(landing, "iss"), is(Optional.of(issuer())));
        assertThat(Query.find(landing, "state"), is(Optional.of(chatGpt.asked("state"))));
        assertThat(Query.find(landing, "code"), is(Optional.empty()));
    }

    // row: DC-01
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void claudeSignsInByItsDocumentOrRegistersAndItsRacingRefreshesAgree(boolean byDocument) {
        for (String path : List.of("/.well-known/oauth-protected-resource/mcp", "/.well-known/oauth-protected-resource",
                "/.well-known/oauth-authorization-server", "/.well-known/oauth-authorization-server/mcp")) {
            assertThat(path, road().get(path, "User-Agent: python-httpx/0.28.1").status(), is(200));
        }
        assertThat(road().get("/.well-known/openid-configuration").status(), is(404));
        JsonObject metadata = discovered();
        assertThat(texts(metadata, "scopes_supported"), hasItem("offline_access"));
        assertThat(texts(document(issuer() + "/.well-known/oauth-protected-resource/mcp"), "scopes_supported"), not(hasItem("offline_access")));
        String id = byDocument ? CLAUDE : GrantFlow.register(road(), """
                {'client_name':'Claude','redirect_uris':['https://claude.ai/api/mcp/auth_callback'],'token_endpoint_auth_method':'none',
                'grant_types':['authorization_code','refresh_token'],'response_types':['code'],'scope':'read offline_access'}""").getString("client_id");
        GrantFlow claude = flow(id, CLAUDE_CALLBACK);
        JsonObject tokens = claude.tokens(TunnelledServer.PASSPHRASE);
        opens(tokens);

        String refresh = tokens.getString("refresh_token");
        List<CompletableFuture<RawHttp.Response>> race = List.of(1, 2).stream().map(_ -> CompletableFuture.supplyAsync(() -> claude.refresh(refresh))).toList();
        List<JsonObject> both = race.stream().map(CompletableFuture::join).map(GrantFlow::json).toList();
        assertThat(both.get(0).getString("refresh_token"), is(both.get(1).getString("refresh_token")));
        both.forEach(this::opens);
        opens(GrantFlow.json(claude.refresh(both.get(0).getString("refresh_token"))));
    }

    // row: DC-02 DC-04
    @Test
    void cursorRegistersAllItsAddressesAtOnceAndIsSentBackByItsOwnScheme() {
        JsonObject registered = GrantFlow.register(road(), """
                {'client_name':'Cursor','token_endpoint_auth_method':'none','grant_types':['authorization_code','refresh_token'],
                'response_types':['code'],'application_type':'native','software_id':'x','redirect_uris':[
                'cursor://anysphere.cursor-mcp/oauth/callback','cursor://anysphere.cursor-mcp/oauth/return','http://localhost:8787/callback',
                'https://www.cursor.com/agents/mcp/oauth/callback','grokbot://mcp/oauth/callback']}""");
        assertThat(texts(registered, "redirect_uris"), hasItems("cursor://anysphere.cursor-mcp/oauth/callback", "http://localhost:8787/callback"));
        assertThat(texts(registered, "redirect_uris"), not(hasItem("grokbot://mcp/oauth/callback")));
        GrantFlow cursor = flow(registered.getString("client_id"), "cursor://anysphere.cursor-mcp/oauth/callback");
        JsonObject tokens = cursor.tokens(TunnelledServer.PASSPHRASE);
        opens(tokens);
        opens(GrantFlow.json(cursor.refresh(tokens.getString("refresh_token"))));
    }

    // row: AS-09 AS-24
    @ParameterizedTest
    @CsvSource({
        "https://claude.ai/oauth/claude-code-client-metadata,http://localhost:53187/callback",
        "https://claude.ai/oauth/claude-code-client-metadata,http://127.0.0.1:9/callback",
        "https://vscode.dev/oauth/client-metadata.json,http://127.0.0.1:33418/",
        "https://vscode.dev/oauth/client-metadata.json,http://127.0.0.1:41001/"
    })
    void programsOnADeskTakeThePortThatIsFreeAndGetTheirStateBackToTheByte(String document, String callback) {
        String state = "eyJh/bGc+iJI=UzI1/NiJ9+w==";
        GrantFlow program = flow(document, callback).asking("state", state);
        URI landing = program.allowed(TunnelledServer.PASSPHRASE);
        assertThat(landing.toString(), startsWith(callback + "?"));
        assertThat(Query.find(landing, "state"), is(Optional.of(state)));
        JsonObject tokens = GrantFlow.json(program.redeem(program.code(landing)));
        opens(tokens);
        opens(GrantFlow.json(program.refresh(tokens.getString("refresh_token"))));
    }

    // row: AS-06
    @ParameterizedTest
    @CsvSource({"false,chat.openai.com", "true,chatgpt.com"})
    void aGptActionSignsInWithItsSecretAloneWhicheverHostItIsCalledFrom(boolean basic, String host) {
        String gpt = "g-" + GrantFlow.random().substring(0, 9).replace('-', 'x').replace('_', 'y');
        Image.Finished added = server.image().run("client", "add", "--gpt-action", gpt, "--json");
        assertThat(added.err(), added.exitCode(), is(0));
        JsonObject client = Rpc.parse(added.out()).asJsonObject();
        String secret = client.getString("client_secret");

        GrantFlow action = new GrantFlow(road(), client.getString("client_id"), "https://" + host + "/aip/" + gpt + "/oauth/callback")
                .without("code_challenge", "code_challenge_method", "code_verifier", "resource").asking("scope", "");
        if (basic) {
            action.withBasic(secret);
        } else {
            action.redeeming("client_secret", secret);
        }
        JsonObject tokens = action.tokens(TunnelledServer.PASSPHRASE);
        assertThat(tokens.getString("token_type"), is("Bearer"));
        assertThat(tokens.getString("scope"), is("read"));
        opens(tokens);
        acts(tokens);
        server.database().run("update access set expires = unixepoch() - 1 where revoked is null");
        assertThat(road().json("/actions/ping", "{}", "Authorization: Bearer " + tokens.getString("access_token")).status(), is(401));
        JsonObject refreshed = GrantFlow.json(action.refresh(tokens.getString("refresh_token")));
        opens(refreshed);
        acts(refreshed);
    }

    /** What the GPT does with its token, at the address and with the scope that its document names. */
    private void acts(JsonObject tokens) {
        JsonObject document = document(issuer() + "/openapi.json");
        assertThat(document.getJsonArray("servers").getJsonObject(0).getString("url"), is(issuer()));
        JsonObject flow = document.getValue("/components/securitySchemes/oauth/flows/authorizationCode").asJsonObject();
        assertThat(flow.getString("authorizationUrl"), is(issuer() + "/oauth/authorize"));
        assertThat(flow.getString("tokenUrl"), is(issuer() + "/oauth/token"));
        RawHttp.Response answer = road().json("/actions/ping", "{}", "Authorization: Bearer " + tokens.getString("access_token"),
                "User-Agent: Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ChatGPT-User/1.0; +https://openai.com/bot)");
        assertThat(answer.toString(), answer.status(), is(200));
        assertThat(GrantFlow.json(answer).getString("status"), is("ok"));
    }

    @Test
    void aGptActionWithoutItsSecretGetsNothing() {
        JsonObject client = Rpc.parse(server.image().run("client", "add", "--gpt-action", "g-secretless", "--json").out()).asJsonObject();
        GrantFlow action = new GrantFlow(road(), client.getString("client_id"), "https://chatgpt.com/aip/g-secretless/oauth/callback")
                .without("code_challenge", "code_challenge_method", "code_verifier", "resource").redeeming("client_secret", GrantFlow.random());
        String code = action.code(action.allowed(TunnelledServer.PASSPHRASE));
        assertThat(GrantFlow.error(action.redeem(code)), is("401 invalid_client"));
    }
}
