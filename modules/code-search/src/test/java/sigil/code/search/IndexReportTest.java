package sigil.code.search;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the index tells of itself, and that it looks again when somebody asks for it. */
@Timeout(120)
class IndexReportTest {

    private static final SearchControl PATIENT = SearchControl.within(Duration.ofSeconds(60));
    private static final Duration LONG = Duration.ofHours(1);

    @TempDir
    Path files;
    @TempDir
    Path state;
    private Indexer indexer;
    private IndexedSearch search;

    private Tree open(Duration delay) {
        var tree = new Tree(files);
        var repositories = Repositories.of(List.of(tree.repository()));
        indexer = new Indexer(repositories, tree.gate(), state.resolve("index"), 100_000, delay, event -> { });
        search = new IndexedSearch(repositories, tree.gate(), indexer);
        return tree;
    }

    @AfterEach
    void close() {
        search.close();
        indexer.close();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        var end = Instant.now().plusSeconds(60);
        while (!condition.getAsBoolean()) {
            assertThat("waited in vain", Instant.now().isBefore(end), is(true));
            Thread.sleep(5);
        }
    }

    private IndexReport compared() throws InterruptedException {
        await(() -> indexer.state("tree").phase() == IndexState.Phase.COMPARED);
        return indexer.report("tree");
    }

    private int found(String text) {
        return ((SearchResult) search.search(SearchQuery.literal(text), PATIENT)).shown();
    }

    @Test
    void itCountsWhatIsNotSearchedByItsReason() throws InterruptedException {
        open(Duration.ZERO).file("a.txt", "text").file("b.bin", "\0\1\2").file("c.js", "x".repeat(20_000)).file("d.txt", "line\n".repeat(30_000));
        var before = Instant.now();
        indexer.index("tree", false);
        var report = compared();
        assertThat(report.state().files(), is(4));
        assertThat(List.of(report.minified(), report.binary(), report.tooLarge(), report.unreadable()), is(List.of(1, 1, 1, 0)));
        assertThat(report.metFiles(), is(4));
        assertThat(report.metBytes(), is(4L + 3 + 20_000 + 150_000));
        assertThat(report.compared().orElseThrow().isBefore(before), is(false));
    }

    @Test
    void aFileThatCannotBeReadIsCountedUntilItCan() throws InterruptedException, IOException {
        var tree = open(LONG).file("a.txt", "text").file("b.txt", "text");
        var closed = tree.root().resolve("b.txt");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(closed), "for this account every file can be read");
        indexer.index("tree", false);
        assertThat(compared().unreadable(), is(1));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rw-------"));
        indexer.index("tree", false);
        assertThat(compared().unreadable(), is(0));
    }

    @Test
    void aDirectoryThatLiesTooDeepIsCountedUntilItIsGone() throws InterruptedException, IOException {
        var deep = "d/".repeat(101) + "deeper.txt";
        var tree = open(Duration.ZERO).file("a.txt", "text").file(deep, "text");
        indexer.watched("tree", true);
        await(() -> indexer.state("tree").phase() == IndexState.Phase.CURRENT);
        assertThat(indexer.report("tree").notEntered(), is(1));
        assertThat(((SearchResult) search.search(SearchQuery.literal("text"), PATIENT)).coverage().notEntered(), is(1));
        Files.delete(tree.root().resolve(deep));
        Files.delete(tree.root().resolve(deep).getParent());
        indexer.lookAtEverythingAgain("tree");
        await(() -> indexer.report("tree").notEntered() == 0);
        assertThat(((SearchResult) search.search(SearchQuery.literal("text"), PATIENT)).coverage().notEntered(), is(0));
    }

    @Test
    void aRepositoryIsSummedUpByTheIndexAsByItsFiles() throws InterruptedException, IOException {
        var tree = open(Duration.ZERO).file("a.java", "class A {}").file("b/c.py", "x = 1").file("b.bin", "\0\1\2").file("d.txt", "line\n".repeat(30_000));
        for (var path : List.of("a.java", "b/c.py", "b.bin", "d.txt")) {
            // what was written just now may change without showing it, and is not believed
            Files.setLastModifiedTime(tree.root().resolve(path), java.nio.file.attribute.FileTime.from(Instant.now().minusSeconds(60)));
        }
        indexer.watched("tree", true);
        await(() -> indexer.state("tree").phase() == IndexState.Phase.CURRENT);
        var walked = new RepositorySummaries(tree.gate(), Optional.empty(), Duration.ZERO).of(tree.repository());
        var known = new RepositorySummaries(tree.gate(), Optional.of(indexer), Duration.ZERO);
        assertThat(known.of(tree.repository()), is(walked));
        // so that it shows where the second look comes from: nobody tells of this file
        tree.file("e.java", "class E {}");
        assertThat(known.of(tree.repository()), is(walked));
        indexer.watched("tree", false);
        assertThat(known.of(tree.repository()).files(), is(5));
    }

    @Test
    void whoeverAsksForTheIndexNeedNotWaitForItToBegin() throws InterruptedException {
        open(LONG).file("a.txt", "text");
        assertThat(indexer.state("tree").phase(), is(IndexState.Phase.OPENING));
        assertThat(indexer.report("tree").compared().isPresent(), is(false));
        indexer.index("tree", false);
        assertThat(compared().state().files(), is(1));
    }

    @Test
    void everythingIsFoundWhileARepositoryIsBuiltAnew() throws InterruptedException {
        var tree = open(Duration.ZERO);
        for (int i = 0; i < 300; i++) {
            tree.file("f" + i, "needle " + i);
        }
        indexer.watched("tree", true);
        await(() -> indexer.state("tree").phase() == IndexState.Phase.CURRENT);
        var ended = new AtomicBoolean();
        var builder = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 20; i++) {
                indexer.index("tree", true);
                try {
                    await(() -> indexer.state("tree").phase() == IndexState.Phase.CURRENT);
                } catch (InterruptedException e) {
                    return;
                }
            }
            ended.set(true);
        });
        int searches = 0;
        while (builder.isAlive()) {
            assertThat(((SearchResult) search.search(SearchQuery.literal("needle").withCountAll(true), PATIENT)).counted(), is(300L));
            searches++;
        }
        assertThat(ended.get(), is(true));
        assertThat(searches, greaterThan(20));
        assertThat(indexer.state("tree").files(), is(300));
    }

    @Test
    void whatIsBuiltAnewIsReadAgainAndNotTakenFromBefore() throws InterruptedException, IOException {
        var tree = open(Duration.ZERO).file("a.txt", "before");
        Files.setLastModifiedTime(tree.root().resolve("a.txt"), java.nio.file.attribute.FileTime.from(Instant.now().minusSeconds(60)));
        indexer.watched("tree", true);
        await(() -> indexer.state("tree").phase() == IndexState.Phase.CURRENT);
        long files = indexer.report("tree").metFiles();
        var compared = indexer.report("tree").compared().orElseThrow();
        indexer.index("tree", true);
        await(() -> indexer.state("tree").phase() == IndexState.Phase.CURRENT && !indexer.report("tree").compared().orElseThrow().equals(compared));
        assertThat(indexer.report("tree").metFiles(), is((int) files));
        assertThat(indexer.report("tree").compared().orElseThrow(), not(compared));
        assertThat(found("before"), is(1));
    }

    @Test
    void forHowLongTheOldestChangeHasBeenWaitingIsKnown() throws InterruptedException {
        open(Duration.ZERO).file("A.java", "class A { }\n");
        assertThat(compared().oldest(), is(Duration.ZERO));
        indexer.pause();
        // what was under way when it paused may still take the first
        await(() -> {
            indexer.lookAgain("tree", List.of("A.java"));
            sleep(200);
            return indexer.report("tree").state().pending() == 1;
        });
        var waited = indexer.report("tree").oldest();
        assertThat(waited, greaterThanOrEqualTo(Duration.ofMillis(200)));
        indexer.lookAgain("tree", List.of("A.java"));
        assertThat("a change of what waits already", indexer.report("tree").oldest(), greaterThanOrEqualTo(waited));
        indexer.resume();
        await(() -> indexer.report("tree").state().pending() == 0);
        assertThat(indexer.report("tree").oldest(), is(Duration.ZERO));
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
