package sigil.mcp.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sigil.mcp.core.Changes;
import sigil.mcp.core.Contribution;
import sigil.mcp.core.Implementation;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;
import sigil.mcp.core.McpServer;
import sigil.mcp.core.ServerLimits;
import sigil.mcp.core.TaskSupport;
import sigil.mcp.core.Tool;
import sigil.mcp.core.ToolAnnotations;
import sigil.mcp.core.ToolBinding;

class OpenApiDocumentTest {
    private static final ActionSettings.OAuth OAUTH = new ActionSettings.OAuth("https://mcp.example.com/oauth/authorize", "https://mcp.example.com/oauth/token");
    private static final ToolAnnotations CHANGES = new ToolAnnotations(false, true, false, false);

    private static JsonObject object(String text) {
        try {
            return new JsonInput(32).read(text.getBytes(StandardCharsets.UTF_8)).asJsonObject();
        } catch (MalformedJsonException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static Tool tool(String name, String description, JsonObject input, ToolAnnotations annotations) {
        return new Tool(name, "Title of " + name, description, input, Optional.of(TestTools.ANY_OBJECT), annotations, TaskSupport.FORBIDDEN,
                Optional.of(JsonCodec.object().add("shown", true).build()), Optional.empty());
    }

    private static McpServer serving(Tool... tools) {
        return McpServer.create(new Implementation("test", "Test", "1"), List.of(Contribution.ofTools("test", "",
                Stream.of(tools).map(tool -> new ToolBinding(tool, (arguments, call) -> {
                    throw new AssertionError("nothing is called");
                }, !tool.name().startsWith("hidden"))).toList())), new Changes(), ServerLimits.DEFAULTS);
    }

    private static JsonObject document(List<String> chosen, Optional<ActionSettings.OAuth> oauth, Tool... tools) {
        return new Actions(serving(tools), new ActionSettings("https://mcp.example.com", chosen, oauth)).document();
    }

    private static JsonObject operation(JsonObject document, String tool) {
        return document.getJsonObject("paths").getJsonObject("/actions/" + tool).getJsonObject("post");
    }

    private static final Tool READS = tool("reads", "Use this to read.", TestTools.ANY_OBJECT, ToolAnnotations.READ_ONLY);
    private static final Tool WRITES = tool("writes", "Use this to write.", TestTools.ANY_OBJECT, CHANGES);
    private static final Tool HIDDEN = tool("hidden", "Use this if you know it.", TestTools.ANY_OBJECT, ToolAnnotations.READ_ONLY);

    @Test
    void anOperationIsNamedAfterItsToolAndSaysWhetherItChangesAnything() {
        JsonObject document = document(List.of(), Optional.of(OAUTH), READS, WRITES, HIDDEN);
        assertThat(document.getJsonObject("paths").keySet(), is(Set.of("/actions/reads", "/actions/writes")));
        assertThat(operation(document, "reads").getString("operationId"), is("reads"));
        assertThat(operation(document, "reads").getString("summary"), is("Title of reads"));
        assertThat(operation(document, "reads").getBoolean("x-openai-isConsequential"), is(false));
        assertThat(operation(document, "writes").getBoolean("x-openai-isConsequential"), is(true));
        assertThat(operation(document, "reads").getJsonObject("requestBody").toString(), containsString("\"example\":{\"shown\":true}"));
    }

    @Test
    void anOperationNeedsTheScopeOfItsToolByOAuthOrAKey() {
        JsonObject document = document(List.of(), Optional.of(OAUTH), READS, WRITES);
        assertThat(operation(document, "reads").getJsonArray("security").toString(), is("[{\"oauth\":[\"read\"]},{\"key\":[]}]"));
        assertThat(operation(document, "writes").getJsonArray("security").toString(), is("[{\"oauth\":[\"write\"]},{\"key\":[]}]"));
        assertThat(document.getJsonObject("components").getJsonObject("securitySchemes").toString(), allOf(
                containsString("\"authorizationUrl\":\"https://mcp.example.com/oauth/authorize\""),
                containsString("\"tokenUrl\":\"https://mcp.example.com/oauth/token\""), containsString("\"scheme\":\"bearer\"")));
    }

    @Test
    void whereNoTokenIsNeededNothingIsSaidOfTokens() {
        assertThat(document(List.of(), Optional.empty(), READS).toString(),
                allOf(containsString("\"security\":[]"), not(containsString("securitySchemes")), not(containsString("\"401\""))));
    }

    @Test
    void theOwnerChoosesWhichToolsAreActionsAlsoOneThatIsNotListed() {
        assertThat(document(List.of("hidden", "reads"), Optional.of(OAUTH), READS, WRITES, HIDDEN).getJsonObject("paths").keySet(),
                is(Set.of("/actions/hidden", "/actions/reads")));
        IllegalArgumentException unknown = assertThrows(IllegalArgumentException.class, () -> document(List.of("raeds"), Optional.of(OAUTH), READS));
        assertThat(unknown.getMessage(), allOf(containsString("\"raeds\""), containsString("reads")));
    }

    @Test
    void thereAreNoMoreOperationsThanAGptTakes() {
        Tool[] many = IntStream.rangeClosed(1, 31).mapToObj(i -> tool("tool" + i, "Use this.", TestTools.ANY_OBJECT, CHANGES)).toArray(Tool[]::new);
        assertThat(document(List.of(), Optional.of(OAUTH), Arrays.copyOf(many, 30)).getJsonObject("paths").size(), is(30));
        assertThrows(IllegalArgumentException.class, () -> document(List.of(), Optional.of(OAUTH), many));
        assertThat(document(List.of("tool31"), Optional.of(OAUTH), many).getJsonObject("paths").size(), is(1));
    }

    @Test
    void descriptionsKeepTheLimitsOfActionsAndEndWithASentence() {
        String sentence = "This is a sentence of forty characters.";
        String longText = (sentence + " ").repeat(30).strip();
        JsonObject input = object("{\"type\": \"object\", \"properties\": {\"description\": {\"type\": \"string\", \"description\": \"" + longText
                + "\"}, \"deep\": {\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"string\", \"description\": \"" + longText + "\"}}}}}");
        JsonObject operation = operation(document(List.of(), Optional.of(OAUTH), tool("wordy", longText, input, CHANGES)), "wordy");
        assertThat(operation.getString("description").length(), is(lessThanOrEqualTo(300)));
        assertThat(operation.getString("description"), endsWith(sentence));
        JsonObject properties = operation.getJsonObject("requestBody").getJsonObject("content").getJsonObject("application/json").getJsonObject("schema")
                .getJsonObject("properties");
        for (JsonObject property : List.of(properties.getJsonObject("description"),
                properties.getJsonObject("deep").getJsonObject("properties").getJsonObject("a"))) {
            assertThat(property.getString("description").length(), is(lessThanOrEqualTo(700)));
            assertThat(property.getString("description"), endsWith(sentence));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 10, 11, 12, 13, 30})
    void textIsShortenedToItsLimitWhateverItIs(int limit) {
        for (String text : List.of("short", "first. second.", "oneverylongwordwithoutanyend", "two words and no end", "😀😀😀😀😀😀😀😀", "a. ", "...........")) {
            String shortened = Shortened.to(limit, text);
            assertThat(shortened.length(), is(lessThanOrEqualTo(limit)));
            assertThat(text.length() <= limit ? shortened : text, is(text));
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(shortened), is(true));
        }
    }

    @Test
    void aReferenceWithinASchemaLeadsToItsNewPlace() {
        JsonObject input = object("{\"type\": \"object\", \"$defs\": {\"part\": {\"type\": \"string\"}}, \"properties\": {\"a\": {\"$ref\": \"#/$defs/part\"}}}");
        JsonObject document = document(List.of(), Optional.of(OAUTH), tool("refers", "Use this.", input, CHANGES));
        JsonString reference = (JsonString) operation(document, "refers").getValue("/requestBody/content/application~1json/schema/properties/a/$ref");
        assertThat(document.getValue(reference.getString().substring(1)), is(object("{\"type\": \"string\"}")));
    }

    @Test
    void everyObjectNamesItsMembersAndWhatIsOfMcpAloneIsLeftOut() {
        JsonObject input = object("""
                {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "properties": {
                "rows": {"type": "array", "items": {"type": "object"}}, "where": {"type": "string", "x-mcp-header": "Where", "default": {"type": "object"}}}}""");
        String schema = operation(document(List.of(), Optional.of(OAUTH), tool("rows", "Use this.", input, CHANGES)), "rows").getJsonObject("requestBody")
                .toString();
        assertThat(schema, allOf(containsString("\"items\":{\"type\":\"object\",\"properties\":{}}"), containsString("\"default\":{\"type\":\"object\"}"),
                not(containsString("$schema")), not(containsString("x-mcp-header"))));
    }

    @Test
    void everyArraySaysSomethingOfItsItems() {
        JsonObject input = object("{\"type\": \"object\", \"properties\": {\"rows\": {\"type\": \"array\"}}}");
        assertThat(operation(document(List.of(), Optional.of(OAUTH), tool("rows", "Use this.", input, CHANGES)), "rows").getJsonObject("requestBody").toString(),
                containsString("{\"type\":\"array\",\"items\":{}}"));
    }

    @Test
    void anAnswerIsDescribedAsFullyAsItsToolDoes() {
        JsonObject full = object("{\"type\": \"object\", \"properties\": {\"next_cursor\": {\"type\": \"string\"}}}");
        Tool tool = new Tool("full", "Full", "Use this.", TestTools.ANY_OBJECT, Optional.of(TestTools.ANY_OBJECT), CHANGES, TaskSupport.FORBIDDEN, Optional.empty(),
                Optional.of(full));
        assertThat(operation(document(List.of(), Optional.of(OAUTH), tool), "full").getValue("/responses/200/content/application~1json/schema"), is(full));
    }

    @Test
    void yamlQuotesWhatItCouldTakeForSomethingElse() {
        JsonObject document = object("""
                {"a": "no", "200": {"on": true, "b-c": []}, "list": [1, {"x": {}, "y": [null]}, "l\\ni\\u2028ne: #"], "$ref": "#/a", "/p": -1.5}""");
        assertThat(new String(Yaml.bytes(document), StandardCharsets.UTF_8), is("""
                a: "no"
                "200":
                  "on": true
                  b-c: []
                list:
                  - 1
                  -
                    x: {}
                    "y":
                      - null
                  - "l\\ni\\u2028ne: #"
                "$ref": "#/a"
                "/p": -1.5
                """));
    }
}
