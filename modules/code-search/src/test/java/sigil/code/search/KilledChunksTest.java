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
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sigil.code.index.ChunkIndex;
import sigil.code.index.VectorIndex;

/** Whoever writes chunks and vectors is killed at moments that chance says, in the middle of saving as likely as not. */
@Timeout(900)
class KilledChunksTest {

    private static final int KILLS = 6;
    private static final int FILES = 300;
    private static final SearchControl PATIENT = SearchControl.within(Duration.ofSeconds(60));

    @TempDir
    Path files;
    @TempDir
    Path state;
    @TempDir
    Path fresh;

    @Test
    void whateverTheMomentOfItsDeathTheNextStartIsRightWithoutHelp() throws Exception {
        var random = new Random();
        var tree = new Tree(files);
        for (int i = 0; i < FILES; i++) {
            tree.file(Busy.path(i), text(random));
        }
        for (int kill = 0; kill < KILLS; kill++) {
            var process = start();
            try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                assertThat(output.readLine(), is("saved"));
                Thread.sleep(random.nextInt(kill % 2 == 0 ? 100 : 1_500));
            } finally {
                process.destroyForcibly().waitFor();
            }
            assertThat(process.exitValue(), is(128 + 9));
            tree.file(Busy.path(kill), text(random));
            Files.deleteIfExists(files.resolve(Busy.path(FILES - 1 - kill)));
        }
        var events = Collections.synchronizedList(new ArrayList<String>());
        assertThat("the writer came to something", known(), greaterThan(20));
        assertThat(answers(state, events), is(answers(fresh, events)));
        assertThat("nothing was set aside", events, is(empty()));
        try (var vectors = VectorIndex.open(state, "m"); var snapshot = vectors.snapshot()) {
            assertThat(vectors.setAside(), is(""));
            assertThat(snapshot.nearest(new float[]{1, 0}, 5).size(), is(5));
        }
    }

    private int known() throws IOException {
        try (var index = ChunkIndex.openToRead(state, Chunks.VERSION).orElseThrow(); var snapshot = index.snapshot()) {
            return snapshot.counts("tree").all();
        }
    }

    /** Which files answer to each word, once the index is as the files are. */
    private List<Set<String>> answers(Path directory, List<String> events) throws InterruptedException {
        var tree = new Tree(files);
        var repositories = Repositories.of(List.of(tree.repository()));
        try (var text = new Indexer(repositories, tree.gate(), directory, 1 << 20, Duration.ZERO, events::add);
                var chunks = new MeaningIndexer(repositories, tree.gate(), text, directory, events::add)) {
            while (!chunks.current("tree")) {
                Thread.sleep(20);
            }
            var search = new MeaningSearch(repositories, tree.gate(), Optional.of(chunks), Optional.empty(), 1 << 20);
            var answers = new ArrayList<Set<String>>();
            for (int i = 0; i < 40; i++) {
                var query = new MeaningQuery(Busy.word(i), List.of(), PathFilter.ANY, false, MeaningQuery.MOST);
                var ranked = (MeaningOutcome.Ranked) search.search(query, PATIENT);
                assertThat(ranked.method(), is(MeaningOutcome.Method.INDEX));
                answers.add(ranked.places().stream().map(MeaningOutcome.Place::path).collect(Collectors.toCollection(TreeSet::new)));
            }
            assertThat("they find something", answers.stream().mapToInt(Set::size).sum(), greaterThan(200));
            return answers;
        }
    }

    private Process start() throws IOException {
        var classes = String.join(File.pathSeparator, System.getProperty("jdk.module.path", ""), System.getProperty("java.class.path", ""), "target/test-classes");
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-cp", classes, Busy.class.getName(), files.toString(), state.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append(Busy.word(random.nextInt(1_000))).append(i % 8 == 0 ? "\n" : " ");
        }
        return text.toString();
    }

    /** The process: it changes files, and puts and saves their chunks, without end. */
    public static final class Busy {

        private Busy() {
        }

        static String path(int number) {
            return "d" + number % 9 + "/f" + number + ".txt";
        }

        /** Five letters that nothing is taken off. */
        static String word(int number) {
            return "q" + (char) ('b' + number / 100) + (char) ('b' + number / 10 % 10) + (char) ('b' + number % 10) + "k";
        }

        /**
         * Begins.
         *
         * @param arguments the tree, and where the indexes lie
         * @throws IOException never
         */
        public static void main(String[] arguments) throws IOException {
            var random = new Random();
            var tree = new Tree(Path.of(arguments[0]));
            var repository = tree.repository();
            var directory = Path.of(arguments[1]);
            var chunks = ChunkIndex.open(directory, Chunks.VERSION);
            var vectors = VectorIndex.open(directory, "m");
            var reader = new ChunkReader(1 << 20);
            for (int i = 0; ; i++) {
                var path = path(random.nextInt(FILES - 3 * KILLS));
                tree.file(path, text(random));
                try (var cursor = new FolderCursor(tree.gate(), repository)) {
                    var file = reader.read("tree", path, Stamps.of(cursor.attributes(path)), cursor).orElseThrow();
                    chunks.put(file);
                    for (var chunk : file.chunks()) {
                        vectors.put(chunk.digest(), new float[]{random.nextFloat(), 1});
                    }
                }
                if (i % 5 == 4) {
                    chunks.publish();
                    chunks.save();
                    vectors.save();
                }
                if (i == 39) {
                    System.out.println("saved");
                    System.out.flush();
                }
            }
        }
    }
}
