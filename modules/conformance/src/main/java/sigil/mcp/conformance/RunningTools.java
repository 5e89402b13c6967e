package sigil.mcp.conformance;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import sigil.mcp.core.Call;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.Contribution;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.LoggingLevel;

/** Tools that take their time, and what they say meanwhile. */
final class RunningTools {
    /** The stream of the call is closed before its end, and the one with which the suite comes back, once and no more, is not. */
    private static final Duration RECONNECTION = FixtureServer.POLL_AFTER.multipliedBy(3).dividedBy(2);
    private static final Duration STEP = Duration.ofMillis(50);

    private RunningTools() {
    }

    static Contribution contribution() {
        return Contribution.ofTools("running", "", List.of(
                FixtureTool.of("test_tool_with_logging", "Says three times what it does.", RunningTools::log),
                FixtureTool.of("test_tool_with_progress", "Tells its progress three times.", RunningTools::progress),
                FixtureTool.of("test_logging_tool", "Says once what it does, to clients that want to hear of it.", RunningTools::logOnce),
                FixtureTool.of("test_reconnection", "Takes so long that the server closes the stream and its client must come back.",
                        RunningTools::reconnection)));
    }

    private static CallToolResult log(JsonObject arguments, Call call) throws InterruptedException {
        say(call, "Tool execution started");
        Thread.sleep(STEP);
        say(call, "Tool processing data");
        Thread.sleep(STEP);
        say(call, "Tool execution completed");
        return Samples.text("Tool with logging executed successfully");
    }

    private static CallToolResult logOnce(JsonObject arguments, Call call) {
        say(call, "Diagnostic trace logging activated");
        return Samples.text("Logging evaluated");
    }

    private static void say(Call call, String text) {
        call.log(LoggingLevel.INFO, "fixture", JsonCodec.string(text));
    }

    private static CallToolResult progress(JsonObject arguments, Call call) throws InterruptedException {
        for (int done = 0; done <= 100; done += 50) {
            if (done > 0) {
                Thread.sleep(STEP);
            }
            call.progress(done, 100, "Completed step " + done + " of 100");
        }
        return Samples.text("Tool with progress executed successfully");
    }

    private static CallToolResult reconnection(JsonObject arguments, Call call) throws InterruptedException {
        Thread.sleep(RECONNECTION);
        return Samples.text("Reconnection test completed: whoever reads this came back, or was not sent away.");
    }
}
