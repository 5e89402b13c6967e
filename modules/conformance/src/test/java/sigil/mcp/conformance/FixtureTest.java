package sigil.mcp.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The fixtures are what the suite's documentation says, in both eras. */
class FixtureTest {
    private static final String ALICE = "{\"action\": \"accept\", \"content\": {\"name\": \"Alice\"}}";

    private static List<String> names(JsonObject page, String list) {
        return page.getJsonArray(list).getValuesAs(JsonObject.class).stream().map(entry -> entry.getString("name")).toList();
    }

    private static String call(String tool, String rest) {
        return "{\"name\": \"" + tool + "\", \"arguments\": {}" + rest + "}";
    }

    private static String call(String tool) {
        return call(tool, "");
    }

    @Test
    void listsTheToolsOfTheSuiteInBothEras() throws InterruptedException {
        InProcess client = new InProcess();
        for (JsonObject page : List.of(client.legacy("tools/list", "{}"), client.modern("tools/list", "{}", "{}"))) {
            assertThat(names(page, "tools"), hasItems("test_image_content", "test_audio_content", "test_embedded_resource",
                    "test_multiple_content_types", "test_tool_with_logging", "test_tool_with_progress", "test_error_handling", "test_sampling",
                    "test_elicitation", "test_elicitation_sep1034_defaults", "test_elicitation_sep1330_enums", "test_reconnection",
                    "json_schema_2020_12_tool", "test_missing_capability", "test_streaming_elicitation", "test_logging_tool",
                    "test_trigger_tool_change", "test_trigger_prompt_change", "test_input_required_result_elicitation",
                    "test_input_required_result_sampling", "test_input_required_result_list_roots",
                    "test_input_required_result_request_state", "test_input_required_result_multiple_inputs",
                    "test_input_required_result_multi_round", "test_input_required_result_tampered_state",
                    "test_input_required_result_capabilities", "greet", "slow_compute", "failing_job", "protocol_error_job", "confirm_delete",
                    "multi_input", "test_tool_with_task"));
        }
    }

    @Test
    void theFirstToolOfTheListNeedsNothingToAnswer() throws InterruptedException {
        InProcess client = new InProcess();
        String first = names(client.modern("tools/list", "{}", "{}"), "tools").getFirst();
        assertThat(first, is("test_simple_text"));
        assertThat(InProcess.text(client.modern("tools/call", call(first), "{}")), is("This is a simple text response for testing."));
    }

    @Test
    void everyKeywordOfTheSchemaComesThroughInBothEras() throws InterruptedException {
        InProcess client = new InProcess();
        for (JsonObject page : List.of(client.legacy("tools/list", "{}"), client.modern("tools/list", "{}", "{}"))) {
            JsonObject tool = page.getJsonArray("tools").getValuesAs(JsonObject.class).stream()
                    .filter(entry -> entry.getString("name").equals("json_schema_2020_12_tool"))
                    .findFirst().orElseThrow();
            assertThat(tool.getJsonObject("inputSchema"), is(SchemaTools.VOCABULARY));
        }
    }

    @Test
    void aToolAsksALegacyClientByARequestAndGoesOnWithTheAnswer() throws InterruptedException {
        InProcess client = new InProcess(Map.of("elicitation/create", ALICE));
        assertThat(InProcess.text(client.legacy("tools/call", call("test_input_required_result_elicitation"))), is("Hello, Alice!"));
        assertThat(client.sent(), contains("elicitation/create"));
    }

    @Test
    void theSameToolAsksAModernClientToComeBackWithTheAnswer() throws InterruptedException {
        InProcess client = new InProcess();
        JsonObject first = client.modern("tools/call", call("test_input_required_result_elicitation"), InProcess.ALL_CAPABILITIES);
        assertThat(first.getString("resultType"), is("input_required"));
        assertThat(first.getJsonObject("inputRequests").keySet(), contains("user_name"));
        JsonObject second = client.modern("tools/call", call("test_input_required_result_elicitation", ", \"inputResponses\": {\"user_name\": "
                + ALICE + "}, \"requestState\": \"" + first.getString("requestState") + "\""), InProcess.ALL_CAPABILITIES);
        assertThat(InProcess.text(second), is("Hello, Alice!"));
        assertThat(client.sent(), is(List.of()));
    }

    @Test
    void severalThingsAreAskedAtOnceInBothEras() throws InterruptedException {
        InProcess client = new InProcess(Map.of(
                "elicitation/create", ALICE,
                "sampling/createMessage", "{\"role\": \"assistant\", \"model\": \"m\", \"content\": {\"type\": \"text\", \"text\": \"Hi\"}}",
                "roots/list", "{\"roots\": [{\"uri\": \"file:///work\", \"name\": \"Work\"}]}"));
        assertThat(InProcess.text(client.legacy("tools/call", call("test_input_required_result_multiple_inputs"))),
                is("Name: Alice; Greeting: Hi; Roots: Work at file:///work"));
        JsonObject modern = client.modern("tools/call", call("test_input_required_result_multiple_inputs"), InProcess.ALL_CAPABILITIES);
        assertThat(modern.getJsonObject("inputRequests").keySet(), is(Set.of("user_name", "greeting", "client_roots")));
    }

    @Test
    void onlyWhatTheClientDeclaredIsAsked() throws InterruptedException {
        JsonObject result = new InProcess().modern("tools/call", call("test_input_required_result_capabilities"), "{\"sampling\": {}}");
        assertThat(result.getJsonObject("inputRequests").keySet(), contains("sample_input"));
    }

    @Test
    void aTriggerReallyChangesTheListOfTools() throws InterruptedException {
        InProcess client = new InProcess();
        assertThat(names(client.legacy("tools/list", "{}"), "tools"), not(hasItem(ChangingLists.TOOL)));
        client.legacy("tools/call", call("test_trigger_tool_change"));
        assertThat(client.heard().getString("method"), is("notifications/tools/list_changed"));
        assertThat(names(client.legacy("tools/list", "{}"), "tools"), hasItem(ChangingLists.TOOL));
        client.legacy("tools/call", call("test_trigger_tool_change"));
        assertThat(names(client.modern("tools/list", "{}", "{}"), "tools"), not(hasItem(ChangingLists.TOOL)));
    }

    @Test
    void aTriggerReallyChangesTheListOfPrompts() throws InterruptedException {
        InProcess client = new InProcess();
        assertThat(names(client.modern("prompts/list", "{}", "{}"), "prompts"), not(hasItem(ChangingLists.PROMPT)));
        client.modern("tools/call", call("test_trigger_prompt_change"), "{}");
        assertThat(names(client.modern("prompts/list", "{}", "{}"), "prompts"), hasItem(ChangingLists.PROMPT));
        client.modern("prompts/get", "{\"name\": \"" + ChangingLists.PROMPT + "\"}", "{}");
    }

    @Test
    void aSubscriberHearsThatTheWatchedResourceChanged() throws InterruptedException {
        InProcess client = new InProcess();
        String watched = "{\"uri\": \"" + FixtureResources.WATCHED + "\"}";
        JsonObject before = client.legacy("resources/read", watched);
        client.legacy("resources/subscribe", watched);
        client.legacy("tools/call", call("test_trigger_resource_change"));
        JsonObject heard = client.heard();
        assertThat(heard.getString("method"), is("notifications/resources/updated"));
        assertThat(heard.getJsonObject("params").getString("uri"), is(FixtureResources.WATCHED));
        assertThat(client.legacy("resources/read", watched), is(not(before)));
    }

    @Test
    void aSlowCallIsATaskOnlyForThoseThatCanHandleOne() throws InterruptedException {
        InProcess client = new InProcess();
        String call = "{\"name\": \"slow_compute\", \"arguments\": {\"seconds\": 0, \"label\": \"it\"}}";
        assertThat(InProcess.text(client.modern("tools/call", call, "{}")), is("Computed it"));
        assertThat(client.modern("tools/call", call, InProcess.WITH_TASKS).getString("resultType"), is("task"));
    }

    @Test
    void aToolThatIsAlwaysATaskIsRefusedToThoseThatCannotHandleOne() throws InterruptedException {
        JsonObject reply = new InProcess().modernReply("tools/call", FixtureJson.object(call("failing_job")), "{}");
        assertThat(reply.getJsonObject("error").getInt("code"), is(-32021));
    }

    @Test
    void aToolAsksBeforeItBecomesATask() throws InterruptedException {
        JsonObject first = new InProcess().modern("tools/call", call("test_tool_with_task"), InProcess.WITH_TASKS);
        assertThat(first.getString("resultType"), is("input_required"));
        assertThat(first.containsKey("taskId"), is(false));
    }

    @Test
    void argumentsOfAPromptAreCompletedFromWhatWasTyped() throws InterruptedException {
        JsonObject result = new InProcess().modern("completion/complete", "{\"ref\": {\"type\": \"ref/prompt\","
                + " \"name\": \"test_prompt_with_arguments\"}, \"argument\": {\"name\": \"arg1\", \"value\": \"teste\"}}", "{}");
        assertThat(result.getJsonObject("completion").getJsonArray("values").toString(), is("[\"tested\"]"));
    }
}
