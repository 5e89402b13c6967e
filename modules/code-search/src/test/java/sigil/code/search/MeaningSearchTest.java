package sigil.code.search;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
class MeaningSearchTest {

    private static final SearchControl PATIENT = SearchControl.within(Duration.ofSeconds(60));

    @TempDir
    Path files;
    @TempDir
    Path state;

    private final List<String> events = Collections.synchronizedList(new ArrayList<>());

    /** A tree with an index for search by meaning. */
    private final class Desk implements AutoCloseable {
        final Repositories repositories = Repositories.of(List.of(tree().repository()));
        final Indexer text = new Indexer(repositories, tree().gate(), state, 1 << 20, Duration.ZERO, events::add);
        final MeaningIndexer indexer = new MeaningIndexer(repositories, tree().gate(), text, state, events::add);
        final MeaningSearch search = new MeaningSearch(repositories, tree().gate(), Optional.of(indexer), Optional.empty(), 1 << 20);

        Desk current() {
            await(() -> indexer.current("tree"));
            return this;
        }

        void changed(String... paths) {
            text.lookAgain("tree", List.of(paths));
        }

        @Override
        public void close() {
            indexer.close();
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

    private Tree sample() {
        return tree()
                .file("src/Login.java", "class Login {\n    /** Checks the password of a user. */\n    boolean verify(String password) {\n        return hash(password).equals(known);\n    }\n}\n")
                .file("src/RetryPolicy.java", "class RetryPolicy {\n    long nextDelayMillis(int attempt) {\n        return base << attempt;\n    }\n}\n")
                .file("src/test/RetryPolicyTest.java", "class RetryPolicyTest {\n    void delays() {\n        nextDelayMillis(3);\n    }\n}\n")
                .file("docs/retries.md", "How the delay grows with each attempt when something is retried.\n")
                .file("src/config.py", "def read_settings(path):\n    return parse(path)\n");
    }

    private MeaningSearch reading() {
        return new MeaningSearch(Repositories.of(List.of(tree().repository())), tree().gate(), Optional.empty(), Optional.empty(), 1 << 20);
    }

    private static MeaningOutcome.Ranked ask(MeaningSearch search, MeaningQuery query) {
        return (MeaningOutcome.Ranked) search.search(query, PATIENT);
    }

    private static List<String> places(MeaningSearch search, String text) {
        return ask(search, MeaningQuery.of(text)).places().stream().map(place -> place.path() + ":" + place.firstLine() + "-" + place.lastLine() + " " + place.name()).toList();
    }

    @Test
    void asManyPlacesAreGivenAsAreAskedForThoughOneFileHasAllTheBest() {
        var listener = new StringBuilder("class ServerListener {\n");
        for (int i = 0; i < 80; i++) {
            listener.append("    int listener").append(i).append("() {\n        return server;\n    }\n");
        }
        tree().file("ServerListener.java", listener + "}\n");
        for (int i = 0; i < 9; i++) {
            tree().file("other/Part" + i + ".java", "class Part" + i + " {\n    void work() {\n        // told by a listener of another server, " + "and more ".repeat(40 + i) + "\n    }\n}\n");
        }
        var found = ask(reading(), MeaningQuery.of("server listener")).places();
        assertThat(found.size(), is(10));
        assertThat(found.stream().filter(place -> place.path().equals("ServerListener.java")).count(), is(3L));
    }

    @Test
    void whereOneFileHasAllAsManyOfItAreGivenAsFit() {
        tree().file("Ships.java", "class Ships {\n    void sailNorth() {\n    }\n    void sailSouth() {\n    }\n    void sailEast() {\n    }\n    void sailWest() {\n    }\n}\n");
        assertThat(places(reading(), "sail").size(), is(5));
    }

    @Test
    void aDocumentIsShownWhereItSpeaksOfWhatWasAsked() {
        tree().file("guide.md", "A licence.\n".repeat(30) + "How idle connections are closed.\n" + "More.\n".repeat(10));
        var place = ask(reading(), MeaningQuery.of("what closes idle connections")).places().getFirst();
        assertThat(place.firstLine(), is(1));
        assertThat(place.shownLine(), is(31));
        assertThat(place.lines().getFirst(), is("How idle connections are closed."));
    }

    @Test
    void testsComeAfterWhatTheyTestUnlessTheyAreAskedFor() {
        tree().file("src/NextDelay.java", "class NextDelay {\n    long nextDelay(int attempt) {\n        return base;\n    }\n}\n")
                .file("src/test/NextDelay.java", "class NextDelay {\n    long nextDelay(int attempt) {\n        return base;\n    }\n}\n")
                .file("src/test/Test.java", "class Test {\n    void all() {\n    }\n}\n");
        assertThat(places(reading(), "next delay of an attempt").getFirst(), startsWith("src/NextDelay.java"));
        assertThat(places(reading(), "tests for the next delay of an attempt").getFirst(), startsWith("src/test/NextDelay.java"));
    }

    @Test
    void aDescriptionFindsWhatItDescribesInOtherFormsOfItsWords() {
        sample();
        try (var desk = new Desk().current()) {
            assertThat(places(desk.search, "delay before the next attempt of a retried call").getFirst(), is("src/RetryPolicy.java:2-4 RetryPolicy.nextDelayMillis"));
            assertThat(places(desk.search, "verifying passwords").getFirst(), is("src/Login.java:2-5 Login.verify"));
            assertThat(ask(desk.search, MeaningQuery.of("verifying passwords")).places().getFirst().lines().getFirst(), containsString("Checks the password"));
            assertThat(ask(desk.search, MeaningQuery.of("retry")).method(), is(MeaningOutcome.Method.INDEX));
        }
    }

    @Test
    void aWordFindsWhatIsCalledOtherwise() {
        sample();
        try (var desk = new Desk().current()) {
            assertThat(places(desk.search, "authentication").getFirst(), startsWith("src/Login.java"));
            assertThat(places(desk.search, "cfg").getFirst(), startsWith("src/config.py"));
        }
    }

    @Test
    void theSameIsFoundByReadingWhereThereIsNoIndex() {
        sample();
        try (var desk = new Desk().current()) {
            for (var text : List.of("delay of retries", "password", "settings")) {
                assertThat(places(reading(), text), is(places(desk.search, text)));
            }
            var read = ask(reading(), MeaningQuery.of("password"));
            assertThat(read.method(), is(MeaningOutcome.Method.READING));
            assertThat(List.of(read.known(), read.there()), is(List.of(5, 5)));
            assertThat(read.ending(), is(SearchResult.Ending.COMPLETE));
        }
    }

    @Test
    void readingEndsWithItsTimeAndSaysWhatItLacks() {
        for (int i = 0; i < 400; i++) {
            tree().file("d" + i % 20 + "/F" + i + ".java", ("class F" + i + " { void retry" + i + "() { call(); } }\n").repeat(40));
        }
        var outcome = (MeaningOutcome.Ranked) reading().search(MeaningQuery.of("retry"), SearchControl.within(Duration.ofMillis(60)));
        assertThat(outcome.there(), is(400));
        assertThat(outcome.known(), lessThan(400));
        assertThat(outcome.ending(), is(SearchResult.Ending.DEADLINE));
    }

    @Test
    void filesAndKindsOfFilesAreChosen() {
        sample();
        try (var desk = new Desk().current()) {
            var docs = new MeaningQuery("delay of each attempt", List.of("tree"), PathFilter.parse("docs/**"), false, 10);
            assertThat(ask(desk.search, docs).places().stream().map(MeaningOutcome.Place::path).distinct().toList(), is(List.of("docs/retries.md")));
            var code = new MeaningQuery("delay of each attempt", List.of(), PathFilter.ANY, true, 50);
            assertThat(ask(desk.search, code).places().stream().map(MeaningOutcome.Place::path).toList(), not(hasItem("docs/retries.md")));
            assertThat(ask(desk.search, new MeaningQuery("delay", List.of(), PathFilter.ANY, false, 1)).places().size(), is(1));
            assertThat(desk.search.search(new MeaningQuery("x y", List.of("nowhere"), PathFilter.ANY, false, 1), PATIENT), instanceOf(MeaningOutcome.Rejected.class));
            assertThat(desk.search.search(MeaningQuery.of("what is it?"), PATIENT), instanceOf(MeaningOutcome.Rejected.class));
        }
    }

    @Test
    void noFileFillsTheAnswerAlone() {
        var many = new StringBuilder("class Many {\n");
        for (int i = 0; i < 30; i++) {
            many.append("  void retry").append(i).append("() {\n    retry();\n  }\n");
        }
        tree().file("Many.java", many + "}\n").file("Other.java", "class Other {\n  /* and here one may retry with much else to say */\n  int x;\n}\n");
        try (var desk = new Desk().current()) {
            var paths = ask(desk.search, MeaningQuery.of("retry")).places().stream().map(MeaningOutcome.Place::path).toList();
            assertThat(paths.stream().filter("Many.java"::equals).count(), lessThanOrEqualTo(3L));
            assertThat(paths, hasItem("Other.java"));
        }
    }

    @Test
    void whatChangedIsFoundAndWhatIsGoneIsNot() throws IOException {
        sample();
        try (var desk = new Desk().current()) {
            tree().file("src/Mast.java", "class Mast {\n  void hoistSail() {\n  }\n}\n");
            Files.delete(files.resolve("src/Login.java"));
            assertThat("a file that is gone is no place, whatever the index knows", places(desk.search, "password"), is(empty()));
            desk.changed("src/Mast.java", "src/Login.java");
            await(() -> !places(desk.search, "hoisting sails").isEmpty());
            assertThat(places(desk.search, "hoisting sails").getFirst(), is("src/Mast.java:2-3 Mast.hoistSail"));
        }
    }

    @Test
    void aPlaceIsWhereItIsNow() {
        sample();
        try (var desk = new Desk().current()) {
            tree().file("src/RetryPolicy.java", "// one\n// two\n\nclass RetryPolicy {\n    int x;\n    long nextDelayMillis(int attempt) {\n        return base << attempt;\n    }\n}\n");
            assertThat(places(desk.search, "next delay of attempt"), hasItem("src/RetryPolicy.java:6-8 RetryPolicy.nextDelayMillis"));
        }
    }

    @Test
    void aFileThatBecameIgnoredIsNotShownAtOnce() {
        sample();
        try (var desk = new Desk().current()) {
            assertThat(places(desk.search, "password"), is(not(empty())));
            tree().file(".gitignore", "Login.java\n");
            assertThat(places(desk.search, "password"), is(empty()));
            desk.changed(".gitignore");
            await(() -> {
                try (var snapshot = desk.indexer.snapshot().orElseThrow()) {
                    var known = new ArrayList<String>();
                    snapshot.all("tree").forEachRemaining(file -> known.add(file.path()));
                    return !known.contains("src/Login.java");
                }
            });
        }
    }

    @Test
    void theWordsOfASecretAreInNoFileOfTheIndex() throws IOException {
        sample().file(".env", "KEY=quokkacanary\n").file("ignored/a.txt", "wombatcanary\n").file(".gitignore", "ignored/\n").file("seen.txt", "koalacanary\n");
        try (var desk = new Desk().current()) {
            assertThat(places(desk.search, "quokkacanary wombatcanary"), is(empty()));
            assertThat(places(desk.search, "koalacanary").size(), is(1));
        }
        int seen = 0;
        try (var all = Files.walk(state)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                var bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(file.toString(), bytes, not(containsString("quokka")));
                assertThat(file.toString(), bytes, not(containsString("wombat")));
                seen += bytes.contains("koalacan") ? 1 : 0;
            }
        }
        assertThat("a word that is served is found in this way", seen, greaterThan(0));
    }

    @Test
    void afterAnEndTheIndexIsThereAndFollowsWhatHappenedMeanwhile() throws IOException {
        sample();
        new Desk().current().close();
        tree().file("src/Anchor.java", "class Anchor {\n  void weigh() {\n  }\n}\n");
        Files.delete(files.resolve("src/config.py"));
        try (var desk = new Desk().current()) {
            assertThat(places(desk.search, "weighing an anchor").getFirst(), startsWith("src/Anchor.java"));
            assertThat(places(desk.search, "settings"), is(empty()));
            assertThat(events, is(empty()));
        }
    }

    @Test
    void anIndexThatIsDamagedIsBuiltAnew() throws IOException {
        sample();
        new Desk().current().close();
        try (var all = Files.walk(state.resolve("chunks"))) {
            for (var file : all.filter(path -> path.toString().matches(".*\\.(cfs|si|doc|tim)")).toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
        try (var desk = new Desk().current()) {
            assertThat(places(desk.search, "password").getFirst(), startsWith("src/Login.java"));
            assertThat(events, hasItem(containsString("built anew")));
        }
    }
}
