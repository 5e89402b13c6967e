package sigil.mcp.conformance;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sigil.mcp.core.Call;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.Contribution;
import sigil.mcp.core.CreateMessageRequest;
import sigil.mcp.core.ElicitRequest;
import sigil.mcp.core.ElicitResult;
import sigil.mcp.core.InputRequest;
import sigil.mcp.core.ListRootsRequest;
import sigil.mcp.core.ListRootsResult;

/** The tools of the suite's {@code input-required-result} scenarios. They ask as any tool asks; the rounds are the business of the era. */
final class RoundTripTools {
    /** Also what a task of {@link TaskTools} asks before it is one. */
    static final ElicitRequest USER_NAME = asked("user_name", "What is your name?", "name", "string");

    private static final CreateMessageRequest GREETING = AskingTools.prompt("greeting", "Generate a greeting", 50);
    private static final ListRootsRequest ROOTS = new ListRootsRequest("client_roots");
    private static final ElicitRequest CONFIRM = asked("confirm", "Please confirm", "ok", "boolean");

    private RoundTripTools() {
    }

    static Contribution contribution() {
        return Contribution.ofTools("round-trips", "", List.of(
                FixtureTool.of("test_input_required_result_elicitation", "Asks the user for a name.", RoundTripTools::elicitation),
                FixtureTool.of("test_input_required_result_sampling", "Asks the model a question.", RoundTripTools::sampling),
                FixtureTool.of("test_input_required_result_list_roots", "Asks the client what it works on.", RoundTripTools::listRoots),
                FixtureTool.of("test_input_required_result_request_state", "Asks for a confirmation.", (arguments, call) ->
                        confirmed(call, "state-ok: the state came back as it was")),
                FixtureTool.of("test_input_required_result_multiple_inputs", "Asks the user, the model and the client at once.",
                        RoundTripTools::multipleInputs),
                FixtureTool.of("test_input_required_result_multi_round", "Asks twice, one question after the other.",
                        RoundTripTools::multiRound),
                FixtureTool.of("test_input_required_result_tampered_state", "Asks for a confirmation, so that its state can be spoiled.",
                        (arguments, call) -> confirmed(call, "integrity-ok: the state was not changed")),
                FixtureTool.of("test_input_required_result_capabilities", "Asks only what the client can be asked.",
                        RoundTripTools::capabilities)));
    }

    /** A form with one field that must be filled in. */
    static ElicitRequest asked(String key, String message, String field, String type) {
        return new ElicitRequest(key, message, FixtureJson.form("{\"" + field + "\": {\"type\": \"" + type + "\"}}", field));
    }

    /** What was filled in, or a stand-in where the user said no. */
    static String filledIn(ElicitResult result, String field) {
        return result.action() == ElicitResult.Action.ACCEPT ? result.content().getString(field) : "nobody";
    }

    private static CallToolResult elicitation(JsonObject arguments, Call call) throws InterruptedException {
        return Samples.text("Hello, " + filledIn(call.ask(USER_NAME), "name") + "!");
    }

    private static CallToolResult sampling(JsonObject arguments, Call call) throws InterruptedException {
        return Samples.text("Sampling result: "
                + call.ask(AskingTools.prompt("capital_question", "What is the capital of France?", 100)).text());
    }

    private static CallToolResult listRoots(JsonObject arguments, Call call) throws InterruptedException {
        return Samples.text("Roots: " + shown(call.ask(ROOTS)));
    }

    private static String shown(ListRootsResult result) {
        return result.roots().stream().map(root -> root.name() + " at " + root.uri()).collect(Collectors.joining(", "));
    }

    private static CallToolResult confirmed(Call call, String text) throws InterruptedException {
        ElicitResult result = call.ask(CONFIRM);
        return Samples.text(result.action() == ElicitResult.Action.ACCEPT && result.content().getBoolean("ok") ? text : "not confirmed");
    }

    private static CallToolResult multipleInputs(JsonObject arguments, Call call) throws InterruptedException {
        call.askAll(List.of(USER_NAME, GREETING, ROOTS));
        return Samples.text("Name: " + filledIn(call.answer(USER_NAME), "name") + "; Greeting: " + call.answer(GREETING).text()
                + "; Roots: " + shown(call.answer(ROOTS)));
    }

    private static CallToolResult multiRound(JsonObject arguments, Call call) throws InterruptedException {
        String name = filledIn(call.ask(asked("step1", "Step 1: What is your name?", "name", "string")), "name");
        String color = filledIn(call.ask(asked("step2", "Step 2: What is your favorite color?", "color", "string")), "color");
        return Samples.text("Multi-round complete for " + name + " who likes " + color);
    }

    private static CallToolResult capabilities(JsonObject arguments, Call call) throws InterruptedException {
        List<InputRequest<?>> possible = Stream.<InputRequest<?>>of(
                        asked("elicit_input", "Elicitation input", "value", "string"),
                        AskingTools.prompt("sample_input", "Sample request", 50))
                .filter(request -> request.supportedBy(call.client()))
                .toList();
        call.askAll(possible);
        return Samples.text(possible.isEmpty() ? "No supported capabilities declared" : "capabilities-ok: received "
                + possible.stream().map(InputRequest::key).collect(Collectors.joining(",")));
    }
}
