package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code sigil-mcp client}. */
class ClientCommandsTest {
    private static final String PUBLIC_URL = "--set=server.public_url=https://mcp.example.com";
    private static final String OLD_CALLBACK = "https://chat.openai.com/aip/g-HMNcP6w7d/oauth/callback";
    private static final String CALLBACK = "https://chatgpt.com/aip/g-HMNcP6w7d/oauth/callback";

    @TempDir
    private Path directory;
    private OwnerCommands owner;

    @BeforeEach
    void prepare() {
        owner = OwnerCommands.in(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"g-HMNcP6w7d", CALLBACK, OLD_CALLBACK})
    void whatGoesIntoTheEditorOfAGptIsAllThatStandardOutputSays(String gpt) {
        Shell added = owner.run("client add", "--gpt-action", gpt, "--name", "My GPT", PUBLIC_URL);
        assertThat(added.exit(), is(0));
        List<String> lines = added.out().lines().toList();
        assertThat(lines.subList(0, 2), contains(
                "Schema, Import from URL  https://mcp.example.com/openapi.json",
                "Authentication Type      OAuth"));
        assertThat(lines.get(2), matchesPattern("Client ID +client-[A-Za-z0-9_-]{22}"));
        assertThat(lines.get(3), matchesPattern("Client Secret +sigil_cs_[A-Za-z0-9_-]{43}"));
        assertThat(lines.subList(4, lines.size()), contains(
                "Authorization URL        https://mcp.example.com/oauth/authorize",
                "Token URL                https://mcp.example.com/oauth/token",
                "Scope                    read",
                "Token Exchange Method    Default (POST request)",
                "may return to            " + OLD_CALLBACK,
                "may return to            " + CALLBACK));
        assertThat(added.err(), startsWith("Client \"My GPT\". The secret is shown only this once."
                + " In the editor of the GPT, under Configure, Actions, Create new action:\n"));
    }

    @Test
    void aGptWhoseCallbackIsNotKnownYetIsMadeAllTheSame() {
        Shell added = owner.run("client add", "--gpt-action", PUBLIC_URL);
        String id = added.out().lines().filter(line -> line.startsWith("Client ID")).findFirst().orElseThrow().split(" +")[2];
        assertThat(added.exit(), is(0));
        assertThat(added.err(), containsString("Add it: sigil-mcp client redirect " + id + " CALLBACK"));
        assertThat(owner.lines("client list").getLast(), matchesPattern("owned +GPT Action +" + id + " .* 0 +needs its callback +-"));
        Shell redirected = owner.run("client redirect", id, CALLBACK);
        assertThat(redirected.out(), is("\"GPT Action\" may return to:\n  " + OLD_CALLBACK + "\n  " + CALLBACK + "\n"));
        assertThat(owner.lines("client list").getLast(), containsString(" until removed  " + OLD_CALLBACK + " and 1 more"));
    }

    @Test
    void withoutAPublicUrlItSaysThatTheUrlsAreNotKnownYetAndHowTheyWillBe() {
        Shell added = owner.run("client add", "--gpt-action", "g-abc");
        assertThat(added.exit(), is(0));
        assertThat(added.out(), not(containsString("URL")));
        assertThat(added.err(), containsString("set server.public_url to the https origin that your tunnel gives this server; /openapi.json, /oauth/authorize and"
                + " /oauth/token are below it"));
    }

    @Test
    void anyOtherClientIsMadeWithASecretOrWithout() {
        JsonObject app = owner.json("client add", "--redirect", "https://app.example.com/callback", "cursor://x/y", "--name", "app", PUBLIC_URL).asJsonObject();
        assertThat(app.getString("client_secret"), startsWith("sigil_cs_"));
        assertThat(app.getString("token_endpoint_auth_method"), is("client_secret_basic"));
        assertThat(app.getBoolean("pkce"), is(true));
        assertThat(app.getJsonArray("redirect_uris").getValuesAs(JsonString::getString), contains("https://app.example.com/callback", "cursor://x/y"));
        assertThat(app.getString("token_endpoint"), is("https://mcp.example.com/oauth/token"));
        JsonObject script = owner.json("client add", "--redirect", "http://127.0.0.1/callback", "--public").asJsonObject();
        assertThat(script, not(hasKey("client_secret")));
        assertThat(script.getString("token_endpoint_auth_method"), is("none"));
        Shell television = owner.run("client add", "--device", "--public", "--name", "television", PUBLIC_URL);
        assertThat(television.out(), containsString("device authorization URL  https://mcp.example.com/oauth/device\n"));
        assertThat(television.out(), not(containsString("oauth/authorize")));
        assertThat(television.err(), not(containsString("secret")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--public", "--gpt-action g-a --redirect https://x.example/", "--gpt-action --public", "--gpt-action --device",
        "--gpt-action HMNcP6w7d", "--gpt-action https://chatgpt.com.evil.example/aip/g-a/oauth/callback", "--redirect javascript:alert(1)",
        "--redirect http://example.com/", "--redirect https://*.example.com/", "--redirect"})
    void whatCannotBeMadeIsAWrongCommandLineAndNothingIsKept(String arguments) {
        Shell refused = owner.run("client add", arguments.isEmpty() ? new String[0] : arguments.split(" "));
        assertThat(refused.exit(), is(2));
        assertThat(refused.out(), is(""));
        assertThat(owner.run("client list").out(), startsWith("No clients."));
    }

    @Test
    void aRedirectUriThatMayNotBeOneIsNotAdded() {
        String id = owner.json("client add", "--gpt-action").asJsonObject().getString("client_id");
        Shell refused = owner.run("client redirect", id, "javascript:alert(1)");
        assertThat(refused.exit(), is(2));
        assertThat(refused.err(), startsWith("javascript:alert(1) cannot be used. A redirect URI is https, http on loopback, or of a scheme"));
        Shell unknown = owner.run("client redirect", "client-x", CALLBACK);
        assertThat(unknown.exit(), is(4));
        assertThat(unknown.err(), is("There is no client client-x. `sigil-mcp client list` shows them.\n"));
    }

    @Test
    void theListShowsEveryKindAndNoSecret() {
        JsonObject gpt = owner.json("client add", "--gpt-action", "g-abc", "--name", "My GPT", PUBLIC_URL).asJsonObject();
        assertThat(gpt.getString("openapi_url"), is("https://mcp.example.com/openapi.json"));
        try (SignInPages pages = new SignInPages(owner.state())) {
            String registered = GrantFlow.register(pages.road(),
                    "{'client_name':'Cursor','redirect_uris':['cursor://anysphere.cursor-mcp/oauth/callback']}").getString("client_id");
            pages.letIn(gpt.getString("client_id"), gpt.getString("client_secret"), "https://chatgpt.com/aip/g-abc/oauth/callback", "owner");
            List<String> lines = owner.lines("client list");
            assertThat(lines.getFirst(), matchesPattern("KIND +NAME +ID +CREATED +GRANTS +STATE +MAY RETURN TO"));
            assertThat(lines, hasItem(matchesPattern("owned +My GPT +" + gpt.getString("client_id") + " .* 1 +until removed .*")));
            assertThat(lines, hasItem(matchesPattern("registered +Cursor +" + registered + " .* 0 +until [0-9-]+ [0-9:]+Z, unless granted +cursor://.*")));
            String all = owner.run("client list").out() + owner.run("client list", "--json").out();
            assertThat(all, not(containsString("sigil_cs_")));
            JsonObject first = owner.json("client list").asJsonArray().getValuesAs(JsonObject.class).stream()
                    .filter(client -> client.getString("kind").equals("owned")).findFirst().orElseThrow();
            assertThat(first.getInt("grants"), is(1));
            assertThat(first.getBoolean("pkce"), is(false));
            Shell refused = owner.run("client redirect", registered, CALLBACK);
            assertThat(refused.exit(), is(2));
            assertThat(refused.err(), startsWith("That client says by itself where its codes go; only one that you made can be changed."));
        }
    }

    @Test
    void aClientThatIsRemovedIsUnknownToTheRunningServerAtOnce() {
        JsonObject gpt = owner.json("client add", "--gpt-action", "g-abc").asJsonObject();
        String id = gpt.getString("client_id");
        try (SignInPages pages = new SignInPages(owner.state())) {
            pages.letIn(id, gpt.getString("client_secret"), "https://chatgpt.com/aip/g-abc/oauth/callback", "owner");
            GrantFlow flow = pages.flow(id, "https://chatgpt.com/aip/g-abc/oauth/callback").redeeming("client_secret", gpt.getString("client_secret"));
            assertThat(GrantFlow.error(flow.refresh("none")), is("400 invalid_grant"));
            assertThat(owner.run("client remove", id).out(), is("Removed " + id + ", and with it 1 grant.\n"));
            assertThat(GrantFlow.error(flow.refresh("none")), is("401 invalid_client"));
        }
        assertThat(owner.run("client remove", id).exit(), is(4));
    }
}
