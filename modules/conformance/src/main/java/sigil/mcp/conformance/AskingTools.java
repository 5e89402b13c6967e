package sigil.mcp.conformance;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import sigil.mcp.core.Call;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.Contribution;
import sigil.mcp.core.CreateMessageRequest;
import sigil.mcp.core.ElicitRequest;
import sigil.mcp.core.ElicitResult;
import sigil.mcp.core.PromptMessage;
import sigil.mcp.core.Role;
import sigil.mcp.core.TextContent;

/** Tools that ask once. The suite calls most of them in the legacy era; they work in both. */
final class AskingTools {
    /** Long enough that the answer is a stream by then; the suite listens to it for 600 ms. */
    private static final Duration BEFORE_ASKING = FixtureServer.STREAM_AFTER.multipliedBy(3);

    private static final JsonObject DEFAULTS = FixtureJson.form("""
            {
              "name": {"type": "string", "description": "User name", "default": "John Doe"},
              "age": {"type": "integer", "description": "User age", "default": 30},
              "score": {"type": "number", "description": "User score", "default": 95.5},
              "status": {"type": "string", "description": "User status", "enum": ["active", "inactive", "pending"], "default": "active"},
              "verified": {"type": "boolean", "description": "Verification status", "default": true}
            }""");

    private static final JsonObject CHOICES = FixtureJson.form("""
            {
              "untitledSingle": {"type": "string", "description": "Select one option", "enum": ["option1", "option2", "option3"]},
              "titledSingle": {"type": "string", "description": "Select one option with titles", "oneOf": [
                {"const": "value1", "title": "First Option"},
                {"const": "value2", "title": "Second Option"},
                {"const": "value3", "title": "Third Option"}]},
              "legacyEnum": {"type": "string", "description": "Select one option (legacy)", "enum": ["opt1", "opt2", "opt3"],
                "enumNames": ["Option One", "Option Two", "Option Three"]},
              "untitledMulti": {"type": "array", "description": "Select multiple options", "minItems": 1, "maxItems": 3,
                "items": {"type": "string", "enum": ["option1", "option2", "option3"]}},
              "titledMulti": {"type": "array", "description": "Select multiple options with titles", "minItems": 1, "maxItems": 3,
                "items": {"anyOf": [
                  {"const": "value1", "title": "First Choice"},
                  {"const": "value2", "title": "Second Choice"},
                  {"const": "value3", "title": "Third Choice"}]}}
            }""");

    private static final JsonObject USER = FixtureJson.form("""
            {
              "username": {"type": "string", "description": "User's response"},
              "email": {"type": "string", "description": "User's email address"}
            }""", "username", "email");

    private AskingTools() {
    }

    static Contribution contribution() {
        return Contribution.ofTools("asking", "", List.of(
                FixtureTool.of("test_sampling", "Asks the model of the client.",
                        FixtureJson.form("{\"prompt\": {\"type\": \"string\", \"description\": \"The prompt to send to the LLM\"}}", "prompt"),
                        AskingTools::sample),
                FixtureTool.of("test_elicitation", "Asks the user for a name and an address.",
                        FixtureJson.form("{\"message\": {\"type\": \"string\", \"description\": \"The message to show the user\"}}", "message"),
                        (arguments, call) -> Samples.text("User response: " + shown("action: %s, content: %s",
                                call.ask(new ElicitRequest("user", arguments.getString("message"), USER))))),
                FixtureTool.of("test_elicitation_sep1034_defaults", "Asks with a default for every type.", (arguments, call) -> completed(
                        call, new ElicitRequest("defaults", "Please review and update the form fields with defaults", DEFAULTS))),
                FixtureTool.of("test_elicitation_sep1330_enums", "Asks with every kind of choice.", (arguments, call) -> completed(
                        call, new ElicitRequest("choices", "Please select options from the enum fields", CHOICES))),
                FixtureTool.of("test_missing_capability", "Needs a client that has a model.", (arguments, call) -> {
                    call.ask(prompt("greeting", "Say hello", 10));
                    return Samples.text("Success");
                }),
                FixtureTool.of("test_streaming_elicitation", "Asks when its answer is a stream already.", AskingTools::streaming)));
    }

    /** One question to a model. */
    static CreateMessageRequest prompt(String key, String text, int maxTokens) {
        return new CreateMessageRequest(key, List.of(new PromptMessage(Role.USER, new TextContent(text))), maxTokens);
    }

    private static CallToolResult sample(JsonObject arguments, Call call) throws InterruptedException {
        return Samples.text("LLM response: " + call.ask(prompt("answer", arguments.getString("prompt"), 100)).text());
    }

    private static CallToolResult completed(Call call, ElicitRequest request) throws InterruptedException {
        return Samples.text("Elicitation completed: " + shown("action=%s, content=%s", call.ask(request)));
    }

    private static String shown(String format, ElicitResult result) {
        return format.formatted(result.action().name().toLowerCase(Locale.ROOT), result.content());
    }

    private static CallToolResult streaming(JsonObject arguments, Call call) throws InterruptedException {
        Thread.sleep(BEFORE_ASKING);
        call.ask(new ElicitRequest("go_on", "Shall it go on?", FixtureJson.form("{\"ok\": {\"type\": \"boolean\"}}", "ok")));
        return Samples.text("Streaming complete");
    }
}
