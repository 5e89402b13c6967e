package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PinnedDocumentsTest {
    private final PinnedDocuments pins = new PinnedDocuments(new RedirectUris(Set.of("cursor")));

    // row: CI-09
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "https://chatgpt.com/oauth/client.json               | ChatGPT            | https://chatgpt.com/connector_platform_oauth_redirect | false",
        "https://chatgpt.com/oauth/codex/client.json         | Codex              | http://localhost:51234/callback                       | false",
        "https://claude.ai/oauth/mcp-oauth-client-metadata   | Claude             | https://claude.ai/api/mcp/auth_callback               | false",
        "https://claude.ai/oauth/mcp-oauth-client-metadata   | Claude             | https://claude.com/api/mcp/auth_callback              | false",
        "https://claude.ai/oauth/claude-code-client-metadata | Claude Code        | http://127.0.0.1:3118/callback                        | false",
        "https://cursor.com/oauth/mcp-client.json            | Cursor             | cursor://anysphere.cursor-mcp/oauth/callback          | false",
        "https://cursor.com/oauth/mcp-client.json            | Cursor             | http://localhost:18787/callback                       | false",
        "https://cursor.com/oauth/mcp-client.json            | Cursor             | https://www.cursor.com/agents/mcp/oauth/callback      | false",
        "https://vscode.dev/oauth/client-metadata.json       | Visual Studio Code | http://127.0.0.1:33418/                               | true",
        "https://vscode.dev/oauth/client-metadata.json       | Visual Studio Code | https://vscode.dev/redirect                           | true",
        "https://zed.dev/oauth/client-metadata.json          | Zed                | http://127.0.0.1:40000/callback                       | false",
        "https://opencode.ai/oauth/opencode/client.json      | OpenCode           | http://127.0.0.1:40000/mcp/oauth/callback             | false"})
    void aKnownVendorNeedsNoFetch(String clientId, String name, String redirect, boolean devices) {
        ClientMetadata known = pins.find(clientId).orElseThrow();
        assertThat(known.name(), is(name));
        assertThat(known.redirectUris().stream().anyMatch(uri -> RedirectUris.matches(uri, redirect)), is(true));
        assertThat(known.authMethod(), is(AuthMethod.NONE));
        assertThat(known.refreshes(), is(true));
        assertThat(known.devices(), is(devices));
    }

    @Test
    void eachConnectorOfChatGptIsAClientWithARedirectOfItsOwn() {
        ClientMetadata connector = pins.find("https://chatgpt.com/oauth/j0wKl_D-m/client.json").orElseThrow();
        assertThat(connector.name(), is("ChatGPT"));
        assertThat(connector.redirectUris(), is(List.of("https://chatgpt.com/connector/oauth/j0wKl_D-m")));
        assertThat(pins.find("https://chatgpt.com/oauth/" + "x".repeat(128) + "/client.json").isPresent(), is(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "https://chatgpt.com/oauth//client.json", "https://chatgpt.com/oauth/a/b/client.json", "https://chatgpt.com/oauth/a%2fb/client.json",
        "https://chatgpt.com/oauth/a.b/client.json", "https://chatgpt.com/oauth/a/client.json?", "https://chatgpt.com/oauth/a/client.json/",
        "https://chatgptxcom/oauth/a/client.json", "https://chatgpt.com.evil.example/oauth/a/client.json",
        "https://chatgpt.com:443/oauth/client.json",
        "https://CHATGPT.com/oauth/client.json", "https://evil.example/https://chatgpt.com/oauth/a/client.json",
        "https://claude.ai/oauth/mcp-oauth-client-metadata/", "https://claude.com/oauth/mcp-oauth-client-metadata"})
    void whatOnlyLooksLikeAVendorIsNone(String clientId) {
        assertThat(pins.find(clientId), is(Optional.empty()));
        assertThat(pins.find("https://chatgpt.com/oauth/" + "x".repeat(129) + "/client.json"), is(Optional.empty()));
    }

    @Test
    void aVendorsOwnSchemeIsKnownOnlyIfTheOwnerAllowsIt() {
        var strict = new PinnedDocuments(new RedirectUris(Set.of()));
        String cursor = "https://cursor.com/oauth/mcp-client.json";
        assertThat(pins.find(cursor).orElseThrow().redirectUris(), hasItem("cursor://anysphere.cursor-mcp/oauth/callback"));
        assertThat(strict.find(cursor).orElseThrow().redirectUris(), not(hasItem("cursor://anysphere.cursor-mcp/oauth/callback")));
    }

    @ParameterizedTest
    @CsvSource({
        "https://chatgpt.com/oauth/client.json, https://chatgpt.com/new/path, true",
        "https://chatgpt.com/oauth/client.json, https://CHATGPT.com/new/path, true",
        "https://chatgpt.com/oauth/client.json, https://evil.example/connector_platform_oauth_redirect, false",
        "https://chatgpt.com/oauth/client.json, https://chatgpt.com.evil.example/, false",
        "https://chatgpt.com/oauth/client.json, https://sub.chatgpt.com/, false",
        "https://chatgpt.com/oauth/client.json, https://chatgpt.com:8443/, false",
        "https://chatgpt.com/oauth/client.json, http://localhost/callback, false",
        "https://chatgpt.com/oauth/client.json, cursor://x/y, false",
        "https://claude.ai/oauth/claude-code-client-metadata, http://[::1]:7/other, true",
        "https://claude.ai/oauth/claude-code-client-metadata, https://claude.ai/callback, false",
        "https://cursor.com/oauth/mcp-client.json, cursor://other/callback, true",
        "https://cursor.com/oauth/mcp-client.json, other://anysphere.cursor-mcp/oauth/callback, false"})
    void aVendorIsVouchedForOnlyWhereItIsKnownToLead(String clientId, String redirect, boolean vouched) {
        ClientMetadata known = pins.find(clientId).orElseThrow();
        assertThat(PinnedDocuments.vouches(known, leading(redirect)), is(vouched));
        assertThat(PinnedDocuments.vouches(known, leading(known.redirectUris().getFirst(), redirect)), is(vouched));
    }

    private static ClientMetadata leading(String... redirects) {
        return new ClientMetadata("x", List.of(redirects), AuthMethod.NONE, true, false, Optional.empty());
    }
}
