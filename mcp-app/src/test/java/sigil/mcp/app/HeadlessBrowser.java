package sigil.mcp.app;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;

/** A real browser without a window, driven step by step. What it is told is carried out before the next is. */
final class HeadlessBrowser implements AutoCloseable {
    private static final JsonInput JSON = new JsonInput(20);

    private final RunningClient client;

    HeadlessBrowser(RunningClient client) {
        this.client = client;
    }

    /** A tab with cookies of its own. */
    BrowserTab tab() {
        return tab(true);
    }

    /** A tab that runs no scripts, whatever pages say. */
    BrowserTab tabWithoutScript() {
        return tab(false);
    }

    private BrowserTab tab(boolean script) {
        return new BrowserTab(this, Integer.parseInt(tell(JsonCodec.object().add("do", "tab").add("script", script)).toString()));
    }

    JsonValue tell(JsonObjectBuilder command) {
        String line = command.build().toString();
        client.say(line);
        try {
            JsonObject answer = JSON.read(client.line()).asJsonObject();
            if (answer.containsKey("error")) {
                throw new AssertionError(line + ": " + answer.getString("error"));
            }
            return answer.get("value");
        } catch (MalformedJsonException e) {
            throw new AssertionError(line, e);
        }
    }

    @Override
    public void close() {
        try {
            client.end();
        } finally {
            client.close();
        }
    }
}
