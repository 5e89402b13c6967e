package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.core.JsonCodec;

/**
 * What nobody may read is in no answer of any tool, in no line of the log and in no file of the index, whatever is asked for, and whatever takes
 * the place of what at which moment. {@link PathAttacksIT} looks at single answers; this at everything that the program wrote.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IndexedCanaryIT {
    private static final Duration RACE = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern CANARY = Pattern.compile(CanaryTree.SECRET + "[a-z]*");

    @TempDir
    private static Path home;
    private static CanaryTree tree;
    private static Image image;
    private static RunningImage server;
    private static String token;
    /** Whatever the server said. */
    private static final Queue<String> ANSWERS = new ConcurrentLinkedQueue<>();
    /** The tools that did not refuse every call. */
    private static final Set<String> ANSWERING = new ConcurrentSkipListSet<>();

    @BeforeAll
    static void serve() {
        tree = CanaryTree.plant(home);
        image = Image.in(home);
        token = image.createToken("curious", "write");
        server = RunningImage.start(image, "--repo", "project=" + tree.repository(), "--set", "log.level=debug", "--set", "index.enabled=true");
        awaitIndexes();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        // before the directory is deleted, which warns of links that lead out of it
        for (String link : List.of("link-out.java", "link-relative.java", "link-directory", "link-git", "link-env.java")) {
            Files.delete(tree.repository().resolve(link));
        }
    }

    /** Both indexes hold what is served: nothing is read from the files because the index is not there yet. */
    private static void awaitIndexes() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!indexed()) {
            assertThat("the indexes are built in time", System.nanoTime() < end);
            pause(Duration.ofMillis(100));
        }
    }

    private static boolean indexed() {
        JsonObject meaning = found("semantic_search", JsonCodec.object().add("query", "greeting"));
        return found("get_index_stats", JsonCodec.object()).getJsonArray("repositories").getJsonObject(0).getString("phase").equals("current")
                && meaning.getString("method").equals("index") && meaning.getInt("files_known") == meaning.getInt("files_there");
    }

    @Test
    @Order(1)
    void whatIsServedIsFoundByTheSameWays() {
        assertThat(found("search_code", JsonCodec.object().add("query", CanaryTree.SERVED)).getInt("shown"), is(1));
        assertThat(found("goto_definition", JsonCodec.object().add("symbol_name", "Main")).getInt("total"), is(1));
        assertThat(found("search", JsonCodec.object().add("query", CanaryTree.SERVED)).getJsonArray("results").size(), is(1));
    }

    @Test
    @Order(2)
    void everyToolIsAskedForEveryPlace() {
        tree.paths().forEach(IndexedCanaryIT::askFor);
        askForAnything();
        call("index_repository", JsonCodec.object().add("repo", "project"));
        List<String> known = Rpc.parse(post("/mcp", Rpc.request("tools/list", JsonCodec.object().build()))).asJsonObject().getJsonObject("result")
                .getJsonArray("tools").getValuesAs(JsonObject.class).stream().map(tool -> tool.getString("name")).toList();
        assertThat(ANSWERING, hasItems(known.toArray(String[]::new)));
        assertThat(ANSWERING, hasItems("search_repo", "build_vector_index"));
        assertThat(canaries(ANSWERS), is(empty()));
    }

    @Test
    @Order(3)
    void nothingIsReadWhileOneThingTakesThePlaceOfAnother() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> racing = threads.submit(() -> {
                int rounds = 0;
                for (; !over.get(); rounds++) {
                    tree.race();
                }
                return rounds;
            });
            Future<?> indexing = threads.submit(() -> {
                while (!over.get()) {
                    call("index_repository", JsonCodec.object().add("repo", "project").add("force_rebuild", true));
                }
            });
            long begun = System.nanoTime();
            while (System.nanoTime() - begun < RACE.toNanos()) {
                tree.racing().forEach(IndexedCanaryIT::askFor);
                askForAnything();
            }
            over.set(true);
            indexing.get();
            assertThat("exchanges", racing.get(), greaterThan(1_000));
        }
        assertThat(canaries(ANSWERS), is(empty()));
        // and then everything is as it was
        awaitIndexes();
        whatIsServedIsFoundByTheSameWays();
    }

    @Test
    @Order(4)
    void noLineOfTheLogHasOne() {
        server.stop(Duration.ofSeconds(20));
        assertThat(String.join("\n", server.log()), containsString("\"caller\":\"curious\""));
        assertThat(canaries(server.log()), is(empty()));
        assertThat(server.log().stream().filter(line -> line.contains(CanaryTree.ASKED)).toList(), is(empty()));
    }

    @Test
    @Order(5)
    void noFileOfTheServerHasOne() throws IOException {
        try (Stream<Path> files = Files.walk(image.state())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
                assertThat(file.toString(), canaries(List.of(bytes)), is(empty()));
                assertThat(file.toString(), bytes, not(containsString(CanaryTree.ASKED)));
            }
        }
    }

    @Test
    @Order(5)
    void noIndexHasOneNotEvenInPieces() {
        List<String> chunks = IndexWords.of(image.state().resolve("index/chunks"));
        assertThat(chunks, hasItem("project/src/Main.java"));
        assertThat(chunks, hasItem(CanaryTree.SERVED));
        List<String> text = IndexWords.of(image.state().resolve("index/text"));
        assertThat(text, hasItem("project/src/Main.java"));
        assertThat(text, hasItems(groups(CanaryTree.SERVED)));
        assertThat(groupsIn(text, CanaryTree.SECRET), is(empty()));
        assertThat(groupsIn(text, CanaryTree.ASKED), is(empty()));
        for (List<String> words : List.of(chunks, text)) {
            assertThat(canaries(words), is(empty()));
            assertThat(words.stream().filter(word -> word.toLowerCase(Locale.ROOT).contains(CanaryTree.ASKED)).toList(), is(empty()));
        }
    }

    /** The groups of three letters of which an index of trigrams is made. */
    private static String[] groups(String text) {
        return Stream.iterate(0, from -> from + 3 <= text.length(), from -> from + 1).map(from -> text.substring(from, from + 3)).toArray(String[]::new);
    }

    private static List<String> groupsIn(List<String> words, String text) {
        List<String> groups = new ArrayList<>(List.of(groups(text)));
        groups.retainAll(words);
        return groups;
    }

    /** Each canary that is somewhere in these texts, once. */
    private static TreeSet<String> canaries(Collection<String> texts) {
        TreeSet<String> found = new TreeSet<>();
        texts.forEach(text -> CANARY.matcher(text.toLowerCase(Locale.ROOT)).results().forEach(canary -> found.add(canary.group())));
        return found;
    }

    private static void askFor(String path) {
        for (JsonObjectBuilder lines : List.of(JsonCodec.object(), JsonCodec.object().add("start_line", 1).add("end_line", 9), JsonCodec.object().add("symbol", "Hxjqvb"))) {
            call("read_repo_file", lines.add("repo", "project").add("path", path));
        }
        call("list_repo_files", JsonCodec.object().add("repo", "project").add("subdir", path).add("include_hidden", true).add("max_depth", 20));
        call("list_repo_files", JsonCodec.object().add("repo", "project").add("glob", path).add("include_hidden", true));
        call("search_code", JsonCodec.object().add("query", CanaryTree.ASKED).add("path", path).add("context", 10));
        call("search_repo", JsonCodec.object().add("query", CanaryTree.ASKED).add("file_glob", path));
        call("semantic_search", JsonCodec.object().add("query", CanaryTree.ASKED).add("path", path));
        call("goto_definition", JsonCodec.object().add("symbol_name", "Hxjqvb").add("path", path).add("include_body", true));
        call("find_references", JsonCodec.object().add("symbol_name", CanaryTree.ASKED).add("path", path));
        call("list_symbols", JsonCodec.object().add("repo", "project").add("file_path", path));
        call("search", JsonCodec.object().add("query", CanaryTree.ASKED + " path:" + path));
        call("fetch", JsonCodec.object().add("id", "project::" + path));
        call("fetch", JsonCodec.object().add("id", "project::" + path + "#L1-L1"));
        post("/mcp", Rpc.request("resources/read", JsonCodec.object().add("uri", "repo://project/" + path).build()));
        post("/mcp", Rpc.request("prompts/get", JsonCodec.object().add("name", "explain_code")
                .add("arguments", JsonCodec.object().add("repository", "project").add("path", path)).build()));
        for (String link : List.of("/r/project/" + path, "/r/project/" + encoded(path))) {
            ANSWERS.add(RawHttp.once(server.port(), "GET", link, List.of("Authorization: Bearer " + token), "").toString());
        }
    }

    private static void askForAnything() {
        for (String query : List.of(CanaryTree.ASKED, CanaryTree.ASKED.toUpperCase(Locale.ROOT), "xjqv", "jq")) {
            for (String mode : List.of("lines", "files", "count")) {
                call("search_code", JsonCodec.object().add("query", query).add("mode", mode).add("case", "insensitive"));
            }
            call("find_references", JsonCodec.object().add("symbol_name", query));
            call("list_symbols", JsonCodec.object().add("repo", "project").add("query", query));
            call("semantic_search", JsonCodec.object().add("query", query + " forbidden secret").add("k", 50));
            call("search", JsonCodec.object().add("query", query));
            call("goto_definition", JsonCodec.object().add("symbol_name", query));
        }
        for (String regex : List.of("hx[j]qvb.*", "(?i)h.jqvb", "^class H.*", "// \\w+ \\w+$", "[a-z]*jqv[a-z]*")) {
            call("search_code", JsonCodec.object().add("query", regex).add("regex", true).add("context", 10));
            call("search", JsonCodec.object().add("query", "/" + regex + "/"));
        }
        call("list_repo_files", JsonCodec.object().add("repo", "project").add("include_hidden", true).add("max_depth", 20).add("max_entries", 2_000));
        call("list_repos", JsonCodec.object());
        call("get_index_stats", JsonCodec.object());
        call("build_vector_index", JsonCodec.object().add("repo", "project"));
        call("ping", JsonCodec.object());
    }

    private static JsonObject found(String tool, JsonObjectBuilder arguments) {
        return call(tool, arguments).getJsonObject("structuredContent");
    }

    /** Calls a tool over MCP and as an action. */
    private static JsonObject call(String tool, JsonObjectBuilder arguments) {
        JsonObject written = arguments.build();
        post("/actions/" + tool, new String(JsonCodec.bytes(written), StandardCharsets.UTF_8));
        JsonObject result = Rpc.parse(post("/mcp", Rpc.call(tool, written))).asJsonObject().getJsonObject("result");
        if (!result.getBoolean("isError", false)) {
            ANSWERING.add(tool);
        }
        return result;
    }

    private static String post(String path, String message) {
        try (RawHttp http = new RawHttp(server.port()).patient()) {
            RawHttp.Response response = http.exchange("POST", path, List.of("Authorization: Bearer " + token, "Content-Type: application/json",
                    "Accept: application/json", "MCP-Protocol-Version: 2025-11-25"), message);
            ANSWERS.add(response.toString());
            return response.body();
        }
    }

    /** Every byte percent-encoded but slashes. */
    private static String encoded(String path) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            encoded.append(b == '/' ? "/" : "%" + HexFormat.of().toHexDigits(b));
        }
        return encoded.toString();
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
