package sigil.code.search;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sigil.code.index.TextIndex;

@Timeout(180)
class IndexedSearchTest {

    private static final SearchControl PATIENT = SearchControl.within(Duration.ofSeconds(60));

    @TempDir
    Path files;
    @TempDir
    Path state;

    private final List<String> events = Collections.synchronizedList(new ArrayList<>());

    /** A tree, searched with and without an index. */
    private final class Desk implements AutoCloseable {
        final Tree tree;
        final Indexer indexer;
        final IndexedSearch indexed;
        final ScanSearch scan;

        Desk(int largestFile) {
            this.tree = new Tree(files);
            var repositories = Repositories.of(List.of(tree.repository()));
            // a gate of its own for each, as processes have
            this.indexer = new Indexer(repositories, tree.gate(), state.resolve("index"), largestFile, Duration.ZERO, events::add);
            this.indexed = new IndexedSearch(repositories, tree.gate(), indexer);
            this.scan = new ScanSearch(repositories, tree.gate(), largestFile);
        }

        Desk() {
            this(ScanSearch.STANDARD_LARGEST_FILE);
        }

        Desk until(IndexState.Phase phase) {
            await(() -> indexer.state("tree").phase() == phase && indexer.state("tree").pending() == 0);
            return this;
        }

        void agree(SearchQuery query) {
            var all = query.withCountAll(true);
            var expected = (SearchResult) scan.search(all, PATIENT);
            var found = (SearchResult) indexed.search(all, PATIENT);
            assertThat(all.toString(), found.counts(), is(expected.counts()));
            assertThat(all.toString(), ScanSearchTest.rows(found), is(ScanSearchTest.rows(expected)));
            assertThat(all.toString(), found.counted(), is(expected.counted()));
            assertThat(all.toString(), found.ending(), is(expected.ending()));
            assertThat(all.toString(), found.nextOffset(), is(expected.nextOffset()));
        }

        void agreeOnCoverage(SearchQuery query) {
            var expected = ((SearchResult) scan.search(query, PATIENT)).coverage();
            var found = ((SearchResult) indexed.search(query, PATIENT)).coverage();
            assertThat(new SearchResult.Coverage(found.searched(), found.matching(), found.binary(), found.tooLarge(), found.unreadable(), 0, found.notEntered()), is(expected));
        }

        int ruledOut(String text) {
            return ((SearchResult) indexed.search(SearchQuery.literal(text), PATIENT)).coverage().ruledOut();
        }

        List<String> rows(String text) {
            return ScanSearchTest.rows((SearchResult) indexed.search(SearchQuery.literal(text), PATIENT));
        }

        @Override
        public void close() {
            indexed.close();
            scan.close();
            indexer.close();
        }
    }

    private static void await(BooleanSupplier condition) {
        var end = Instant.now().plusSeconds(60);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("waited in vain");
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static byte[] text(Random random) {
        var text = new StringBuilder();
        for (int line = random.nextInt(30); line > 0; line--) {
            for (int word = random.nextInt(7); word > 0; word--) {
                text.append(ScanSearchTest.WORDS[random.nextInt(ScanSearchTest.WORDS.length)]).append(random.nextInt(3) == 0 ? "" : " ");
            }
            text.append(random.nextBoolean() ? "\n" : "\r\n");
        }
        return switch (random.nextInt(6)) {
            case 0 -> ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE);
            case 1 -> ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8);
            case 2 -> text.toString().getBytes(StandardCharsets.ISO_8859_1);
            case 3 -> random.nextInt(3) == 0 ? (text + "\0").getBytes(StandardCharsets.UTF_8) : text.toString().getBytes(StandardCharsets.UTF_8);
            default -> text.toString().getBytes(StandardCharsets.UTF_8);
        };
    }

    private static String path(Random random) {
        return (random.nextBoolean() ? "d" + random.nextInt(5) + "/" : "") + (random.nextBoolean() ? ".e-" + random.nextInt(3) + "/" : "") + "f" + random.nextInt(60)
                + (random.nextBoolean() ? ".java" : "");
    }

    private static void fill(Tree tree, Random random, int number) {
        for (int i = 0; i < number; i++) {
            tree.file(path(random), text(random));
        }
    }

    private static SearchQuery query(Random random) {
        var query = ScanSearchTest.query(random).withHidden(random.nextInt(4) > 0).withLimit(1 + random.nextInt(60));
        return random.nextInt(4) == 0 ? query.inPaths(PathFilter.parse("*.java,!d1/")) : query;
    }

    @Test
    void itFindsWhatAScanFindsInEveryPhase() {
        var random = new Random(7);
        fill(new Tree(files), random, 160);
        try (var desk = new Desk()) {
            desk.indexer.pause();
            for (int i = 0; i < 30; i++) {
                desk.agree(query(random));
            }
            desk.indexer.resume();
            desk.until(IndexState.Phase.COMPARED);
            for (int i = 0; i < 40; i++) {
                var query = query(random);
                desk.agree(query);
                desk.agreeOnCoverage(query.withCountAll(true));
            }
            desk.indexer.watched("tree", true);
            desk.until(IndexState.Phase.CURRENT);
            for (int i = 0; i < 40; i++) {
                var query = query(random);
                desk.agree(query);
                desk.agreeOnCoverage(query.withCountAll(true));
            }
            assertThat(desk.ruledOut("nowhere to be found"), greaterThan(60));
        }
    }

    @Test
    void itFindsWhatAScanFindsWhileFilesChangeAndSomebodyTells() throws IOException {
        var random = new Random(8);
        var tree = new Tree(files);
        fill(tree, random, 120);
        try (var desk = new Desk()) {
            desk.indexer.watched("tree", true);
            desk.until(IndexState.Phase.CURRENT);
            for (int i = 0; i < 90; i++) {
                desk.indexer.lookAgain("tree", change(tree, random));
                // at once: what is not in the index yet is read
                desk.agree(query(random));
                if (i % 30 == 0) {
                    desk.until(IndexState.Phase.CURRENT);
                    desk.agree(query(random));
                }
            }
        }
    }

    @Test
    void itFindsWhatAScanFindsWhileFilesChangeAndNobodyTells() throws IOException {
        var random = new Random(9);
        var tree = new Tree(files);
        fill(tree, random, 120);
        try (var desk = new Desk()) {
            desk.until(IndexState.Phase.COMPARED);
            for (int i = 0; i < 50; i++) {
                change(tree, random);
                desk.agree(query(random));
            }
        }
    }

    /** Changes something, and says what somebody who watches would tell. */
    private static List<String> change(Tree tree, Random random) throws IOException {
        var path = path(random);
        var file = tree.root().resolve(path);
        switch (random.nextInt(8)) {
            case 0 -> {
                if (!Files.isDirectory(file)) {
                    Files.deleteIfExists(file);
                }
                return List.of(path);
            }
            case 1 -> {
                var target = path(random);
                if (!Files.isRegularFile(file) || path.equals(target)) {
                    return List.of();
                }
                Files.createDirectories(tree.root().resolve(target).getParent());
                Files.move(file, tree.root().resolve(target), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                return List.of(path, target);
            }
            case 2 -> {
                var from = "d" + random.nextInt(5);
                var to = "d" + random.nextInt(5);
                if (!Files.isDirectory(tree.root().resolve(from)) || Files.exists(tree.root().resolve(to))) {
                    return List.of();
                }
                Files.move(tree.root().resolve(from), tree.root().resolve(to));
                return List.of(from, to);
            }
            case 3 -> {
                var directory = random.nextBoolean() ? "" : "d" + random.nextInt(5) + "/";
                tree.file(directory + ".gitignore", random.nextBoolean() ? "" : "f1*\n.e-1/\n");
                return List.of(directory + ".gitignore");
            }
            default -> {
                tree.file(path, text(random));
                return List.of(path);
            }
        }
    }

    @Test
    void whatIsNotServedAnyMoreIsNotShownAlthoughItIsInTheIndex() throws IOException {
        var tree = new Tree(files).file("a/secret.txt", "needle").file("b.txt", "needle").file("c.txt", "needle").file("d/e.txt", "needle");
        try (var desk = new Desk()) {
            desk.indexer.watched("tree", true);
            desk.until(IndexState.Phase.CURRENT);
            // nobody tells
            desk.indexer.pause();
            tree.file(".gitignore", "secret.txt\n");
            Files.delete(files.resolve("b.txt"));
            Files.move(files.resolve("c.txt"), files.resolve(".env"));
            Files.move(files.resolve("d"), files.resolve("x"));
            tree.link("d", "x").link("c.txt", ".env");
            assertThat(desk.rows("needle"), is(empty()));
        }
    }

    @Test
    void aFileThatChangedWithoutShowingItIsReadOnceMore() throws IOException {
        new Tree(files).file("a.txt", "before");
        try (var desk = new Desk().until(IndexState.Phase.COMPARED)) {
            var file = files.resolve("a.txt");
            var time = Files.getLastModifiedTime(file);
            Files.write(file, "after!".getBytes(StandardCharsets.UTF_8), java.nio.file.StandardOpenOption.WRITE);
            Files.setLastModifiedTime(file, time);
            // same size, same time, same number
            assertThat(desk.rows("after!"), is(List.of("a.txt:1:after!")));
        }
    }

    @Test
    void itKnowsAtTheNextStartWhatItKnewAndFindsWhatChanged() throws IOException {
        var old = FileTime.from(Instant.now().minusSeconds(60));
        var tree = new Tree(files);
        for (int i = 0; i < 100; i++) {
            tree.file("f" + i, "text " + i);
            Files.setLastModifiedTime(files.resolve("f" + i), old);
        }
        try (var desk = new Desk()) {
            desk.until(IndexState.Phase.COMPARED);
        }
        tree.file("f7", "other").file("new", "text new");
        Files.delete(files.resolve("f8"));
        try (var desk = new Desk()) {
            desk.indexer.watched("tree", true);
            desk.until(IndexState.Phase.CURRENT);
            assertThat(desk.indexer.state("tree").files(), is(100));
            assertThat(desk.rows("other"), is(List.of("f7:1:other")));
            assertThat(desk.rows("text new"), is(List.of("new:1:text new")));
            assertThat(desk.rows("text 8"), not(hasItem("f8:1:text 8")));
            assertThat(events, is(empty()));
        }
    }

    @Test
    void aFileTooLargeOnceIsSearchedWhenMoreIsAllowed() throws IOException {
        new Tree(files).file("large", "needle" + "x".repeat(5_000));
        Files.setLastModifiedTime(files.resolve("large"), FileTime.from(Instant.now().minusSeconds(60)));
        try (var desk = new Desk(1_000).until(IndexState.Phase.COMPARED)) {
            assertThat(desk.rows("needle"), is(empty()));
            desk.agreeOnCoverage(SearchQuery.literal("needle"));
        }
        try (var desk = new Desk(10_000)) {
            assertThat(desk.rows("needle").size(), is(1));
            desk.until(IndexState.Phase.COMPARED);
            assertThat(desk.rows("needle").size(), is(1));
        }
    }

    @Test
    void anIndexThatAnotherProcessWritesIsRead() throws IOException {
        var tree = new Tree(files).file("a", "needle").file("b", "haystack");
        try (var desk = new Desk()) {
            desk.until(IndexState.Phase.COMPARED);
            try (var other = new Indexer(Repositories.of(List.of(tree.repository())), tree.gate(), state.resolve("index"), 1 << 20, Duration.ZERO, events::add);
                    var search = new IndexedSearch(Repositories.of(List.of(tree.repository())), tree.gate(), other)) {
                await(() -> other.state("tree").phase() == IndexState.Phase.READING);
                tree.file("c", "needle too");
                var result = (SearchResult) search.search(SearchQuery.literal("needle"), PATIENT);
                assertThat(ScanSearchTest.rows(result), is(List.of("a:1:needle", "c:1:needle too")));
            }
        }
    }

    @Test
    void anIndexThatCannotBeWrittenLeavesTheSearchRight() throws IOException {
        new Tree(files).file("a", "needle");
        // where the directory should be there is a file
        Files.writeString(state.resolve("index"), "");
        try (var desk = new Desk()) {
            await(() -> desk.indexer.state("tree").phase() == IndexState.Phase.FAILED);
            assertThat(desk.rows("needle"), is(List.of("a:1:needle")));
            // tried again at once, and said once
            desk.indexer.watched("tree", true);
            desk.indexer.resume();
            assertThat(desk.rows("needle"), is(List.of("a:1:needle")));
            assertThat(events, is(List.of("Searches read the files for now: the index cannot be written.")));
        }
    }

    @Test
    void aDamagedIndexIsBuiltAnewAndSaid() throws IOException {
        new Tree(files).file("a", "needle");
        try (var desk = new Desk()) {
            desk.until(IndexState.Phase.COMPARED);
        }
        try (var segments = Files.list(state.resolve("index/text"))) {
            for (var file : segments.filter(path -> path.toString().contains("segments_")).toList()) {
                Files.write(file, new byte[20]);
            }
        }
        try (var desk = new Desk()) {
            desk.until(IndexState.Phase.COMPARED);
            assertThat(events.getFirst(), containsString("The index is built anew"));
            assertThat(desk.indexer.state("tree").files(), is(1));
        }
    }

    @Test
    void aRepositoryThatIsConfiguredNoLongerLeavesTheIndex() throws IOException {
        new Tree(files).file("a", "needle");
        try (var desk = new Desk()) {
            desk.until(IndexState.Phase.COMPARED);
        }
        var other = Repository.of("other", files);
        try (var indexer = new Indexer(Repositories.of(List.of(other)), PathGate.of(SecretRules.standard(), files.resolve("none")), state.resolve("index"), 1 << 20,
                Duration.ZERO, events::add)) {
            await(() -> indexer.state("other").phase() == IndexState.Phase.COMPARED);
        }
        try (var index = TextIndex.open(state.resolve("index")); var snapshot = index.snapshot()) {
            assertThat(snapshot.repositories(), is(List.of("other")));
        }
    }

    @Test
    void repositoriesThatComeAndGoWhileItRunsAreSearchedAsTheyAre() throws IOException {
        var one = new Tree(files.resolve("one")).file("a", "needle one");
        var two = new Tree(files.resolve("two")).file("a", "needle two");
        var repositories = Repositories.of(List.of(Repository.of("tree", one.root())));
        try (var indexer = new Indexer(repositories, one.gate(), state.resolve("index"), 1 << 20, Duration.ZERO, events::add);
                var search = new IndexedSearch(repositories, one.gate(), indexer)) {
            indexer.watched("tree", true);
            await(() -> indexer.state("tree").phase() == IndexState.Phase.CURRENT);
            repositories.replace(List.of(Repository.of("tree", two.root()), Repository.of("more", one.root())));
            for (int i = 0; i < 2; i++) {
                var found = (SearchResult) search.search(SearchQuery.literal("needle"), PATIENT);
                assertThat(found.files().stream().map(file -> file.repository() + ":" + file.lines().getFirst().text()).toList(),
                        is(List.of("more:needle one", "tree:needle two")));
                await(() -> indexer.state("tree").phase() == IndexState.Phase.COMPARED && indexer.state("more").phase() == IndexState.Phase.COMPARED);
            }
        }
    }

    @Test
    void noPathOfThisMachineAndNoTextIsInTheIndex() throws IOException {
        new Tree(files).file("src/visible.txt", "canaryOfText").file(".env", "canaryOfSecret").file("no/ignored.txt", "x").file(".gitignore", "no/\n");
        try (var desk = new Desk()) {
            desk.until(IndexState.Phase.COMPARED);
        }
        var everything = new StringBuilder();
        try (var written = Files.walk(state)) {
            for (var file : written.filter(Files::isRegularFile).toList()) {
                everything.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        assertThat(everything.toString(), containsString("visible.txt"));
        for (var canary : List.of(files.toString(), files.getFileName().toString(), "canaryOfText", "canaryOfSecret", ".env", "ignored.txt")) {
            assertThat(everything.toString(), not(containsString(canary)));
        }
    }

    @Test
    void whatIsLookedAtAgainIsCountedOnce() {
        try (var desk = new Desk()) {
            desk.tree.file("a.txt", "plain\n").file("b.txt", "needle\n").file("c.bin", "\0\0\0");
            desk.indexer.watched("tree", true);
            desk.until(IndexState.Phase.CURRENT);
            desk.indexer.pause();
            desk.tree.file("a.txt", "still plain\n").file("b.txt", "needle two\n").file("c.bin", "\0\0\0\0").file("d.txt", "new\n");
            desk.indexer.lookAgain("tree", List.of("a.txt", "b.txt", "c.bin", "d.txt", "gone.txt"));
            desk.agreeOnCoverage(SearchQuery.literal("needle"));
            desk.agreeOnCoverage(SearchQuery.literal("needle").inPaths(PathFilter.parse("*.txt,*.bin")));
            desk.indexer.resume();
        }
    }
}
