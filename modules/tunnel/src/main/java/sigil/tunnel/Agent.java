package sigil.tunnel;

/** Clients as the edge sees them, and what they ask first: docs of their makers, and what was seen in logs. */
enum Agent {
    /** Claude's tools. */
    CLAUDE("Claude", "Claude-User", false),
    /** ChatGPT as an MCP client. */
    CHATGPT("ChatGPT", "openai-mcp/1.0.0", false),
    /** A custom GPT's actions. */
    GPT_ACTION("GPT Actions", "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot", false),
    /** Claude's sign-in. */
    CLAUDE_TOKEN("Claude token", "python-httpx/0.28.1", true),
    /** The sign-in of a custom GPT. */
    GPT_ACTION_TOKEN("GPT Actions token",
            "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot", true);

    private final String title;
    private final String userAgent;
    private final boolean token;

    Agent(String title, String userAgent, boolean token) {
        this.title = title;
        this.userAgent = userAgent;
        this.token = token;
    }

    String title() {
        return title;
    }

    /** What it asks, without a token and without a client: a refusal is what the server should say. */
    WireRequest request() {
        String agent = "User-Agent: " + userAgent;
        return token
                ? WireRequest.post("/oauth/token", "application/x-www-form-urlencoded", "grant_type=refresh_token", agent, "Accept: application/json")
                : WireRequest.post("/mcp", "application/json", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}", agent,
                        "Accept: application/json, text/event-stream");
    }
}
