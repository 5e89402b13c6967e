package sigil.mcp.app;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

class TokenCommandsTest {
    @TempDir
    private Path directory;
    private Path file;

    @BeforeEach
    void configure() {
        file = new Loaded(directory).file("config.json", "{\"state\": {\"directory\": \"" + directory.resolve("state") + "\"}}");
    }

    @Test
    void aNewTokenIsAllThatStandardOutputSays() {
        Shell created = token("create", "--name", "chatgpt");
        assertThat(created.exit(), is(0));
        assertThat(created.out(), matchesPattern("sigil_[A-Za-z0-9_-]{40,}\\R"));
        assertThat(created.err(), startsWith("Access token \"chatgpt\" (scope read, until revoked). It is shown only this once:"));
        assertThat(created.err(), not(containsString(created.out().strip())));
    }

    @Test
    void aTokenForAnActionSaysWhereTheEditorOfAGptWantsWhat() {
        Shell created = token("create", "--action", "--set", "server.public_url=https://mcp.example.com");
        assertThat(created.exit(), is(0));
        assertThat(created.out(), matchesPattern("sigil_[A-Za-z0-9_-]{40,}\\R"));
        assertThat(created.err().lines().toList(), is(List.of(
                "Access token \"gpt-action\" (scope read, until revoked). It is shown only this once:",
                "In the editor of the GPT, under Configure, Actions, Create new action:",
                "Schema, Import from URL  https://mcp.example.com/openapi.json",
                "Authentication Type      API Key",
                "API Key                  the access token",
                "Auth Type                Bearer")));
    }

    @Test
    void aTokenForAnActionSaysThatAGptNeedsAPublicUrl() {
        assertThat(token("create", "--action", "--name", "second").err(), containsString("set server.public_url"));
    }

    @Test
    void aTokenForAnythingElseNeedsAName() {
        Shell nameless = token("create");
        assertThat(nameless.exit(), is(2));
        assertThat(nameless.err(), containsString("--name"));
    }

    @Test
    void aNewTokenCanBeHadAsJson() throws MalformedJsonException {
        Shell created = token("create", "--name", "script", "--scope", "write", "--expires", "30d", "--json");
        JsonObject object = json(created).asJsonObject();
        assertThat(object.getString("name"), is("script"));
        assertThat(object.getString("scope"), is("write"));
        assertThat(object.getString("token"), startsWith("sigil_"));
        assertThat(object, hasKey("expires"));
        assertThat(created.err(), is(""));
    }

    @Test
    void theListNeverShowsAToken() {
        String text = token("create", "--name", "chatgpt").out().strip();
        String secret = text.substring("sigil_".length());
        Shell table = token("list");
        Shell json = token("list", "--json");
        assertThat(table.out(), containsString("chatgpt"));
        assertThat(json.out(), containsString("chatgpt"));
        assertThat(table.out() + json.out() + table.err() + json.err(), not(containsString(secret.substring(0, 8))));
    }

    @Test
    void theListTellsWhatBecameOfEachToken() throws MalformedJsonException {
        token("create", "--name", "a");
        token("create", "--name", "b", "--expires", "8w");
        token("create", "--name", "c");
        token("revoke", "c");
        List<String> lines = token("list").out().lines().toList();
        assertThat(lines.get(0), matchesPattern("ID +NAME +SCOPE +MEMBER +CREATED +USED +STATE"));
        assertThat(lines.get(1), matchesPattern("1 +a +read .* until revoked"));
        assertThat(lines.get(2), matchesPattern("2 +b +read .* until [0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}Z"));
        assertThat(lines.get(3), matchesPattern("3 +c +read .* revoked [0-9-]+ [0-9:]+Z"));
        JsonArray array = json(token("list", "--json")).asJsonArray();
        assertThat(array.getValuesAs(JsonObject.class).stream().map(token -> token.getBoolean("live")).toList(),
                is(List.of(true, true, false)));
    }

    @Test
    void anEmptyListSaysHowToMakeAToken() {
        assertThat(token("list").out().strip(), is("No tokens. Make one: sigil-mcp token create --name my-client"));
        assertThat(token("list", "--json").out().strip(), is("[]"));
    }

    @Test
    void aTokenIsRevokedByItsNameOrItsNumberAndOnlyOnce() {
        token("create", "--name", "a");
        token("create", "--name", "b");
        assertThat(token("revoke", "a").out().strip(), is("Revoked a."));
        assertThat(token("revoke", "2").exit(), is(0));
        Shell again = token("revoke", "a");
        assertThat(again.exit(), is(4));
        assertThat(again.err().strip(), is("There is no live token a. `sigil-mcp token list` shows them."));
    }

    @Test
    void whatWasGrantedToAClientStandsBesideTheTokensAndIsRevokedByItsNumber() throws MalformedJsonException {
        token("create", "--name", "grant");
        OwnerCommands owner = new OwnerCommands(directory, file);
        JsonObject gpt = owner.json("client add", "--gpt-action", "g-abc", "--name", "My GPT").asJsonObject();
        try (SignInPages pages = new SignInPages(owner.state())) {
            pages.letIn(gpt.getString("client_id"), gpt.getString("client_secret"), "https://chatgpt.com/aip/g-abc/oauth/callback", "owner");
            List<String> lines = token("list").out().lines().toList();
            assertThat(lines.get(1), matchesPattern("1 +grant +read +- +[0-9-]+ [0-9:]+Z +- +until revoked"));
            assertThat(lines.get(2), matchesPattern("grant 1 +My GPT +read +owner +[0-9-]+ [0-9:]+Z +[0-9-]+ [0-9:]+Z +until revoked"));
            JsonObject grant = json(token("list", "--json")).asJsonArray().getJsonObject(1);
            assertThat(grant.getString("kind"), is("grant"));
            assertThat(grant.getString("client_id"), is(gpt.getString("client_id")));
            assertThat(grant.getBoolean("live"), is(true));
            assertThat(token("revoke", "grant", "1"), is(new Shell(0, "Revoked grant 1.\n", "")));
            assertThat(pages.store().grants().list().getFirst().revoked().isPresent(), is(true));
        }
        assertThat(token("list").out().lines().toList().get(2), matchesPattern("grant 1 .* revoked [0-9-]+ [0-9:]+Z: revoked by the owner"));
        Shell again = token("revoke", "grant", "1");
        assertThat(again.exit(), is(4));
        assertThat(again.err(), is("There is no live grant 1. `sigil-mcp token list` shows them.\n"));
        // the token of that name is there as before, and means itself
        assertThat(token("revoke", "grant").out(), is("Revoked grant.\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"grant one", "token 1", "a b", "1 grant"})
    void twoWordsAreAGrantAndItsNumberOrAWrongCommandLine(String words) {
        Shell shell = token("revoke", words.split(" "));
        assertThat(shell.exit(), is(2));
        assertThat(shell.err(), startsWith("Name one token by its name or its number, or a grant as \"grant 12\"."));
    }

    @Test
    void aNameThatIsTakenIsAWrongCommandLine() {
        token("create", "--name", "a");
        Shell second = token("create", "--name", "a");
        assertThat(second.exit(), is(2));
        assertThat(second.out(), is(""));
        assertThat(second.err(), startsWith("A live token is already named a;"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"90", "0d", "d", "1.5h", "-1d", "90 d", "9999999d", "forever"})
    void aLifetimeIsANumberWithAUnit(String lifetime) {
        Shell shell = token("create", "--name", "a", "--expires=" + lifetime);
        assertThat(shell.exit(), is(2));
        assertThat(shell.err(), startsWith("--expires is a number with h, d or w, such as 90d, not " + lifetime + "."));
        assertThat(shell.out(), is(""));
    }

    @Test
    void aScopeIsReadOrWrite() {
        Shell shell = token("create", "--name", "a", "--scope", "admin");
        assertThat(shell.exit(), is(2));
        assertThat(shell.err(), startsWith("--scope is read or write, not admin."));
    }

    @Test
    void aTokenHasAName() {
        Shell shell = token("create");
        assertThat(shell.exit(), is(2));
        assertThat(shell.err(), containsString("--name"));
    }

    @Test
    void aStateDirectoryThatCannotBeUsedIsAFailureThatSaysSo() {
        new Loaded(directory).file("state", "a file is in the way");
        Shell shell = token("list");
        assertThat(shell.exit(), is(1));
        assertThat(shell.err(), containsString(directory.resolve("state").toString()));
        assertThat(shell.err(), not(containsString("\tat ")));
    }

    private Shell token(String command, String... arguments) {
        return Shell.run(Stream.concat(Stream.of("token", command, "--config", file.toString()), Stream.of(arguments)).toList());
    }

    private static JsonValue json(Shell shell) throws MalformedJsonException {
        return new JsonInput(8).read(shell.out().getBytes(StandardCharsets.UTF_8));
    }
}
