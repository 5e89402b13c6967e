package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.core.JsonCodec;

/** The configuration file of a running server is edited: repositories come and go, and a faulty file changes nothing. */
class ConfigurationWatchIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path home;
    private Path file;
    private RunningImage server;

    @BeforeEach
    void start() {
        Image.write(home.resolve("first/a.txt"), "fruit of the first\n");
        Image.write(home.resolve("second/b.txt"), "fruit of the second\n");
        file = Image.write(home.resolve("config.json"), "{\"auth\": {\"required\": false}, \"repositories\": {\"first\": \"first\"}}");
        server = RunningImage.start(Image.in(home), "--config", file.toString());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void say(String repositories, String more) {
        Image.write(file, "{\"auth\": {\"required\": false}" + more + ", \"repositories\": {" + repositories + "}}");
    }

    private String ask(String tool, String key, String value) {
        return RawHttp.once(server.port(), "POST", "/mcp", List.of("Accept: application/json"),
                Rpc.call(tool, (key.isEmpty() ? JsonCodec.object() : JsonCodec.object().add(key, value)).build())).body();
    }

    private static void await(BooleanSupplier reached, Supplier<Object> state) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(state.get().toString(), System.nanoTime() < end, is(true));
            Thread.sleep(50);
        }
    }

    private void awaitLine(String words) throws InterruptedException {
        await(() -> server.log().stream().anyMatch(line -> line.contains(words)), server::log);
    }

    @Test
    void aRepositoryThatIsAddedIsServedAndOneThatIsRemovedIsNoMore() throws InterruptedException {
        assertThat(ask("search_code", "query", "fruit"), not(containsString("of the second")));
        say("\"second\": {\"path\": \"second\", \"description\": \"The other one\"}", "");
        awaitLine("Sigil MCP no longer serves first.");
        assertThat(server.log(), hasItem(containsString("Sigil MCP now serves second.")));
        assertThat(ask("search_code", "query", "fruit"), containsString("of the second"));
        assertThat(ask("search_code", "query", "fruit"), not(containsString("of the first")));
        assertThat(ask("list_repos", "", ""), containsString("The other one"));
        assertThat(ask("list_repo_files", "repo", "first"), containsString("There is no repository \\\"first\\\". There are: second."));
    }

    @Test
    void aFileThatIsReplacedAsEditorsDoIsFollowedToo() throws InterruptedException, IOException {
        Path other = Image.write(home.resolve("config.json.tmp"),
                "{\"auth\": {\"required\": false}, \"repositories\": {\"first\": \"first\", \"second\": \"second\"}}");
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
        awaitLine("Sigil MCP now serves second.");
        assertThat(ask("search_code", "query", "fruit"), containsString("of the first"));
    }

    @Test
    void aFileThatCannotBeServedChangesNothingAndIsToldWithItsCure() throws InterruptedException {
        say("\"second\": \"second\", \"third\": \"missing\"", "");
        awaitLine("The configuration file has changed and cannot be served, so everything stays as it was:"
                + " repository 'third': its root does not exist or cannot be reached; correct the path or remove the repository.");
        assertThat(ask("search_code", "query", "fruit"), containsString("of the first"));
        say("\"second\": \"second\"", ", \"servr\": {\"port\": 1}");
        awaitLine("unknown key servr.port");
        assertThat(ask("search_code", "query", "fruit"), containsString("of the first"));
        say("\"second\": \"second\"", "");
        awaitLine("Sigil MCP now serves second.");
    }

    @Test
    void whatTakesEffectAtTheNextStartOnlyIsSaidTo() throws InterruptedException {
        say("\"first\": \"first\"", ", \"limits\": {\"max_sessions\": 7}");
        awaitLine("Of the changed configuration, limits.max_sessions will take effect at the next start.");
    }
}
