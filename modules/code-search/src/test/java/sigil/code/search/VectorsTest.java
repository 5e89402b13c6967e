package sigil.code.search;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class VectorsTest {

    private static final SearchControl PATIENT = SearchControl.within(Duration.ofSeconds(60));
    private static final String SEA = "class Harbour {\n    void moor(String name) {\n        rope(name);\n    }\n}\n";
    private static final String ROAD = "class Garage {\n    void park(String name) {\n        brake(name);\n    }\n}\n";

    @TempDir
    Path files;
    @TempDir
    Path state;

    private final List<String> events = Collections.synchronizedList(new ArrayList<>());

    /** Knows two things, and which words speak of which. What it is sent it remembers. */
    private static final class TwoThings implements Embedder {
        private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
        private volatile String failure = "";
        private volatile int length = 3;
        private volatile String model = "two things";

        @Override
        public String model() {
            return model;
        }

        @Override
        public int batch() {
            return 2;
        }

        @Override
        public List<float[]> embed(List<String> texts, Duration patience) throws EmbeddingFailed {
            if (!failure.isEmpty()) {
                throw new EmbeddingFailed(failure);
            }
            sent.addAll(texts);
            return texts.stream().map(this::vector).toList();
        }

        private float[] vector(String text) {
            var vector = new float[length];
            vector[0] = text.matches("(?s).*(moor|ship|anchor).*") ? 1 : 0;
            vector[1] = text.matches("(?s).*(park|car|wheel).*") ? 1 : 0;
            vector[2] = 0.1f;
            return vector;
        }

        @Override
        public void close() {
            failure = "it is closed";
        }
    }

    private final class Desk implements AutoCloseable {
        final Repositories repositories = Repositories.of(List.of(tree().repository()));
        final Indexer text = new Indexer(repositories, tree().gate(), state, 1 << 20, Duration.ZERO, events::add);
        final MeaningIndexer chunks = new MeaningIndexer(repositories, tree().gate(), text, state, events::add);
        final VectorIndexer vectors;
        final MeaningSearch search;

        Desk(Embedder embedder) {
            vectors = new VectorIndexer(repositories, tree().gate(), chunks, embedder, state, 1 << 20, events::add);
            search = new MeaningSearch(repositories, tree().gate(), Optional.of(chunks), Optional.of(new MeaningVectors(vectors, embedder)), 1 << 20);
        }

        Desk complete() {
            await(() -> chunks.current("tree"));
            await(() -> vectors.state().chunks() > 0 && vectors.state().done() == vectors.state().chunks() && vectors.state().problem().isEmpty());
            return this;
        }

        MeaningOutcome.Ranked ask(String words) {
            return (MeaningOutcome.Ranked) search.search(MeaningQuery.of(words), PATIENT);
        }

        List<String> paths(String words) {
            return ask(words).places().stream().map(MeaningOutcome.Place::path).distinct().toList();
        }

        @Override
        public void close() {
            vectors.close();
            chunks.close();
            text.close();
        }
    }

    private static void await(BooleanSupplier condition) {
        var end = Instant.now().plusSeconds(90);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("waited in vain");
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Tree tree() {
        return new Tree(files);
    }

    @Test
    void anotherModelUnderTheSameNameIsNoticedByTheFirstQuestion() {
        tree().file("Harbour.java", SEA).file("Garage.java", ROAD);
        var model = new TwoThings();
        try (var desk = new Desk(model).complete()) {
            model.length = 4;
            assertThat(desk.ask("drop the anchor").vectors().orElseThrow().used(), is(false));
            await(() -> desk.ask("drop the anchor").vectors().orElseThrow().used());
            assertThat(desk.vectors.state().dimension(), is(4));
        }
    }

    @Test
    void whatSharesNoWordIsFoundByItsVector() {
        tree().file("Harbour.java", SEA).file("Garage.java", ROAD);
        try (var desk = new Desk(new TwoThings()).complete()) {
            assertThat(desk.paths("drop the anchor").getFirst(), is("Harbour.java"));
            assertThat(desk.paths("a flat wheel").getFirst(), is("Garage.java"));
            assertThat(desk.ask("a flat wheel").vectors(), is(Optional.of(new MeaningOutcome.Vectors(true, ""))));
            assertThat("words count as before", desk.paths("brake name park").getFirst(), is("Garage.java"));
            assertThat(desk.vectors.state().dimension(), is(3));
            assertThat(desk.vectors.sizeBytes(), greaterThan(100L));
        }
    }

    @Test
    void anEndpointThatIsDownLeavesTheWordsAndSaysWhy() {
        tree().file("Harbour.java", SEA).file("Garage.java", ROAD);
        var embedder = new TwoThings();
        try (var desk = new Desk(embedder).complete()) {
            embedder.failure = "the endpoint does not answer";
            assertThat(desk.paths("mooring by a rope").getFirst(), is("Harbour.java"));
            assertThat(desk.ask("mooring by a rope").vectors(), is(Optional.of(new MeaningOutcome.Vectors(false, "the endpoint does not answer"))));
            tree().file("Quay.java", "class Quay {\n    void anchor() {\n    }\n}\n");
            desk.text.lookAgain("tree", List.of("Quay.java"));
            await(() -> desk.vectors.state().problem().equals("the endpoint does not answer"));
            assertThat(desk.vectors.state().done() < desk.vectors.state().chunks(), is(true));
        }
        assertThat(events, hasItem(containsString("the endpoint does not answer")));
    }

    @Test
    void withoutAnIndexAndWithoutAVectorItIsTheWords() {
        tree().file("Harbour.java", SEA);
        var embedder = new TwoThings();
        embedder.failure = "the endpoint answers with status 500";
        try (var desk = new Desk(embedder)) {
            await(() -> desk.chunks.current("tree"));
            assertThat(desk.paths("mooring by a rope"), is(List.of("Harbour.java")));
            assertThat(desk.ask("mooring by a rope").vectors().orElseThrow().used(), is(false));
        }
    }

    @Test
    void noTextIsSentTwiceWhereverItStands() {
        tree().file("Harbour.java", SEA);
        var embedder = new TwoThings();
        try (var desk = new Desk(embedder).complete()) {
            int sent = embedder.sent.size();
            assertThat(sent, greaterThan(0));
            // another branch: the file is elsewhere, and comes back
            tree().file("sea/Harbour.java", SEA).delete("Harbour.java");
            desk.text.lookAgain("tree", List.of("sea", "sea/Harbour.java", "Harbour.java"));
            await(() -> desk.paths("drop the anchor").equals(List.of("sea/Harbour.java")));
            desk.complete();
            assertThat(embedder.sent.stream().filter(text -> text.contains("moor")).count(), is(embedder.sent.stream().filter(text -> text.contains("moor")).distinct().count()));
        }
        var again = new TwoThings();
        try (var desk = new Desk(again).complete()) {
            assertThat("nor by the next process", again.sent.stream().filter(text -> text.contains("moor")).toList(), is(empty()));
            assertThat(desk.paths("drop the anchor").getFirst(), is("sea/Harbour.java"));
        }
    }

    @Test
    void ofSecretAndIgnoredFilesNothingIsSent() {
        tree().file(".env", "ANCHOR=moor").file(".gitignore", "build/\n").file("build/Ship.java", "class Ship {}").file("Harbour.java", SEA);
        var embedder = new TwoThings();
        try (var desk = new Desk(embedder).complete()) {
            assertThat(desk.paths("drop the anchor").getFirst(), is("Harbour.java"));
            assertThat(embedder.sent, not(hasItem(containsString("ANCHOR="))));
            assertThat(embedder.sent, not(hasItem(containsString("class Ship"))));
        }
    }

    @Test
    void anotherModelAndOtherVectorsOfTheSameBeginAnew() {
        tree().file("Harbour.java", SEA).file("Garage.java", ROAD);
        try (var desk = new Desk(new TwoThings()).complete()) {
            assertThat(desk.vectors.state().dimension(), is(3));
        }
        var longer = new TwoThings();
        longer.length = 5;
        try (var desk = new Desk(longer)) {
            await(() -> desk.vectors.state().dimension() == 5);
            desk.complete();
            assertThat(desk.paths("drop the anchor"), hasItem("Harbour.java"));
        }
        assertThat(events, hasItem(allOf(containsString("made anew"), containsString("5 numbers now, not 3"))));
        var other = new TwoThings();
        other.model = "another";
        try (var desk = new Desk(other).complete()) {
            assertThat(desk.vectors.state().dimension(), is(3));
            assertThat(other.sent.size(), greaterThan(2));
        }
        assertThat(events, hasItem(allOf(containsString("made anew by another"), containsString("another version"))));
    }
}
