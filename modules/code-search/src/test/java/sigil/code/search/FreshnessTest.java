package sigil.code.search;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sigil.code.watch.WatchSettings;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

/** What is told of repositories whose files change, and what never is. */
class FreshnessTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path directory;
    private Tree tree;
    private Repository repository;
    private Freshness freshness;
    private final List<Stale> told = new ArrayList<>();

    @BeforeEach
    void prepare() {
        tree = new Tree(directory.resolve("repository"));
        tree.file(".gitignore", "*.log\n/build/\n").file("src/A.java", "a").file("build/out/A.class", "x").file(".git/HEAD", "ref: refs/heads/main\n")
                .file(".git/info/exclude", "/private/\n").file("private/x.txt", "x").file(".ssh/config", "x");
        repository = tree.repository();
    }

    @AfterEach
    void close() {
        freshness.close();
    }

    private void follow() {
        freshness = new Freshness(Repositories.of(List.of(repository)), PathGate.of(SecretRules.standard(), directory.resolve("user-ignore")),
                WatchSettings.DEFAULTS);
        freshness.tell(this::note);
        freshness.begin();
        until(() -> everything("") && freshness.state().orElseThrow().settled());
        pause();
        forget();
    }

    private synchronized void note(Stale stale) {
        told.add(stale);
    }

    private synchronized void forget() {
        told.clear();
    }

    private synchronized Set<String> paths() {
        var paths = new LinkedHashSet<String>();
        told.forEach(stale -> paths.addAll(stale.paths()));
        return paths;
    }

    private synchronized boolean everything(String beneath) {
        return told.stream().anyMatch(stale -> stale.beneath().contains(beneath));
    }

    private void await(String path) {
        until(() -> paths().contains(path));
    }

    @Test
    void aChangeIsToldWithItsRepository() {
        follow();
        tree.file("src/B.java", "b");
        await("src/B.java");
        assertThat(told.getFirst().repository(), is(repository));
    }

    @Test
    void whatIsIgnoredOrSecretOrGitsOwnIsNeverNamedAndItsDirectoriesAreNotWatched() throws Exception {
        follow();
        assertThat("the root and src, and those of git's files", freshness.state().orElseThrow().directories(), is(2));
        tree.file("build/out/B.class", "x").file("src/a.log", "x").file(".env", "SECRET=1").file("src/server.key", "x").file(".ssh/id_rsa", "x")
                .file("private/y.txt", "x").file(".git/index", "x").file("src/.env.local", "x");
        Files.delete(directory.resolve("repository/.env"));
        Files.delete(directory.resolve("repository/src/server.key"));
        Files.delete(directory.resolve("repository/src/a.log"));
        Files.move(directory.resolve("repository/.ssh"), directory.resolve("away"));
        tree.file("src/end.txt", "x");
        await("src/end.txt");
        pause();
        var named = new LinkedHashSet<>(paths());
        named.remove("src/end.txt");
        named.remove("src");
        assertThat(named, is(empty()));
    }

    @Test
    void aDirectoryThatIsNoLongerIgnoredIsFollowed() {
        follow();
        tree.file(".gitignore", "*.log\n");
        until(() -> everything(""));
        until(() -> freshness.state().orElseThrow().settled());
        pause();
        forget();
        tree.file("build/out/A.class", "changed");
        await("build/out/A.class");
    }

    @Test
    void whatGitExcludesForThisCheckoutAloneIsAskedAgainToo() {
        follow();
        tree.file(".git/info/exclude", "");
        until(() -> everything(""));
        until(() -> freshness.state().orElseThrow().settled());
        pause();
        forget();
        tree.file("private/x.txt", "changed");
        await("private/x.txt");
    }

    @Test
    void anotherBranchIsToldAsAChangeOfTheRepository() {
        follow();
        tree.file(".git/HEAD", "ref: refs/heads/other\n");
        await("");
    }

    @Test
    void aDeletedDirectoryIsToldWithWhatWasInIt() throws Exception {
        tree.file("src/deep/er/C.java", "c");
        follow();
        Files.move(directory.resolve("repository/src"), directory.resolve("away"));
        until(() -> everything("src"));
        assertThat("that they would be named is told by their names alone", freshness.names(repository, "src/deep/er/C.java"), is(true));
        assertThat(freshness.names(repository, "src/deep/er/.env"), is(false));
        assertThat(freshness.names(repository, "build/out/A.class"), is(false));
        assertThat(freshness.names(repository, "../away/A.java"), is(false));
    }

    @Test
    void aListenerThatFailsKeepsNothingFromTheNextOne() {
        freshness = new Freshness(Repositories.of(List.of(repository)), PathGate.of(SecretRules.standard()), WatchSettings.DEFAULTS);
        freshness.tell(stale -> {
            throw new IllegalStateException("on purpose");
        });
        freshness.tell(this::note);
        freshness.begin();
        until(() -> everything(""));
        tree.file("src/B.java", "b");
        await("src/B.java");
    }

    @Test
    void repositoriesThatTakeTheirPlaceAreFollowedAndFormerOnesAreNot() {
        var other = new Tree(directory.resolve("other")).file("B.java", "b");
        var repositories = Repositories.of(List.of(repository));
        freshness = new Freshness(repositories, PathGate.of(SecretRules.standard()), WatchSettings.DEFAULTS);
        freshness.tell(this::note);
        freshness.begin();
        until(() -> everything("") && freshness.state().orElseThrow().settled());
        pause();
        forget();
        repositories.replace(List.of(Repository.of("other", directory.resolve("other"))));
        until(() -> everything("") && freshness.state().orElseThrow().settled());
        pause();
        forget();
        tree.file("src/A.java", "changed");
        other.file("B.java", "changed");
        await("B.java");
        pause();
        assertThat(paths(), is(Set.of("B.java")));
        assertThat(freshness.state().orElseThrow().directories(), is(1));
    }

    @Test
    void onceItIsClosedItDoesNotBegin() {
        freshness = new Freshness(Repositories.of(List.of(repository)), PathGate.of(SecretRules.standard()), WatchSettings.DEFAULTS);
        freshness.close();
        freshness.begin();
        assertThat(freshness.state().isEmpty(), is(true));
    }

    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        assertThat("in time", condition.getAsBoolean(), is(true));
    }
}
