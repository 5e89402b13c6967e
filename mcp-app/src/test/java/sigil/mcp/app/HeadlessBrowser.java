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

    /**
     * How a tab looks at pages.
     *
     * @param script whether pages may run scripts
     * @param scheme light or dark
     * @param width  of its window
     * @param scale  pixels of the picture for one of the page
     */
    record Look(boolean script, String scheme, int width, int scale) {
        static final Look PLAIN = new Look(true, "light", 1280, 1);
        static final Look WITHOUT_SCRIPT = new Look(false, "light", 1280, 1);
    }

    BrowserTab tab() {
        return tab(Look.PLAIN);
    }

    /** A tab with cookies of its own. */
    BrowserTab tab(Look look) {
        JsonValue number = tell(JsonCodec.object().add("do", "tab").add("script", look.script()).add("scheme", look.scheme())
                .add("width", look.width()).add("scale", look.scale()));
        return new BrowserTab(this, Integer.parseInt(number.toString()));
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
