package sigil.mcp.core;

import java.util.List;

/** What tests ask. */
final class Questions {
    static final ElicitRequest NAME = new ElicitRequest("name", "What is your name?", Text.object(
            "{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"}},\"required\":[\"name\"]}"));
    static final ElicitUrlRequest SIGN_IN = new ElicitUrlRequest("sign_in", "Sign in there.", "https://example.com/sign-in");
    static final CreateMessageRequest CAPITAL = new CreateMessageRequest("capital",
            List.of(new PromptMessage(Role.USER, new TextContent("What is the capital of France?"))), 100);
    static final ListRootsRequest ROOTS = new ListRootsRequest("roots");

    /** What a client declares that can answer all of them. */
    static final String ANSWERED = "{\"elicitation\":{\"form\":{},\"url\":{}},\"sampling\":{},\"roots\":{}}";
    static final String FORM = "{\"elicitation\":{\"form\":{}}}";

    static final String ADA = "{\"action\":\"accept\",\"content\":{\"name\":\"Ada\"}}";
    static final String PARIS = "{\"role\":\"assistant\",\"content\":{\"type\":\"text\",\"text\":\"Paris\"},\"model\":\"m\"}";
    static final String HOME = "{\"roots\":[{\"uri\":\"file:///home\"}]}";

    private Questions() {
    }
}
