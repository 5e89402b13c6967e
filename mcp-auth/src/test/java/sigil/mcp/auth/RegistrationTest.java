package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client registers itself (RFC 7591). */
class RegistrationTest extends WithAuthorizationServer {

    // row: DC-01
    @Test
    void aPublicClientIsToldAllThatIsKeptOfIt() {
        var answer = server.register("{'client_name':'Cursor','client_uri':'https://cursor.com/','grant_types':['authorization_code','refresh_token'],"
                + "'redirect_uris':['cursor://anysphere.cursor-mcp/oauth/callback','http://localhost:8787/callback'],'response_types':['code'],"
                + "'token_endpoint_auth_method':'none','application_type':'native','software_id':'x','scope':'read write','contacts':['a@b.example'],"
                + "'unknown':{'a':[1,2]},'jwks':{'keys':[]}}");
        assertThat(answer.status(), is(201));
        assertThat(answer.all("Content-Type"), is(List.of("application/json")));
        assertThat(answer.all("Cache-Control"), is(List.of("no-store")));
        var registered = answer.json();
        assertThat(registered.getString("client_id"), matchesPattern("client-[A-Za-z0-9_-]{22}"));
        assertThat((long) registered.getInt("client_id_issued_at"), is(server.clock.instant().getEpochSecond()));
        assertThat(registered.getString("client_name"), is("Cursor"));
        assertThat(registered.getString("client_uri"), is("https://cursor.com/"));
        assertThat(registered.getJsonArray("redirect_uris").toString(),
                is("[\"cursor://anysphere.cursor-mcp/oauth/callback\",\"http://localhost:8787/callback\"]"));
        assertThat(registered.getJsonArray("grant_types").toString(), is("[\"authorization_code\",\"refresh_token\"]"));
        assertThat(registered.getJsonArray("response_types").toString(), is("[\"code\"]"));
        assertThat(registered.getString("token_endpoint_auth_method"), is("none"));
        assertThat(registered.containsKey("client_secret"), is(false));
        assertThat(server.happened().getLast(), is("client added"));
    }

    // row: DC-01
    @ParameterizedTest
    @ValueSource(strings = {"client_secret_basic", "client_secret_post"})
    void aClientThatAsksForASecretGetsOneThatDoesNotExpire(String method) {
        var registered = server.register("{'redirect_uris':['https://a.example/cb'],'token_endpoint_auth_method':'" + method + "'}").json();
        assertThat(registered.getString("client_secret"), matchesPattern("sigil_cs_[A-Za-z0-9_-]{43}"));
        assertThat(registered.getInt("client_secret_expires_at"), is(0));
        assertThat(registered.getString("token_endpoint_auth_method"), is(method));
    }

    // row: DC-02
    // row: AS-10
    // row: SEC-06
    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "JAVASCRIPT://a/%0aalert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "blob:https://a.example/1",
        "mailto:a@b.example", "about:blank", "filesystem:https://a.example/x", " javascript:alert(1)", "http://app.example.com/cb", "http://10.0.0.1/cb",
        "http://127.0.0.2/cb", "http://0.0.0.0/cb", "evil://cb", "https://a.example/cb#f", "https://u:p@a.example/cb", "https://a.example@b.example/cb",
        "https://*.example.com/cb", "https://a.example/*", "https:///cb", "https://", "/cb", "", "a.example/cb", "https://a.example/c b",
        "https://a.example/\\tcb", "https://a.example\\\\@b.example/", "https://exämple.com/cb", "https://a.example/ü", "https://a.example/\u202e/cb",
        "https://a.example:0/cb", "https://a.example:65536/cb", "cursor:x"})
    void anAddressThatMayNotBeIsRefused(String uri) {
        assertThat(server.register("{'redirect_uris':['" + uri + "']}").refusal(), is("400 invalid_redirect_uri"));
    }

    // row: DC-02
    // row: SEC-06
    @Test
    void whoRegistersAScriptGetsNothingWhateverElseHeRegisters() {
        assertThat(server.register("{'redirect_uris':['https://a.example/cb','javascript:alert(1)']}").refusal(), is("400 invalid_redirect_uri"));
    }

    // row: DC-04
    @Test
    void anAddressOfASchemeThatTheOwnerDoesNotKnowIsLeftOutAndTheClientIsToldSo() {
        var registered = server.register("{'redirect_uris':['grokbot://mcp/oauth/callback','http://localhost:1/cb']}");
        assertThat(registered.status(), is(201));
        assertThat(registered.json().getJsonArray("redirect_uris").toString(), is("[\"http://localhost:1/cb\"]"));
    }

    // row: DC-04
    @Test
    void aClientIsPublicUnlessItAsksForASecret() {
        assertThat(server.register("{'redirect_uris':['https://a.example/cb']}").get("token_endpoint_auth_method"), is("none"));
    }

    // row: DC-02
    @ParameterizedTest
    @ValueSource(strings = {"", "x", "[]", "null", "'x'", "{", "{'redirect_uris':'https://a.example/cb'}", "{'redirect_uris':[1]}", "{'redirect_uris':null}",
        "{'redirect_uris':['https://a.example/cb'],'token_endpoint_auth_method':'private_key_jwt'}",
        "{'redirect_uris':['https://a.example/cb'],'token_endpoint_auth_method':7}",
        "{'redirect_uris':['https://a.example/cb'],'client_name':7}",
        "{'redirect_uris':['https://a.example/cb'],'grant_types':'authorization_code'}",
        "{'redirect_uris':['https://a.example/cb'],'grant_types':['client_credentials']}",
        "{'redirect_uris':['https://a.example/cb'],'grant_types':['implicit']}",
        "{'redirect_uris':['https://a.example/cb'],'response_types':['token']}",
        "{'redirect_uris':['https://a.example/cb']} trailing"})
    void metadataThatMakeNoSenseAreRefused(String body) {
        assertThat(server.register(body).refusal(), is("400 invalid_client_metadata"));
    }

    // row: DC-02
    @Test
    void whoWantsABrowserFlowNamesAnAddress() {
        assertThat(server.register("{}").refusal(), is("400 invalid_redirect_uri"));
        assertThat(server.register("{'redirect_uris':[]}").refusal(), is("400 invalid_redirect_uri"));
    }

    // row: DC-05
    // row: SEC-23
    // row: SEC-24
    @Test
    void aRegistrationHasBounds() {
        String uris = "'https://a.example/1'" + ",'https://a.example/2'".repeat(9);
        assertThat(server.register("{'redirect_uris':[" + uris + "]}").status(), is(201));
        assertThat(server.register("{'redirect_uris':[" + uris + ",'https://a.example/3']}").refusal(), is("400 invalid_redirect_uri"));
        assertThat(server.register("{'redirect_uris':['https://a.example/" + "x".repeat(2_000) + "']}").refusal(), is("400 invalid_redirect_uri"));
        assertThat(server.register("{'redirect_uris':['https://a.example/cb'],'x':'" + "x".repeat(17_000) + "'}").refusal(),
                is("400 invalid_client_metadata"));
        assertThat(server.register("{'redirect_uris':['https://a.example/cb'],'x':" + "[".repeat(200) + "]".repeat(200) + "}").refusal(),
                is("400 invalid_client_metadata"));
    }

    // row: DC-03
    // row: DC-08
    @Test
    void aNameIsShortenedAndMadeReadableAndMayBeTakenTwice() {
        var first = server.register("{'client_name':'ChatGPT\\u202e\\u200b','redirect_uris':['https://a.example/cb']}");
        var second = server.register("{'client_name':'ChatGPT','redirect_uris':['https://b.example/cb']}");
        assertThat(first.get("client_name"), is("ChatGPT"));
        assertThat(second.get("client_id"), is(not(first.get("client_id"))));
        assertThat(server.register("{'client_name':'" + "x".repeat(5_000) + "','redirect_uris':['https://a.example/cb']}").get("client_name").length() <= 80,
                is(true));
    }

    // row: DC-06
    @Test
    void anIdIsNeverTheUrlOfADocument() {
        for (int i = 0; i < 10; i++) {
            assertThat(server.registered(), startsWith("client-"));
        }
    }

    @Test
    void aClientUriThatIsNoWebsiteIsNotKept() {
        for (String uri : List.of("javascript:alert(1)", "http://a.example/", "https://u:p@a.example/", "x")) {
            assertThat(server.register("{'client_uri':'" + uri + "','redirect_uris':['https://a.example/cb']}").json().containsKey("client_uri"), is(false));
        }
    }
}
