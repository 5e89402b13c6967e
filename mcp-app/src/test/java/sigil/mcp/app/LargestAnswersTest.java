package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sigil.mcp.auth.AuthStore;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.Scope;

/**
 * As much as a caller may ask for, of files that are longer in JSON than on the disk: every answer is shorter than a GPT takes, and whoever goes on from
 * page to page has all there is, each once.
 */
class LargestAnswersTest {
    private static final int FILES = 600;
    private static final int LINES = 1_500;
    private static final int CLASSES = 60;
    private static final int SYMBOLS = 600;
    private static final int REPOSITORIES = 250;
    /** Six characters each in JSON. */
    private static final String CONTROLS = "\u0001".repeat(200);
    private static final String DEEP = IntStream.range(0, 7).mapToObj(i -> "a-directory-with-a-name-that-is-not-short-" + i + "/").collect(Collectors.joining());

    @TempDir
    private static Path directory;
    private static Origin origin;
    private static String token;

    @BeforeAll
    static void serve() {
        Loaded loaded = new Loaded(directory);
        loaded.file("app/controls.txt", ("ctl " + CONTROLS + "\n").repeat(LINES));
        loaded.file("app/short.txt", "\n".repeat(100_000));
        for (int i = 0; i < FILES; i++) {
            loaded.file("app/" + DEEP + "file-" + i + ".txt", "needle " + "\"\\".repeat(100) + "\n");
        }
        for (int i = 0; i < CLASSES; i++) {
            loaded.file("app/" + DEEP + "Retry" + i + ".java", "/** Retries a lost connection. */\nclass RetryLostConnection" + i + " {\n"
                    + ("    // retry the lost connection " + CONTROLS + "\n").repeat(12) + "}\n");
        }
        loaded.file("app/" + DEEP + "Many.java", "class Many {\n" + IntStream.range(0, SYMBOLS).mapToObj(i -> "    int a" + i + ";\n").collect(Collectors.joining())
                + "}\n");
        StringBuilder repositories = new StringBuilder("{\"app\": \"" + directory.resolve("app") + "\"");
        for (int i = 1; i < REPOSITORIES; i++) {
            loaded.file("r" + i + "/a.txt", "a\n");
            repositories.append(", \"r").append(i).append("\": {\"path\": \"").append(directory.resolve("r" + i)).append("\", \"description\": \"")
                    .append("What it is for. ".repeat(40)).append("\"}");
        }
        try (AuthStore store = AuthStore.open(directory.resolve("state"))) {
            token = store.tokens().create("gpt", Scope.READ, Optional.empty()).text().reveal();
        }
        origin = Origin.start(loaded.json("{\"server\": {\"port\": 0}, \"repositories\": " + repositories + "}, \"index\": {\"enabled\": false},"
                + " \"watch\": {\"enabled\": false}, \"state\": {\"directory\": \"" + directory.resolve("state") + "\"}}"));
    }

    @AfterAll
    static void stop() {
        origin.close();
    }

    /** An answer, which holds that a GPT takes it. */
    private static JsonObject ask(String tool, JsonObject arguments) {
        RawHttp.Response action = RawHttp.once(origin.port(), "POST", "/actions/" + tool,
                List.of("Authorization: Bearer " + token, "Content-Type: application/json"), arguments.toString());
        assertThat(action.body(), action.status(), is(200));
        assertThat(tool + arguments, action.body().length(), is(lessThan(100_000)));
        return Rpc.parse(action.body()).asJsonObject();
    }

    private static JsonObject arguments(String text) {
        return Rpc.parse(text.replace('\'', '"').replace("DEEP", DEEP)).asJsonObject();
    }

    /** All pages, by their cursors. */
    private static List<JsonObject> pages(String tool, JsonObject arguments) {
        List<JsonObject> pages = new ArrayList<>(List.of(ask(tool, arguments)));
        while (pages.getLast().containsKey("next_cursor")) {
            pages.add(ask(tool, JsonCodec.object(arguments).add("cursor", pages.getLast().getString("next_cursor")).build()));
            assertThat(pages.size(), is(lessThan(500)));
        }
        return pages;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "list_repos      | {}                                                                     | repositories | " + REPOSITORIES,
        "list_repo_files | {'repo': 'app', 'max_depth': 20, 'max_entries': 2000, 'glob': '*.txt'} | entries      | " + (FILES + 2),
        "search_code     | {'query': 'needle', 'max_results': 500}                                | files        | " + FILES,
        "search_code     | {'query': 'needle', 'max_results': 500, 'mode': 'files'}               | files        | " + FILES,
        "find_references | {'symbol_name': 'needle', 'max_results': 500}                          | files        | " + FILES,
        "list_symbols    | {'repo': 'app', 'file_path': 'DEEPMany.java'}                          | symbols      | " + (SYMBOLS + 1),
        "list_symbols    | {'repo': 'app', 'query': 'a', 'kind': 'field'}                         | symbols      | " + SYMBOLS,
        "semantic_search | {'query': 'retry a lost connection', 'k': 50}                          | results      | 50"})
    void fromPageToPageNothingIsLeftOutAndNothingComesTwice(String tool, String arguments, String entries, int number) {
        List<JsonObject> pages = pages(tool, arguments(arguments));
        List<JsonValue> all = pages.stream().flatMap(page -> page.getJsonArray(entries).stream()).toList();
        assertThat(pages.size(), greaterThan(1));
        assertThat(all.size(), is(number));
        assertThat(new HashSet<>(all).size(), is(number));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "search_code     | {'query': 'ctl', 'max_results': 500}",
        "search_code     | {'query': 'ctl', 'max_results': 500, 'context': 10}",
        "find_references | {'symbol_name': 'ctl', 'max_results': 500}"})
    void everyLineOfALongFileIsOnSomePage(String tool, String arguments) {
        int shown = pages(tool, arguments(arguments)).stream().mapToInt(page -> page.getInt("shown")).sum();
        assertThat(shown, is(LINES));
    }

    @ParameterizedTest
    @CsvSource({"controls.txt,1500", "short.txt,100000"})
    void aFileIsReadToItsEndInAnswersThatAreNotTooLong(String file, int lines) {
        int end = 0;
        while (end < lines) {
            JsonObject page = ask("read_repo_file", JsonCodec.object().add("repo", "app").add("path", file).add("start_line", end + 1).add("max_bytes", 100_000).build());
            end = page.getInt("end_line");
            assertThat(page.getInt("next_start_line", lines + 1), is(end + 1));
        }
        assertThat(end, is(lines));
    }

    @ParameterizedTest
    @CsvSource({"controls.txt,1500", "short.txt,100000"})
    void aDocumentIsFetchedToItsEndByTheIdsThatGoOn(String file, int lines) {
        JsonObject metadata = ask("fetch", JsonCodec.object().add("id", "app::" + file).build()).getJsonObject("metadata");
        while (metadata.containsKey("next_id")) {
            String next = metadata.getString("next_id");
            assertThat(next, containsString("#L" + (Integer.parseInt(metadata.getString("end_line")) + 1)));
            metadata = ask("fetch", JsonCodec.object().add("id", next).build()).getJsonObject("metadata");
        }
        assertThat(metadata.getString("end_line"), is(String.valueOf(lines)));
    }

    @Test
    void theOtherAnswersAreShortByThemselves() {
        assertThat(ask("get_index_stats", JsonValue.EMPTY_JSON_OBJECT).getJsonArray("repositories").size(), is(REPOSITORIES));
        ask("search", arguments("{'query': 'needle'}"));
        ask("search", arguments("{'query': 'retry a lost connection'}"));
        ask("goto_definition", arguments("{'symbol_name': 'RetryLostConnection1', 'include_body': true}"));
        ask("search_code", arguments("{'query': 'a', 'mode': 'count'}"));
    }
}
