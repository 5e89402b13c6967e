package sigil.code.tools;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.McpFeature;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;

/** What a client sees before it calls anything. */
class ToolCatalogueTest {
    @TempDir
    private Path root;
    private ToolDesk desk;

    @BeforeEach
    void serve() {
        desk = ToolDesk.serving("project", root);
    }

    @Test
    void theToolsComeInTheOrderInWhichAModelNeedsThem() {
        assertThat(listed().stream().map(tool -> tool.getString("name")).toList(),
                is(List.of("list_repos", "list_repo_files", "read_repo_file", "search_code", "semantic_search", "goto_definition",
                        "find_references",
                        "list_symbols", "get_index_stats", "index_repository", "search", "fetch", "ping")));
    }

    @Test
    void everyToolSaysWhatItDoesToTheWorldAndLeavesNothingToADefault() {
        for (JsonObject tool : listed()) {
            assertThat(tool.getString("name"), tool.getJsonObject("annotations"), is((JsonValue) JsonCodec.object()
                    // whoever has the server work may do more than read, although nothing of the owner's changes
                    .add("readOnlyHint", !tool.getString("name").equals("index_repository"))
                    .add("destructiveHint", false)
                    .add("idempotentHint", true)
                    .add("openWorldHint", false)
                    .build()));
        }
    }

    @Test
    void everyToolHasATitleAndADescriptionThatSaysWhenToUseIt() {
        for (JsonObject tool : listed()) {
            assertThat(tool.getString("title").length(), greaterThan(3));
            assertThat(tool.getString("description"), startsWith("Use this "));
        }
    }

    @Test
    void everyArgumentIsDescribedAndNoOtherIsTaken() {
        for (JsonObject tool : listed()) {
            JsonObject input = tool.getJsonObject("inputSchema");
            assertThat(tool.getString("name"), input.get("additionalProperties"), is(JsonValue.FALSE));
            for (JsonValue property : input.getJsonObject("properties").values()) {
                assertThat(tool.getString("name"), property.asJsonObject(), hasKey("description"));
                assertThat(tool.getString("name"), property.asJsonObject(), hasKey("type"));
            }
            assertThat(required(input), everyItem(is(in(input.getJsonObject("properties").keySet()))));
        }
    }

    @Test
    void everyOutputSchemaDescribesAnObjectAndRequiresOnlyWhatItDescribes() {
        for (JsonObject tool : listed()) {
            JsonObject output = tool.getJsonObject("outputSchema");
            assertThat(output.getString("type"), is("object"));
            assertThat(required(output), everyItem(is(in(output.getJsonObject("properties").keySet()))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"list_repos", "list_repo_files", "read_repo_file", "search_code", "semantic_search", "goto_definition", "find_references", "list_symbols",
        "get_index_stats", "index_repository", "search", "fetch", "ping"})
    void anArgumentThatAToolDoesNotKnowIsRefusedByName(String tool) {
        assertThat(desk.refusal(tool, "colour", "red").lines().toList(), hasItem(startsWith("- colour: ")));
    }

    @Test
    void theWholeListIsSmallEnoughForAModelsContext() {
        assertThat(tokens(new String(JsonCodec.bytes(list()), StandardCharsets.UTF_8)), lessThan(2_500));
    }

    /**
     * At least as many tokens as GPT-4o counts (o200k_base), of a text like this one: it was 4 % more, and 2 % more for a list of another hand.
     * Words of up to 12 letters are one, and so are up to three digits, and up to three other signs.
     */
    private static int tokens(String text) {
        return Pattern.compile("[A-Za-z]{1,12}|[0-9]{1,3}|[^\\sA-Za-z0-9]{1,3}").matcher(text).results().mapToInt(match -> 1).sum();
    }

    @Test
    void theInstructionsStandAloneWithinWhatClientsKeep() {
        String instructions = desk.contribution().instructions();
        assertThat(instructions.getBytes(StandardCharsets.UTF_8).length, lessThanOrEqualTo(512));
        assertThat(instructions.endsWith("."), is(true));
    }

    @Test
    void theInstructionsNameOnlyToolsThatExist() {
        Set<String> names = new TreeSet<>(listed().stream().map(tool -> tool.getString("name")).toList());
        List<String> named = Stream.of(desk.contribution().instructions().split("[^a-z_]+"))
                .filter(word -> word.contains("_") && !word.startsWith("next_"))
                .toList();
        assertThat(named.size(), greaterThan(3));
        assertThat(named, everyItem(is(in(names))));
    }

    @Test
    void theFeatureIsFoundAsAService() {
        Map<String, List<String>> provided = new TreeMap<>();
        CodeFeature.class.getModule().getDescriptor().provides()
                .forEach(service -> provided.put(service.service(), service.providers()));
        assertThat(provided, is(Map.of(McpFeature.class.getName(), List.of(CodeFeature.class.getName()))));
    }

    private List<JsonObject> listed() {
        return list().getJsonArray("tools").getValuesAs(JsonObject.class);
    }

    private JsonObject list() {
        return Wire.to(desk, Wire.LEGACY).result("tools/list", JsonCodec.object());
    }

    private static List<String> required(JsonObject schema) {
        return Optional.ofNullable(schema.getJsonArray("required")).stream()
                .flatMap(names -> names.getValuesAs(JsonString.class).stream())
                .map(JsonString::getString)
                .toList();
    }
}
