package sigil.code.tools;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sigil.code.search.IndexReport;
import sigil.code.search.IndexState;
import sigil.code.search.Repository;
import sigil.code.watch.WatchMethod;
import sigil.code.watch.WatchState;
import sigil.mcp.core.Call;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.Caller;
import sigil.mcp.core.ClientCapabilities;
import sigil.mcp.core.InputRequest;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.LoggingLevel;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** {@code get_index_stats}, {@code index_repository}, and what a search says of the index. */
@Timeout(120)
class IndexToolsTest {
    @TempDir
    private Path root;
    private final List<ToolDesk> open = new ArrayList<>();

    private ToolDesk desk(boolean index, boolean watch, String... names) {
        JsonObjectBuilder repositories = JsonCodec.object();
        for (String name : names) {
            repositories.add(name, ToolDesk.entry(root.resolve(name)));
        }
        ToolDesk desk = ToolDesk.of(JsonCodec.object()
                .add("repositories", repositories)
                .add("state", JsonCodec.object().add("directory", root.resolve("state").toString()))
                .add("symbols", JsonCodec.object().add("ctags", "off"))
                .add("watch", JsonCodec.object().add("enabled", truth(watch)))
                .add("index", JsonCodec.object().add("enabled", truth(index))));
        open.add(desk);
        return desk;
    }

    private static JsonValue truth(boolean value) {
        return value ? JsonValue.TRUE : JsonValue.FALSE;
    }

    private Sources app() {
        return new Sources(root.resolve("app")).file("A.java", "class Needle { }\n").file("B.java", "class Haystack { }\n");
    }

    @AfterEach
    void close() {
        open.forEach(desk -> {
            try {
                desk.contribution().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(60);
        while (!condition.getAsBoolean()) {
            assertThat("waited in vain", Instant.now().isBefore(end), is(true));
            Thread.sleep(20);
        }
    }

    private static JsonObject facts(ToolDesk desk) {
        return desk.ask("get_index_stats").getJsonArray("repositories").getJsonObject(0);
    }

    private static void await(ToolDesk desk, String phase) throws InterruptedException {
        await(() -> facts(desk).getString("phase").equals(phase) && facts(desk).getInt("pending") == 0);
    }

    @Test
    void itIsToldWhatIsSearchedWhatIsNotAndWhy() throws InterruptedException {
        app().file("image.bin", "\0\1\2").file("made.js", "x".repeat(20_000)).file("large.txt", "line\n".repeat(500_000));
        ToolDesk desk = desk(true, true, "app");
        desk.contribution().begin();
        await(desk, "current");
        assertThat(desk.read("get_index_stats", "repo", "app"), matchesPattern("""
                app · indexed: 5 files in the index; it hears of every change · compared with all files \\d+ s ago
                  not searched: 1 not text, 1 too large \\(limits.max_file_bytes\\) · 1 file made by a program, searched all the same
                  watched by the \\S+.*
                index of all repositories: \\d+ K?B on the disk
                symbols: built in"""));
        JsonObject facts = facts(desk);
        assertThat(List.of(facts.getInt("files"), facts.getInt("indexed"), facts.getInt("binary"), facts.getInt("too_large"), facts.getInt("unreadable"),
                facts.getInt("minified")), is(List.of(5, 5, 1, 1, 0, 1)));
        assertThat(Instant.parse(facts.getString("compared")).isAfter(Instant.now()), is(false));
        assertThat(facts.getJsonObject("watch").getJsonArray("polled").isEmpty(), is(true));
        assertThat(desk.ask("get_index_stats").getInt("index_bytes"), greaterThan(0));
    }

    @Test
    void withoutAnIndexItIsSaidThatSearchesReadTheFiles() {
        app();
        ToolDesk desk = desk(false, false, "app");
        assertThat(desk.read("get_index_stats"), is("""
                app · no index (index.enabled is false): searches read all 2 files
                  not watched (watch.enabled is false)
                symbols: built in"""));
        assertThat(desk.ask("get_index_stats").getString("symbols"), is("built in"));
        assertThat(facts(desk).getString("phase"), is("none"));
        assertThat(desk.refusal("index_repository", "repo", "app"), startsWith("There is no index to build: index.enabled is false"));
    }

    @Test
    void ofManyRepositoriesAsManyAreToldAsEveryClientShows() {
        String[] names = new String[200];
        for (int i = 0; i < names.length; i++) {
            names[i] = "repository-with-a-name-that-is-rather-long-" + i;
            new Sources(root.resolve(names[i])).file("a", "a");
        }
        ToolDesk desk = desk(false, false, names);
        String text = desk.read("get_index_stats");
        assertThat(text.getBytes(StandardCharsets.UTF_8).length, lessThanOrEqualTo(9_500));
        assertThat(text, matchesPattern("(?s).*\nand \\d+ more: give repo\nsymbols: built in"));
        assertThat(desk.ask("get_index_stats").getJsonArray("repositories").size(), is(200));
    }

    @Test
    void ofThousandsOfDirectoriesThatArePolledSomeAreNamedAndAllAreCounted() {
        app();
        String why = "All watches that this account may have are in use: sudo sysctl fs.inotify.max_user_watches=524288 raises the limit (now 8192)";
        WatchState watch = new WatchState(WatchMethod.INOTIFY, "", true, 8_192, IntStream.range(0, 5_000)
                .mapToObj(i -> new WatchState.Polled("app", "src/directory-" + i, why)).toList(), Set.of(), 0, 0, Optional.empty());
        IndexFacts.Facts known = new IndexFacts.Facts(Optional.of(report(IndexState.Phase.COMPARED, 2, "")), 2, 40);
        JsonObject told = GetIndexStats.json(Repository.of("app", root.resolve("app")), known, Optional.of(watch)).build();
        assertThat(told.toString().length(), lessThanOrEqualTo(20_000));
        assertThat(told.getJsonObject("watch").getInt("polled_directories"), is(5_000));
        assertThat(told.getJsonObject("watch").getJsonArray("polled").size(), is(50));
    }

    @Test
    void aDirectoryThatIsPolledForWantOfWatchesIsToldWithTheLineThatHelps() {
        app();
        Repository app = Repository.of("app", root.resolve("app"));
        String why = "All watches that this account may have are in use: sudo sysctl fs.inotify.max_user_watches=524288 raises the limit (now 8192)";
        WatchState watch = new WatchState(WatchMethod.INOTIFY, "", true, 8_192, List.of(new WatchState.Polled("app", "src", why),
                new WatchState.Polled("app", "doc", why), new WatchState.Polled("other", "x", "y")), Set.of(), 3, 0, Optional.empty());
        IndexFacts.Facts known = new IndexFacts.Facts(Optional.of(report(IndexState.Phase.COMPARED, 2, "")), 2, 40);
        assertThat(IndexWords.of(app, known, true, Optional.of(watch), Instant.EPOCH), is("""
                app · indexed: 2 files in the index; searches check the files for changes
                  watched by the kernel (inotify)
                  2 directories looked at every few seconds instead (src, ...). All watches that this account may have are in use: sudo sysctl \
                fs.inotify.max_user_watches=524288 raises the limit (now 8192)
                  more happened at once than could be told, 3 times: everything was looked at then"""));
    }

    private static IndexReport report(IndexState.Phase phase, int met, String problem) {
        return new IndexReport(new IndexState(phase, 2, 0, problem), 0, 0, 0, 0, 0, met, 10, Optional.empty(), Duration.ZERO);
    }

    @Test
    void aFullDiskIsTheReasonWhyThereIsNoIndex() {
        app();
        IndexFacts.Facts known = new IndexFacts.Facts(Optional.of(report(IndexState.Phase.FAILED, 0, "the disk is full")), 2, 40);
        assertThat(IndexWords.of(Repository.of("app", root.resolve("app")), known, false, Optional.empty(), Instant.EPOCH),
                startsWith("app · no index, because the disk is full; searches read the files, and it is tried again every 30 s\n"));
    }

    @Test
    void aRepositoryIsIndexedWhileTheCallerHearsHowFarItIs() {
        Sources app = app();
        for (int i = 0; i < 2_000; i++) {
            app.file("d/f" + i, "text " + i);
        }
        ToolDesk desk = desk(true, false, "app");
        Waiting waiting = new Waiting(Duration.ofSeconds(60), false);
        CallToolResult result = desk.call(waiting, "index_repository", "repo", "app");
        assertThat(ToolDesk.text(result), matchesPattern("app: indexed, 2002 files, in \\d+\\.\\d s"));
        assertThat(ToolDesk.structured(result).getBoolean("done"), is(true));
        assertThat(waiting.told.isEmpty(), is(false));
        waiting.told.forEach(told -> assertThat(told, matchesPattern("app: \\d+ of 2002 files \\(\\d+\\.0/2002\\.0\\)")));
        assertThat(facts(desk).getString("phase"), is("compared"));
    }

    @Test
    void whenTheTimeOfTheCallIsOverTheWorkGoesOnInTheBackground() throws InterruptedException {
        app();
        ToolDesk desk = desk(true, false, "app");
        CallToolResult result = desk.call(new Waiting(Duration.ZERO, false), "index_repository", "repo", "app");
        assertThat(ToolDesk.text(result), is("app: still indexing, 0 of 2 files. It goes on in the background: get_index_stats tells how far it is."
                + " Searches are complete meanwhile."));
        assertThat(ToolDesk.structured(result).getBoolean("done"), is(false));
        await(desk, "compared");
    }

    @Test
    void whoeverTakesACallBackEndsTheWaitingAndNotTheWork() throws InterruptedException {
        app();
        ToolDesk desk = desk(true, false, "app");
        assertThat(ToolDesk.text(desk.call(new Waiting(Duration.ofSeconds(60), true), "index_repository", "repo", "app", "force_rebuild", true)),
                startsWith("app: still indexing, "));
        await(desk, "compared");
    }

    @Test
    void aRebuiltIndexKnowsWhatThereIs() throws InterruptedException {
        app();
        ToolDesk desk = desk(true, true, "app");
        desk.contribution().begin();
        await(desk, "current");
        Instant before = Instant.parse(facts(desk).getString("compared"));
        assertThat(desk.read("index_repository", "repo", "app", "force_rebuild", true), startsWith("app: indexed, 2 files, in "));
        assertThat(Instant.parse(facts(desk).getString("compared")).isAfter(before), is(true));
        assertThat(desk.ask("search_code", "query", "needle").getInt("shown"), is(1));
    }

    @Test
    void whoeverIsNoServerLeavesTheIndexAsItIs() throws InterruptedException {
        app();
        ToolDesk desk = desk(true, true, "app");
        Thread.sleep(2_500);
        assertThat(desk.ask("search_code", "query", "needle").getInt("shown"), is(1));
        assertThat(facts(desk).getString("phase"), is("opening"));
        assertThat(Files.exists(root.resolve("state/index/text")), is(false));
        desk.contribution().begin();
        await(desk, "current");
    }

    @Test
    void whoeverMayOnlyReadHasNothingIndexed() {
        app();
        ToolDesk desk = desk(true, false, "app");
        Call reader = new Waiting(Duration.ofSeconds(60), false) {
            @Override
            public Caller caller() {
                return ToolDesk.READER;
            }
        };
        RuntimeException refused = assertThrows(RuntimeException.class, () -> desk.call(reader, "index_repository", "repo", "app"));
        assertThat(refused.getMessage(), is("scope write needed"));
        assertThat(ToolDesk.text(desk.call(reader, "get_index_stats")), startsWith("app · "));
    }

    @Test
    void theServerThatWritesTheIndexIsTheOneToAsk() throws InterruptedException {
        app();
        ToolDesk server = desk(true, false, "app");
        server.read("index_repository", "repo", "app");
        ToolDesk second = desk(true, false, "app");
        assertThat(second.refusal("index_repository", "repo", "app"), startsWith("Another process, such as a running server, writes the index: ask that one."));
        assertThat(second.read("get_index_stats"), startsWith("app · another process, such as a running server, writes the index: 2 of 2 files in it;"));
        assertThat(second.read("search_code", "query", "needle"), startsWith("1 match in 1 file for \"needle\" (2 files searched, nothing left out)\n"));
    }

    @Test
    void aSearchSaysWhatOfItTheIndexDidNotSpare() {
        assertThat(note(IndexState.Phase.COMPARING, 43, 100, false), is(Optional.of("index 43 %, rest read from the files")));
        assertThat(note(IndexState.Phase.COMPARING, 5, 0, false), is(Optional.of("index being built, rest read from the files")));
        assertThat(note(IndexState.Phase.COMPARING, 100, 100, false), is(Optional.of("index 99 %, rest read from the files")));
        assertThat(note(IndexState.Phase.COMPARED, 2, 2, false), is(Optional.of("index checked against the files")));
        assertThat(note(IndexState.Phase.COMPARED, 2, 2, true), is(Optional.empty()));
        assertThat(note(IndexState.Phase.CURRENT, 2, 2, false), is(Optional.empty()));
        assertThat(note(IndexState.Phase.FAILED, 0, 2, false), is(Optional.of("no index, read from the files")));
    }

    private static Optional<String> note(IndexState.Phase phase, int met, int files, boolean brief) {
        return IndexNote.words(new IndexFacts.Facts(Optional.of(report(phase, met, "")), files, 0), brief);
    }

    @Test
    void theFirstLineOfASearchNamesTheRepositoryWhoseIndexIsNotToBeHad() throws IOException, InterruptedException {
        app();
        new Sources(root.resolve("lib")).file("C.java", "class Needle { }\n");
        Files.createDirectories(root.resolve("state"));
        // where the directory should be there is a file
        Files.writeString(root.resolve("state/index"), "");
        ToolDesk desk = desk(true, true, "app", "lib");
        desk.contribution().begin();
        await(() -> facts(desk).getString("phase").equals("failed"));
        assertThat(desk.read("search_code", "query", "needle").lines().findFirst().orElseThrow(), endsWith(" nothing left out) · app: no index, read from the files"));
        assertThat(desk.read("search_code", "query", "needle", "repo", "lib").lines().findFirst().orElseThrow(),
                endsWith(" nothing left out) · no index, read from the files"));
        assertThat(desk.read("search_code", "query", "nowhere"), containsString(" nothing left out) · app: no index, read from the files"));
        assertThat(desk.refusal("index_repository", "repo", "app"), startsWith("The index cannot be built: the index cannot be written."));
    }

    /** A caller who waits so long, and writes down what he is told. */
    private static class Waiting implements Call {
        final List<String> told = new ArrayList<>();
        private final Instant deadline;
        private final boolean cancelled;

        Waiting(Duration time, boolean cancelled) {
            this.deadline = Instant.now().plus(time);
            this.cancelled = cancelled;
        }

        @Override
        public Caller caller() {
            return new ToolDesk.QuietCall(false).caller();
        }

        @Override
        public ClientCapabilities client() {
            return ClientCapabilities.NONE;
        }

        @Override
        public void progress(double progress, double total, String message) {
            told.add(message + " (" + progress + "/" + total + ")");
        }

        @Override
        public void log(LoggingLevel level, String logger, JsonValue data) {
            throw new AssertionError(data);
        }

        @Override
        public void askAll(List<? extends InputRequest<?>> requests) {
            throw new AssertionError("The code tools ask nothing");
        }

        @Override
        public <R> R answer(InputRequest<R> request) {
            throw new AssertionError("The code tools ask nothing");
        }

        @Override
        public boolean becomeTask() {
            return false;
        }

        @Override
        public boolean cancelled() {
            return cancelled;
        }

        @Override
        public Instant deadline() {
            return deadline;
        }
    }
}
