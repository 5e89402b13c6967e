package sigil.mcp.benchmarks;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import sigil.mcp.core.Call;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.Contribution;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.Tool;
import sigil.mcp.core.ToolAnnotations;
import sigil.mcp.core.ToolBinding;

/** A tool that tells its progress some milliseconds apart; each message is the moment at which it was sent. */
final class Ticks {
    private static final JsonObject ANYTHING = JsonCodec.object().add("type", "object").build();

    private Ticks() {
    }

    static Contribution contribution() {
        Tool tool = new Tool("ticks", "Ticks", "Use this to measure streams.", ANYTHING, ANYTHING, ToolAnnotations.READ_ONLY);
        return Contribution.ofTools("ticks", "", List.of(new ToolBinding(tool, Ticks::run)));
    }

    private static CallToolResult run(JsonObject arguments, Call call) throws InterruptedException {
        int events = arguments.getInt("events");
        for (int i = 1; i <= events; i++) {
            Thread.sleep(arguments.getInt("gap"));
            // the clock of System.nanoTime is the machine's, the same for both processes
            call.progress(i, events, String.valueOf(System.nanoTime()));
        }
        return CallToolResult.of("done", JsonValue.EMPTY_JSON_OBJECT);
    }
}
