package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.helidon.webserver.WebServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;

/** What a client that knows nothing yet is told, over the wire. */
class MetadataDocumentsTest {
    private static final String RESOURCE = """
            {"resource":"%s","authorization_servers":["https://mcp.example.com"],"scopes_supported":["read"],
             "bearer_methods_supported":["header"],"resource_name":"Sigil MCP","resource_documentation":"https://mcp.example.com"}""";
    private static final String SERVER = """
            {"issuer":"https://mcp.example.com","authorization_endpoint":"https://mcp.example.com/oauth/authorize",
             "token_endpoint":"https://mcp.example.com/oauth/token","registration_endpoint":"https://mcp.example.com/oauth/register",
             "revocation_endpoint":"https://mcp.example.com/oauth/revoke","introspection_endpoint":"https://mcp.example.com/oauth/introspect",
             "device_authorization_endpoint":"https://mcp.example.com/oauth/device",
             "response_types_supported":["code"],"response_modes_supported":["query"],
             "grant_types_supported":["authorization_code","refresh_token","urn:ietf:params:oauth:grant-type:device_code"],
             "code_challenge_methods_supported":["S256"],
             "token_endpoint_auth_methods_supported":["none","client_secret_basic","client_secret_post"],
             "revocation_endpoint_auth_methods_supported":["none","client_secret_basic","client_secret_post"],
             "introspection_endpoint_auth_methods_supported":["client_secret_basic","client_secret_post"],
             "scopes_supported":["read","write","offline_access"],"client_id_metadata_document_supported":true,
             "authorization_response_iss_parameter_supported":true,
             "protected_resources":["https://mcp.example.com/mcp","https://mcp.example.com"]}""";

    private static WebServer server;

    private record Answer(int status, String type, long length, String allow, String body) {
    }

    @BeforeAll
    static void serve() {
        var documents = new MetadataDocuments(Issuer.of("https://mcp.example.com"));
        server = WebServer.builder().host("127.0.0.1").shutdownHook(false).routing(documents::register).build().start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    // row: RS-01 RS-02 RS-11 RS-12 RS-13
    @Test
    void theResourceNamesItselfAsItWasTypedAndAsksForNoMoreThanToRead() throws Exception {
        assertThat(json("/.well-known/oauth-protected-resource/mcp"), is(parsed(RESOURCE.formatted("https://mcp.example.com/mcp"))));
        assertThat(json("/.well-known/oauth-protected-resource"), is(parsed(RESOURCE.formatted("https://mcp.example.com"))));
    }

    // row: AS-02 AS-03 AS-04 AS-08 CI-01 RV-02
    @ParameterizedTest
    @ValueSource(strings = {"/.well-known/oauth-authorization-server", "/.well-known/oauth-authorization-server/mcp"})
    void theAuthorizationServerDescribesItselfAtBothPlaces(String path) throws Exception {
        assertThat(json(path), is(parsed(SERVER)));
    }

    // row: RS-11
    @Test
    void noResourceOffersOfflineAccess() throws IOException {
        for (String path : new String[] {"/.well-known/oauth-protected-resource/mcp", "/.well-known/oauth-protected-resource"}) {
            assertThat(ask("GET", path).body(), not(containsString("offline_access")));
        }
    }

    @Test
    void theyAreNamedForTheCompositionToOpen() {
        assertThat(new MetadataDocuments(Issuer.of("http://127.0.0.1:8000")).paths(), containsInAnyOrder(
                "/.well-known/oauth-protected-resource", "/.well-known/oauth-protected-resource/mcp",
                "/.well-known/oauth-authorization-server", "/.well-known/oauth-authorization-server/mcp"));
    }

    @Test
    void headOptionsAndWrongMethodsAreAnsweredAsHttpHasIt() throws IOException {
        String path = "/.well-known/oauth-protected-resource/mcp";
        Answer get = ask("GET", path);
        Answer head = ask("HEAD", path);
        assertThat(head.status(), is(200));
        assertThat(head.type(), is("application/json"));
        assertThat(head.length(), is(get.length()));
        assertThat(head.body(), is(""));
        assertThat(ask("OPTIONS", path).status(), is(200));
        assertThat(ask("OPTIONS", path).allow(), is("GET, HEAD, OPTIONS"));
        assertThat(ask("POST", path).status(), is(405));
        assertThat(ask("POST", path).allow(), is("GET, HEAD, OPTIONS"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/.well-known/openid-configuration", "/.well-known/openid-configuration/mcp", "/mcp/.well-known/openid-configuration",
        "/.well-known/oauth-protected-resource/", "/.well-known/oauth-protected-resource/other"})
    void whatIsNotSpokenIsNotThere(String path) throws IOException {
        assertThat(ask("GET", path).status(), is(404));
    }

    private static JsonObject json(String path) throws IOException, MalformedJsonException {
        Answer answer = ask("GET", path);
        assertThat(answer.status(), is(200));
        assertThat(answer.type(), is("application/json"));
        return parsed(answer.body());
    }

    private static JsonObject parsed(String text) throws MalformedJsonException {
        return new JsonInput(4).read(text.getBytes(StandardCharsets.UTF_8)).asJsonObject();
    }

    private static Answer ask(String method, String path) throws IOException {
        var connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + server.port() + path).toURL().openConnection();
        connection.setRequestMethod(method);
        int status = connection.getResponseCode();
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Answer(status, connection.getContentType(), connection.getContentLengthLong(), connection.getHeaderField("Allow"),
                    body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
