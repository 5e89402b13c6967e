package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every client can do with the server, whatever its release, revision and transport. Who inherits it has a static method
 * {@code sessions} with the sessions to be judged, and one {@code sessionsThatCancel} with those whose client can tell a server that it
 * cancels.
 */
abstract class ClientContract {

    @ParameterizedTest
    @MethodSource("sessions")
    void agreesOnARevisionAndLearnsWhoAnswers(ClientSession session) {
        assertThat(session.report().getString("protocolVersion"), is(session.revision()));
        assertThat(session.report().getJsonObject("server").getString("name"), is("sigil-mcp"));
        assertThat(session.report().getJsonObject("capabilities").keySet(), hasItems("tools", "resources", "prompts", "completions", "logging"));
        assertThat(session.report().getString("instructions"), containsString("list_repos"));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void listsTheTools(ClientSession session) {
        List<JsonObject> tools = session.report().getJsonArray("tools").getValuesAs(JsonObject.class);
        assertThat(tools.stream().map(tool -> tool.getString("name")).toList(),
                contains("list_repos", "list_repo_files", "read_repo_file", "search_code", "semantic_search", "goto_definition", "find_references", "list_symbols",
                        "get_index_stats", "index_repository", "search", "fetch", "ping"));
        tools.forEach(tool -> assertThat(tool.getString("name"), tool.getJsonObject("annotations").getBoolean("readOnlyHint"),
                is(!tool.getString("name").equals("index_repository"))));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void listsRepositories(ClientSession session) {
        JsonArray repositories = session.result("repositories").getJsonArray("repositories");
        assertThat(names(repositories, "name"), contains("large", "sample"));
        assertThat(repositories.getJsonObject(1).getInt("files"), is(3));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void readsAFile(ClientSession session) {
        assertThat(session.result("file").getString("text"), is("    // Hello, reader\n    String text = \"Hello\";"));
        assertThat(session.result("file").getInt("next_start_line"), is(4));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void searches(ClientSession session) {
        JsonObject found = session.result("found");
        assertThat(found.getInt("shown"), is(1));
        assertThat(found.getBoolean("complete"), is(true));
        assertThat(found.getInt("files_searched"), is(3));
        JsonObject file = found.getJsonArray("files").getJsonObject(0);
        assertThat(file.getString("path"), is("src/Greeting.java"));
        assertThat(file.getJsonArray("lines").getJsonObject(0).getInt("line"), is(2));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void isToldThatAToolDoesNotExist(ClientSession session) {
        assertThat(session.report().getJsonObject("unknownTool").getInt("code"), is(-32602));
        assertThat(session.error("unknownTool"), containsString("Unknown tool: no_such_tool"));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void handsWrongArgumentsAndMissingFilesBackToTheModel(ClientSession session) {
        assertThat(session.refusal("invalidArguments"), startsWith("Invalid arguments for read_repo_file:\n- path: "));
        assertThat(session.refusal("missingFile"), containsString("'src/Nothing.java'"));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void listsResourcesAndHowOthersAreNamed(ClientSession session) {
        assertThat(names(session.report().getJsonArray("resources"), "uri"),
                containsInAnyOrder("repo://large/", "repo://sample/", "repo://sample/README.md"));
        assertThat(names(session.report().getJsonArray("templates"), "uriTemplate"), contains("repo://{repository}/{+path}"));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void readsAResource(ClientSession session) {
        assertThat(contents(session, "listed").getString("text"), is("# Sample\n\nSays hello.\n"));
        assertThat(contents(session, "listed").getString("mimeType"), is("text/markdown"));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void readsAResourceWhoseNameIsNotAscii(ClientSession session) {
        assertThat(contents(session, "umlauts").getString("uri"), is("repo://sample/src/Gr%C3%BC%C3%9Fe.txt"));
        assertThat(contents(session, "umlauts").getString("text"), is("Grüße\n"));
        // as people type it
        assertThat(contents(session, "unescaped").getString("text"), is("Grüße\n"));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void isToldThatAResourceDoesNotExist(ClientSession session) {
        assertThat(session.error("missing"), containsString("Resource not found"));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void listsThePrompts(ClientSession session) {
        assertThat(names(session.report().getJsonArray("prompts"), "name"),
                contains("explain_repository", "onboarding_guide", "explain_code", "review_file", "find_where"));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void getsAPromptWithTheFileThatItIsAbout(ClientSession session) {
        List<JsonObject> messages = session.report().getJsonObject("prompt").getJsonArray("messages").getValuesAs(JsonObject.class);
        JsonObject file = messages.getFirst().getJsonObject("content").getJsonObject("resource");
        assertThat(file.getString("uri"), is("repo://sample/src/Greeting.java"));
        assertThat(file.getString("text"), containsString("// Hello, reader"));
        assertThat(messages.getLast().getJsonObject("content").getString("text"), containsString("Look above all for Grüße."));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void isToldWhatIsWrongWithAPrompt(ClientSession session) {
        assertThat(session.error("unknownPrompt"), containsString("Unknown prompt: überall"));
        assertThat(session.error("incompletePrompt"), containsString("params.arguments.path is missing"));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void completesArguments(ClientSession session) {
        assertThat(completions(session, "repositoryNames"), contains("sample"));
        // within the repository that was chosen before
        assertThat(completions(session, "paths"), contains("src/Greeting.java"));
        assertThat(completions(session, "promptArguments"), contains("large"));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void hearsOfTheProgressOfASearch(ClientSession session) {
        List<JsonObject> events = session.report().getJsonArray("progress").getValuesAs(JsonObject.class);
        List<Double> progress = events.stream().map(event -> event.getJsonNumber("progress").doubleValue()).toList();
        // one for certain; how many more depends on how long the search takes
        assertThat(progress, is(not(empty())));
        assertThat(progress, is(progress.stream().distinct().sorted().toList()));
        assertThat(events.getFirst().getString("message"), is(events.getFirst().getInt("progress") + " files searched"));
        assertThat(session.result("searched").getInt("files_searched"), is(SampleRepositories.PART_FILES));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void waitsNoLongerForACallThatItCancels(ClientSession session) {
        assertThat(session.error("cancelled"), containsString("no longer wanted"));
        assertThat(session.result("afterwards").getString("status"), is("ok"));
    }

    @ParameterizedTest
    @MethodSource("sessionsThatCancel")
    void makesTheServerStopACallThatItCancels(ClientSession session) {
        assertThat(session.stopped(), is(true));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void hasNothingToComplainOf(ClientSession session) {
        // the clients complain of progress that was on its way when its call was cancelled, or that they read at once with the result
        assertThat(session.report().getJsonArray("errors").getValuesAs(JsonString::getString).stream()
                .filter(error -> !error.startsWith("Received a progress notification for an unknown token"))
                .toList(), is(empty()));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void closes(ClientSession session) {
        assertThat(session.report().getBoolean("closed"), is(true));
    }

    private static List<String> names(JsonArray entries, String key) {
        return entries.getValuesAs(JsonObject.class).stream().map(entry -> entry.getString(key)).toList();
    }

    private static List<String> completions(ClientSession session, String request) {
        JsonObject outcome = session.report().getJsonObject(request);
        assertThat(outcome.keySet(), hasItem("completion"));
        return outcome.getJsonObject("completion").getJsonArray("values").getValuesAs(JsonString::getString);
    }

    private static JsonObject contents(ClientSession session, String request) {
        JsonObject outcome = session.report().getJsonObject(request);
        assertThat(outcome.keySet(), hasItem("contents"));
        return outcome.getJsonArray("contents").getJsonObject(0);
    }
}
