package sigil.mcp.http;

import java.util.List;
import java.util.stream.Stream;

/**
 * How a client is connected, in a sentence or two; the guides say more.
 *
 * @param client its name
 * @param steps  what to do; what is to be typed stands between backquotes
 */
record WayIn(String client, String steps) {

    /**
     * The clients that are known to work.
     *
     * @param server the origin under which they reach this server; those that call from elsewhere are told what is missing if that is none of the public
     */
    static List<WayIn> all(String server) {
        String mcp = server + "/mcp";
        Stream<WayIn> elsewhere = server.startsWith("https://") ? Stream.of(
                new WayIn("ChatGPT", "Settings, Apps & Connectors, Create: MCP server URL `" + mcp + "`, authentication OAuth."),
                new WayIn("A custom GPT", "Configure, Actions, Create new action: import from `" + server + ActionSettings.DOCUMENT
                        + "`. The owner makes the key: `sigil-mcp token create --action`."),
                new WayIn("Claude", "Settings, Connectors, Add custom connector: `" + mcp + "`."))
                : Stream.of(new WayIn("ChatGPT, custom GPTs, Claude",
                        "They call from the servers of their makers, so this server needs a public URL first: `sigil-mcp serve --public-url`."));
        return Stream.concat(elsewhere, Stream.of(
                new WayIn("Claude Code", "`claude mcp add --transport http sigil " + mcp + "`, then `/mcp` to sign in."),
                new WayIn("Codex", "`codex mcp add sigil --url " + mcp + "`; it opens the page where you sign in."),
                new WayIn("Cursor", "In `~/.cursor/mcp.json`: `{\"mcpServers\": {\"sigil\": {\"url\": \"" + mcp + "\"}}}`."),
                new WayIn("VS Code", "`code --add-mcp '{\"name\": \"sigil\", \"type\": \"http\", \"url\": \"" + mcp + "\"}'`."),
                new WayIn("MCP Inspector", "`npx @modelcontextprotocol/inspector`, transport Streamable HTTP, URL `" + mcp + "`."),
                new WayIn("Any other", "Streamable HTTP at `" + mcp + "`. One that speaks OAuth finds out the rest by itself; any other sends"
                        + " `Authorization: Bearer` and an access token that the owner made."))).toList();
    }
}
