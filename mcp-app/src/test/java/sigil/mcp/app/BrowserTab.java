package sigil.mcp.app;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.List;
import sigil.mcp.core.JsonCodec;

/**
 * A tab of a browser, with a person in front of it.
 *
 * @param browser whose it is
 * @param number  which one
 */
record BrowserTab(HeadlessBrowser browser, int number) implements AutoCloseable {

    /** What is to be seen. */
    record Sight(String url, int status, String title, String heading, String text) {
    }

    /** A form that was posted, with the cookies that went along. */
    record Post(String url, String body, String cookie) {
    }

    BrowserTab open(String url) {
        tell("open", "url", url);
        return this;
    }

    /** Types into a field, whatever was in it. */
    BrowserTab fill(String name, String value) {
        tell("fill", "name", name, "value", value);
        return this;
    }

    /** Ticks a box. */
    BrowserTab check(String name, String value) {
        tell("check", "name", name, "value", value);
        return this;
    }

    /** Presses a button, and waits for the page that comes of it. */
    BrowserTab press(String decision) {
        tell("press", "decision", decision);
        return this;
    }

    BrowserTab key(String... keys) {
        for (String key : keys) {
            tell("key", "key", key);
        }
        return this;
    }

    /** Presses a key, and waits for the page that comes of it. */
    BrowserTab keyThatLeads(String key) {
        tell("keyThatLeads", "key", key);
        return this;
    }

    /** Types where the focus is. */
    BrowserTab type(String text) {
        tell("type", "text", text);
        return this;
    }

    BrowserTab back() {
        tell("back");
        return this;
    }

    BrowserTab reload() {
        tell("reload");
        return this;
    }

    /** Waits until a page is there whose address begins like this. */
    BrowserTab until(String url) {
        tell("until", "url", url);
        return this;
    }

    /** Waits for a request, one that failed, or a line of the console in which this occurs. */
    String untilNoted(String text) {
        return ((JsonString) tell("untilNoted", "text", text)).getString();
    }

    Sight see() {
        JsonObject sight = tell("see").asJsonObject();
        return new Sight(sight.getString("url"), sight.getInt("status"), sight.getString("title"), sight.getString("heading"), sight.getString("text"));
    }

    String heading() {
        return see().heading();
    }

    String attribute(String selector, String name) {
        return ((JsonString) tell("attribute", "selector", selector, "name", name)).getString();
    }

    int count(String selector) {
        return ((JsonNumber) tell("count", "selector", selector)).intValue();
    }

    List<String> texts(String selector) {
        return strings(tell("texts", "selector", selector));
    }

    /** What has the focus: tag, name and value. */
    String focused() {
        return ((JsonString) tell("focused")).getString();
    }

    /** What is in the frames of the page. */
    List<JsonObject> frames() {
        return tell("frames").asJsonArray().getValuesAs(JsonObject.class);
    }

    List<JsonObject> cookies() {
        return tell("cookies").asJsonArray().getValuesAs(JsonObject.class);
    }

    /** Errors and warnings of the console, those of the Content Security Policy among them. */
    List<String> complaints() {
        return strings(tell("notes").asJsonObject().get("console"));
    }

    /** Every address that was asked for. */
    List<String> requests() {
        return strings(tell("notes").asJsonObject().get("requests"));
    }

    List<Post> posts() {
        return tell("notes").asJsonObject().getJsonArray("posts").getValuesAs(JsonObject.class).stream()
                .map(post -> new Post(post.getString("url"), post.getString("body"), post.getString("cookie"))).toList();
    }

    /** What of the page is not accessible. */
    List<String> inaccessible() {
        return strings(tell("axe"));
    }

    /** By how many pixels the page is wider than its window. */
    int overflow() {
        return ((JsonNumber) tell("overflow")).intValue();
    }

    /** Makes the window as wide as that, and wishes for light or dark. */
    BrowserTab look(String scheme, int width) {
        tell("look", "scheme", scheme, "width", String.valueOf(width));
        return this;
    }

    /** Takes a picture of the whole page. */
    void shoot(Path file) {
        tell("shot", "file", file.toString());
    }

    @Override
    public void close() {
        tell("close");
    }

    private JsonValue tell(String what, String... parameters) {
        JsonObjectBuilder command = JsonCodec.object().add("do", what).add("tab", number);
        for (int i = 0; i < parameters.length; i += 2) {
            command.add(parameters[i], parameters[i + 1]);
        }
        return browser.tell(command);
    }

    private static List<String> strings(JsonValue array) {
        return ((JsonArray) array).getValuesAs(JsonString::getString);
    }
}
