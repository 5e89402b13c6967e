package sigil.code.tools;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.core.Cancellation;
import sigil.mcp.core.JsonCodec;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

/** Which resources a client hears of when files change: by {@code subscriptions/listen}, over a real repository. */
class ResourceNewsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;
    private Path root;
    private ToolDesk desk;
    private final RecordingOutlet outlet = new RecordingOutlet();
    private int heard;

    @BeforeEach
    void prepare() throws IOException {
        root = directory.resolve("project");
        write(".gitignore", "*.log\n/build/\n");
        write("README.md", "read me");
        write("src/A.java", "a");
        write("src/deep/B.java", "b");
        write("build/x.txt", "x");
        desk = ToolDesk.serving("project", root);
    }

    @AfterEach
    void end() {
        outlet.cancellation().cancel(Cancellation.Reason.CLIENT_GONE);
        desk.contribution().close();
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), text);
    }

    /** Listens before it begins, so that its first word is known: everything that was subscribed to may be another. */
    private void listen(String... uris) {
        JsonArrayBuilder wanted = JsonCodec.array();
        List.of(uris).forEach(wanted::add);
        JsonObject params = JsonCodec.object().add("notifications", JsonCodec.object()
                .add("resourcesListChanged", true).add("resourceSubscriptions", wanted)).build();
        Thread.ofVirtual().start(() -> Wire.to(desk, Wire.MODERN).send("subscriptions/listen", params, outlet));
        until(() -> said("notifications/subscriptions/acknowledged"));
        desk.contribution().begin();
        until(() -> said(uris[0] + "\""));
        pause();
        forget();
    }

    private void forget() {
        heard = outlet.sent().size();
    }

    private String since() {
        return outlet.sent().subList(heard, outlet.sent().size()).toString();
    }

    private boolean said(String text) {
        // the acknowledgement repeats what was asked for
        return outlet.sent().stream().skip(heard).map(JsonValue::toString)
                .filter(message -> text.contains("acknowledged") || !message.contains("acknowledged")).anyMatch(message -> message.contains(text));
    }

    @Test
    void aFileThatChangesIsToldInTheSpellingOfTheClientAndOthersAreNot() throws IOException {
        listen("repo://project/src/A.java", "repo://project/%52EADME.md");
        write("README.md", "changed");
        until(() -> said("repo://project/%52EADME.md"));
        pause();
        assertThat(since(), not(containsString("A.java")));
        assertThat("the same documents are listed", since(), not(containsString("list_changed")));
    }

    @Test
    void aDirectoryIsToldWhenAnythingBeneathItChanges() throws IOException {
        listen("repo://project/src/", "repo://project/", "repo://project/build/");
        write("src/deep/C.java", "c");
        until(() -> said("\"repo://project/src/\"") && said("\"repo://project/\""));
        pause();
        assertThat(since(), not(containsString("build")));
    }

    @Test
    void aFileThatGoesWithItsDirectoryIsToldAndOneThatComesToo() throws IOException {
        listen("repo://project/src/deep/B.java", "repo://project/new/deep/B.java");
        Files.move(root.resolve("src/deep"), directory.resolve("away"));
        until(() -> said("repo://project/src/deep/B.java"));
        forget();
        Files.createDirectories(root.resolve("new"));
        Files.move(directory.resolve("away"), root.resolve("new/deep"));
        until(() -> said("repo://project/new/deep/B.java"));
    }

    @Test
    void whatIsServedByNothingIsToldOfByNothing() throws IOException {
        listen("repo://project/README.md", "repo://project/.env", "repo://project/build/x.txt", "repo://project/src/a.log",
                "repo://project/.git/HEAD", "repo://project/src/../.env");
        assertThat("not even by the word that everything may be another", outlet.sent().stream().skip(1).toList().toString(),
                not(containsString(".env")));
        write(".env", "SECRET=1");
        write("build/x.txt", "changed");
        write("src/a.log", "changed");
        write(".git/HEAD", "ref: refs/heads/main");
        Files.delete(root.resolve(".env"));
        write("README.md", "changed");
        until(() -> said("repo://project/README.md"));
        pause();
        for (String never : List.of(".env", "build", "a.log", ".git")) {
            assertThat(since(), not(containsString(never)));
        }
    }

    @Test
    void aDocumentThatComesOrGoesChangesTheList() throws IOException {
        listen("repo://project/src/A.java");
        write("docs/how-to.md", "how to");
        until(() -> said("notifications/resources/list_changed"));
        forget();
        Files.delete(root.resolve("README.md"));
        until(() -> said("notifications/resources/list_changed"));
        forget();
        write("src/A.java", "changed");
        write("docs/picture.png", "p");
        until(() -> said("A.java"));
        pause();
        assertThat(since(), not(containsString("list_changed")));
    }

    @Test
    void whereNothingIsWatchedThereIsNothingToSubscribeTo() {
        ToolDesk blind = ToolDesk.of(JsonCodec.object()
                .add("watch", JsonCodec.object().add("enabled", false))
                .add("repositories", JsonCodec.object().add("project", ToolDesk.entry(root))));
        blind.contribution().begin();
        JsonObject capabilities = Wire.to(blind, Wire.LEGACY).initialize().getJsonObject("capabilities");
        assertThat(capabilities.getJsonObject("resources"), is((JsonValue) JsonCodec.object().add("listChanged", true).build()));
        blind.contribution().close();
    }

    private static void pause() {
        try {
            Thread.sleep(400);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void until(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        assertThat("in time; it said " + outlet.sent(), condition.getAsBoolean(), is(true));
    }
}
