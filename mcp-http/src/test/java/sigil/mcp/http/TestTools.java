package sigil.mcp.http;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.Contribution;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.Tool;
import sigil.mcp.core.ToolAnnotations;
import sigil.mcp.core.ToolBinding;
import sigil.mcp.core.ToolHandler;

/** Tools that do what a test of the transport needs. */
final class TestTools {
    static final JsonObject ANY_OBJECT = JsonCodec.object().add("type", "object").build();

    /** Told by {@code wait} once it runs. */
    final CountDownLatch waiting = new CountDownLatch(1);
    /** Told by {@code wait} once it was cancelled. */
    final CountDownLatch cancelled = new CountDownLatch(1);
    /** Lets {@code hold} go. */
    final CountDownLatch release = new CountDownLatch(1);
    final AtomicInteger holding = new AtomicInteger();

    Contribution contribution() {
        return new Contribution("test", "Instructions.", List.of(
                tool("echo", true, (arguments, call) -> result(arguments.getString("text", ""))),
                tool("progress", true, (arguments, call) -> {
                    int steps = arguments.getInt("steps", 3);
                    for (int i = 1; i <= steps; i++) {
                        call.progress(i, steps, "step " + i);
                        Thread.sleep(arguments.getInt("gap", 0));
                    }
                    return result("done");
                }),
                tool("wait", true, (arguments, call) -> {
                    waiting.countDown();
                    try {
                        Thread.sleep(60_000);
                        return result("nobody interrupted");
                    } finally {
                        if (call.cancelled()) {
                            cancelled.countDown();
                        }
                    }
                }),
                tool("hold", true, (arguments, call) -> {
                    holding.incrementAndGet();
                    release.await();
                    return result("released");
                }),
                tool("deaf", true, (arguments, call) -> {
                    long end = System.nanoTime() + 4_000_000_000L;
                    while (System.nanoTime() < end) {
                        Thread.onSpinWait();
                    }
                    return result("too late");
                }),
                tool("large", true, (arguments, call) -> result("x".repeat(16 << 20))),
                tool("fault", true, (arguments, call) -> {
                    throw new IllegalStateException("secret detail");
                }),
                tool("change", false, (arguments, call) -> result("changed"))), () -> true);
    }

    private static CallToolResult result(String text) {
        return CallToolResult.of(text, JsonValue.EMPTY_JSON_OBJECT);
    }

    private static ToolBinding tool(String name, boolean readOnly, ToolHandler handler) {
        ToolAnnotations annotations = readOnly ? ToolAnnotations.READ_ONLY : new ToolAnnotations(false, true, false, false);
        return new ToolBinding(new Tool(name, name, "Use this in a test.", ANY_OBJECT, ANY_OBJECT, annotations), handler);
    }
}
