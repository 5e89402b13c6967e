package sigil.code.search;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sigil.code.index.NewFile;

@Timeout(60)
class TextConsumerTest {

    @TempDir
    Path files;
    @TempDir
    Path state;

    /** Keeps the texts themselves. */
    private static final class Texts implements TextConsumer {
        final Map<String, String> told = new TreeMap<>();
        final AtomicInteger reads = new AtomicInteger();
        volatile Map<String, String> published = Map.of();
        private boolean lacks = true;

        @Override
        public void open() {
            // nothing to open
        }

        @Override
        public boolean lacks(String repository) {
            return lacks;
        }

        @Override
        public synchronized void put(NewFile file) {
            reads.incrementAndGet();
            told.put(file.path(), new String(file.text(), file.from(), file.to() - file.from(), StandardCharsets.UTF_8));
        }

        @Override
        public synchronized void remove(String repository, String path) {
            told.remove(path);
        }

        @Override
        public synchronized void removeBeneath(String repository, String directory) {
            told.keySet().removeIf(path -> directory.isEmpty() || path.startsWith(directory + "/"));
        }

        @Override
        public void complete(String repository) {
            lacks = false;
        }

        @Override
        public synchronized void publish() {
            published = Map.copyOf(told);
        }

        @Override
        public void save() {
            // kept by the test
        }

        @Override
        public void close() {
            // nothing to close
        }
    }

    private Indexer indexer(Tree tree, TextConsumer... consumers) {
        var indexer = new Indexer(Repositories.of(List.of(tree.repository())), tree.gate(), state.resolve("index"), 1 << 20, Duration.ZERO, event -> { },
                List.of(consumers));
        indexer.watched("tree", true);
        settle(indexer);
        return indexer;
    }

    private static void settle(Indexer indexer) {
        while (indexer.state("tree").phase() != IndexState.Phase.CURRENT || indexer.state("tree").pending() > 0) {
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Tree old(Tree tree, String... paths) throws IOException {
        for (var path : paths) {
            Files.setLastModifiedTime(files.resolve(path), FileTime.from(Instant.now().minusSeconds(60)));
        }
        return tree;
    }

    @Test
    void hearsWhatTheFilesHoldAsTheyComeAndGo() throws IOException {
        var tree = old(new Tree(files).file("a", "one").file("d/b", "two").file("d/c", "three").file("x", "\0binary"), "a", "d/b", "d/c", "x");
        var texts = new Texts();
        try (var indexer = indexer(tree, texts)) {
            assertThat(texts.published, is(Map.of("a", "one", "d/b", "two", "d/c", "three", "x", "")));
            assertThat("each is read once", texts.reads.get(), is(4));
            tree.file("a", "uno");
            Files.delete(files.resolve("d/b"));
            Files.delete(files.resolve("d/c"));
            Files.delete(files.resolve("d"));
            indexer.lookAgain("tree", List.of("a", "d"));
            settle(indexer);
            assertThat(texts.published, is(Map.of("a", "uno", "x", "")));
        }
    }

    @Test
    void thatWasBegunAnewHearsOfFilesTheIndexKnowsAlready() throws IOException {
        var tree = old(new Tree(files).file("a", "one").file("b", "two"), "a", "b");
        indexer(tree).close();
        var texts = new Texts();
        indexer(tree, texts).close();
        assertThat(texts.published, is(Map.of("a", "one", "b", "two")));
        indexer(tree, texts).close();
        assertThat("what lacks nothing is told nothing twice", texts.reads.get(), is(2));
    }
}
