package sigil.code.tools;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sigil.mcp.core.Prompt;
import sigil.mcp.core.PromptArgument;

/**
 * What {@code prompts.json} says.
 *
 * @param beforeAll what every prompt tells the model of the facts in it
 * @param all       the prompts, in the order of the file
 */
record PromptDefinitions(String beforeAll, List<Definition> all) {
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");

    /**
     * A prompt and its words.
     *
     * @param prompt what a client sees of it
     * @param result what it is called when it is filled in
     * @param task   what the model is asked to do
     */
    record Definition(Prompt prompt, String result, String task) {
    }

    static PromptDefinitions read() {
        JsonObject file = Definitions.read("prompts.json");
        return new PromptDefinitions(file.getString("before_all"),
                file.getJsonArray("prompts").getValuesAs(JsonObject.class).stream().map(PromptDefinitions::definition).toList());
    }

    private static Definition definition(JsonObject json) {
        List<PromptArgument> arguments = json.getJsonArray("arguments").getValuesAs(JsonObject.class).stream()
                .map(argument -> new PromptArgument(argument.getString("name"), argument.getString("description"),
                        argument.getBoolean("required")))
                .toList();
        Prompt prompt = new Prompt(json.getString("name"), json.getString("title"), json.getString("description"), arguments);
        return new Definition(prompt, json.getString("result"), paragraphs(json.getJsonArray("task")));
    }

    private static String paragraphs(JsonArray task) {
        return task.getValuesAs(JsonString.class).stream().map(JsonString::getString).collect(Collectors.joining("\n\n"));
    }

    /** Fills words in, in one pass: what was filled in is not looked at again. */
    static String fill(String text, Map<String, String> words) {
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(words.get(place.group(1))));
    }
}
