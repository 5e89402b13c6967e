package sigil.mcp.conformance;

import jakarta.json.JsonObject;
import java.util.List;
import sigil.mcp.core.Call;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.Contribution;
import sigil.mcp.core.ElicitRequest;
import sigil.mcp.core.ElicitResult;
import sigil.mcp.core.RpcError;
import sigil.mcp.core.RpcException;
import sigil.mcp.core.TaskSupport;
import sigil.mcp.core.ToolException;

/** The tools of the suite's {@code tasks} scenarios. */
final class TaskTools {
    private static final ElicitRequest NAME = RoundTripTools.asked("name", "What is your name?", "name", "string");
    private static final ElicitRequest CONFIRM = RoundTripTools.asked("confirm", "Are you sure?", "confirm", "boolean");

    private TaskTools() {
    }

    static Contribution contribution() {
        return Contribution.ofTools("tasks", "", List.of(
                FixtureTool.of("greet", "Greets; never a task.", FixtureJson.form("{\"name\": {\"type\": \"string\"}}", "name"),
                        (arguments, call) -> Samples.text("Hello, " + arguments.getString("name") + "!")),
                FixtureTool.of("slow_compute", "Takes as many seconds as it is told, as a task where the client can handle one.",
                        FixtureJson.form("{\"seconds\": {\"type\": \"number\", \"minimum\": 0}, \"label\": {\"type\": \"string\"}}", "seconds"),
                        TaskSupport.OPTIONAL, TaskTools::slowCompute),
                FixtureTool.of("failing_job", "A task whose tool fails.", FixtureTool.NO_ARGUMENTS, TaskSupport.REQUIRED, TaskTools::fail),
                FixtureTool.of("protocol_error_job", "A task that ends with an error of the protocol.", FixtureTool.NO_ARGUMENTS,
                        TaskSupport.REQUIRED, TaskTools::protocolError),
                FixtureTool.of("confirm_delete", "A task that asks whether it should go on.",
                        FixtureJson.form("{\"filename\": {\"type\": \"string\"}}", "filename"), TaskSupport.OPTIONAL, TaskTools::confirmDelete),
                FixtureTool.of("multi_input", "A task that asks two questions at once.", FixtureTool.NO_ARGUMENTS, TaskSupport.OPTIONAL,
                        TaskTools::multiInput),
                FixtureTool.of("test_tool_with_task", "Asks before it becomes a task.", FixtureTool.NO_ARGUMENTS, TaskSupport.REQUIRED,
                        TaskTools::askedBefore)));
    }

    private static CallToolResult slowCompute(JsonObject arguments, Call call) throws InterruptedException {
        call.becomeTask();
        Thread.sleep(Math.round(arguments.getJsonNumber("seconds").doubleValue() * 1000));
        return Samples.text("Computed " + arguments.getString("label", "something"));
    }

    private static CallToolResult fail(JsonObject arguments, Call call) throws InterruptedException {
        call.becomeTask();
        Thread.sleep(1000);
        throw new ToolException("This job fails on purpose");
    }

    private static CallToolResult protocolError(JsonObject arguments, Call call) {
        call.becomeTask();
        throw new RpcException(new RpcError(RpcError.INTERNAL_ERROR, "This job ends with an error of the protocol on purpose", 200));
    }

    private static CallToolResult confirmDelete(JsonObject arguments, Call call) throws InterruptedException {
        call.becomeTask();
        return Samples.text((confirmed(call.ask(CONFIRM)) ? "Deleted " : "Kept ") + arguments.getString("filename"));
    }

    private static CallToolResult multiInput(JsonObject arguments, Call call) throws InterruptedException {
        call.becomeTask();
        call.askAll(List.of(NAME, CONFIRM));
        return Samples.text("Name: " + RoundTripTools.filledIn(call.answer(NAME), "name") + "; Confirmed: " + confirmed(call.answer(CONFIRM)));
    }

    private static CallToolResult askedBefore(JsonObject arguments, Call call) throws InterruptedException {
        String name = RoundTripTools.filledIn(call.ask(RoundTripTools.USER_NAME), "name");
        call.becomeTask();
        return Samples.text("Hello, " + name + ", from a task!");
    }

    private static boolean confirmed(ElicitResult result) {
        return result.action() == ElicitResult.Action.ACCEPT && result.content().getBoolean("confirm");
    }
}
