package sigil.code.search;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The indexer in a process of its own, which is killed at moments that chance says. */
@Timeout(180)
class KilledIndexerTest {

    private static final int KILLS = 8;
    private static final int KILLS_IN_A_MERGE = 2;
    private static final SearchControl PATIENT = SearchControl.within(Duration.ofSeconds(60));

    @TempDir
    Path files;
    @TempDir
    Path state;

    @Test
    void whateverTheMomentOfItsDeathTheNextStartIsRightWithoutHelp() throws Exception {
        var random = new Random();
        var tree = new Tree(files);
        for (int i = 0; i < 400; i++) {
            tree.file("d" + i % 9 + "/f" + i + ".txt", text(random));
        }
        for (int kill = 0; kill < KILLS; kill++) {
            var process = start();
            try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                assertThat(output.readLine(), is("begun"));
                if (kill >= KILLS - KILLS_IN_A_MERGE) {
                    assertThat(output.readLine(), is("merging"));
                } else {
                    Thread.sleep(random.nextInt(kill % 2 == 0 ? 150 : 1_500));
                }
            } finally {
                process.destroyForcibly().waitFor();
            }
            assertThat(process.exitValue(), is(128 + 9));
            tree.file("d" + kill + "/f" + kill + ".txt", text(random));
            Files.deleteIfExists(files.resolve("d1/f" + (1 + 9 * kill) + ".txt"));
        }
        var events = Collections.synchronizedList(new ArrayList<String>());
        var repositories = Repositories.of(List.of(tree.repository()));
        try (var indexer = new Indexer(repositories, tree.gate(), state, 1 << 20, Duration.ZERO, events::add);
                var indexed = new IndexedSearch(repositories, tree.gate(), indexer);
                var scan = new ScanSearch(repositories, tree.gate())) {
            agree(indexed, scan);
            indexer.watched("tree", true);
            while (indexer.state("tree").phase() != IndexState.Phase.CURRENT || indexer.state("tree").pending() > 0) {
                Thread.sleep(10);
            }
            agree(indexed, scan);
            assertThat(((SearchResult) indexed.search(SearchQuery.literal("nowhere at all"), PATIENT)).coverage().ruledOut(), greaterThan(300));
        }
        assertThat("nothing was set aside", events, is(empty()));
    }

    private static void agree(CodeSearch indexed, CodeSearch scan) {
        for (int i = 0; i < 100; i++) {
            var query = SearchQuery.literal("word" + i).withCountAll(true);
            assertThat(((SearchResult) indexed.search(query, PATIENT)).counts(), is(((SearchResult) scan.search(query, PATIENT)).counts()));
        }
    }

    private Process start() throws IOException {
        var classes = String.join(File.pathSeparator, System.getProperty("jdk.module.path", ""), System.getProperty("java.class.path", ""), "target/test-classes");
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-cp", classes, Busy.class.getName(), files.toString(), state.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            text.append("word").append(random.nextInt(5_000)).append(i % 8 == 0 ? "\n" : " ");
        }
        return text.toString();
    }

    /** The process: it changes files and tells its indexer, without end. */
    public static final class Busy {

        private Busy() {
        }

        /**
         * Begins.
         *
         * @param arguments the tree, and where the index lies
         * @throws InterruptedException never
         */
        public static void main(String[] arguments) throws InterruptedException {
            var random = new Random();
            var tree = new Tree(Path.of(arguments[0]));
            var indexer = new Indexer(Repositories.of(List.of(tree.repository())), tree.gate(), Path.of(arguments[1]), 1 << 20, Duration.ZERO, event -> { });
            indexer.watched("tree", true);
            System.out.println("begun");
            System.out.flush();
            Thread.ofPlatform().daemon().start(Busy::sayWhenSegmentsAreMerged);
            while (true) {
                var path = "d" + random.nextInt(9) + "/g" + random.nextInt(200) + ".txt";
                tree.file(path, text(random));
                indexer.lookAgain("tree", List.of(path));
                Thread.sleep(2);
            }
        }

        private static void sayWhenSegmentsAreMerged() {
            var threads = new Thread[200];
            while (true) {
                int number = Thread.enumerate(threads);
                for (int i = 0; i < number; i++) {
                    if (threads[i].getName().startsWith("Lucene Merge Thread")) {
                        System.out.println("merging");
                        System.out.flush();
                        return;
                    }
                }
                Thread.onSpinWait();
            }
        }
    }
}
