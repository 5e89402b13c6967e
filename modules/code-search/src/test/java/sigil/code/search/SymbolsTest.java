package sigil.code.search;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sigil.code.symbols.Outline;
import sigil.code.symbols.OutlineSource;
import sigil.code.symbols.Symbol;
import sigil.code.symbols.SymbolKind;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

class SymbolsTest {

    private static final SearchControl PATIENT = SearchControl.within(Duration.ofSeconds(60));

    @TempDir
    Path directory;
    private Tree tree;
    private Repository repository;
    private ScanSearch search;
    private Symbols symbols;

    @BeforeEach
    void open() {
        tree = new Tree(directory)
                .file("src/Ship.java", "class Ship {\n    int speed;\n    void sail() { }\n}\n")
                .file("src/sail.py", "def sail():\n    return 'sail'  # sail\n")
                .file("test/ShipTest.java", "class ShipTest {\n    void sail() { new Ship().sail(); }\n}\n")
                .file("other/Boat.java", "class Boat {\n    String sail = \"sail\";\n    void SAIL() { }\n}\n")
                .file("README.md", "class Ship sails\n")
                .file(".env", "class Secret { }\n")
                .file(".gitignore", "build/\n")
                .file("build/Gen.java", "class Ship { }\n");
        repository = tree.repository();
        var repositories = Repositories.of(List.of(repository));
        search = new ScanSearch(repositories, tree.gate());
        symbols = new Symbols(repositories, tree.gate(), SymbolCandidates.by(search), OutlineSource.builtIn(), 1 << 20);
    }

    @AfterEach
    void close() {
        symbols.close();
        search.close();
    }

    private List<String> definitions(String name, String usedIn) {
        return rows(symbols.definitions(new DefinitionQuery(SymbolName.parse(name), List.of(), Optional.empty(), usedIn, 20), PATIENT));
    }

    private static List<String> rows(Definitions definitions) {
        assertThat(definitions.ending(), is(SearchResult.Ending.COMPLETE));
        return definitions.best().stream().map(d -> d.path() + ":" + d.symbol().line() + " " + d.symbol().kind().label()).toList();
    }

    @Test
    void functionsComeBeforeFieldsAndTestsLast() {
        assertThat(definitions("sail", ""), is(List.of("src/Ship.java:3 method", "src/sail.py:1 function", "test/ShipTest.java:2 method",
                "other/Boat.java:2 field")));
    }

    @Test
    void whatIsNearToItsUseComesFirst() {
        assertThat(definitions("sail", "other/Boat.java").getFirst(), is("other/Boat.java:2 field"));
        assertThat(definitions("sail", "test/Other.java").getFirst(), is("test/ShipTest.java:2 method"));
    }

    @Test
    void aNameThatNobodyDefinesSoIsFoundWithoutRegardToCase() {
        assertThat(definitions("Sail", "").size(), is(5));
        assertThat(definitions("SHIP", ""), is(List.of("src/Ship.java:1 class")));
    }

    @ParameterizedTest
    @CsvSource({"Ship.sail,src/Ship.java:3 method", "Boat::sail,other/Boat.java:2 field", "ShipTest#sail(),test/ShipTest.java:2 method"})
    void aScopeNarrowsTheChoice(String name, String place) {
        assertThat(definitions(name, ""), is(List.of(place)));
    }

    @Test
    void aKindNarrowsTheChoice() {
        var query = new DefinitionQuery(SymbolName.parse("sail"), List.of(), Optional.of(SymbolKind.FUNCTION), "", 20);
        assertThat(rows(symbols.definitions(query, PATIENT)), is(List.of("src/sail.py:1 function")));
    }

    @Test
    void onlyTheBestAreAnsweredButAllAreCounted() {
        var some = symbols.definitions(new DefinitionQuery(SymbolName.parse("sail"), List.of(), Optional.empty(), "", 1), PATIENT);
        assertThat(some.best().size(), is(1));
        assertThat(some.total(), is(4));
    }

    @Test
    void whatIsNotServedDefinesNothing() {
        assertThat(definitions("Ship", ""), is(List.of("src/Ship.java:1 class")));
        assertThat(definitions("Secret", ""), is(List.of()));
    }

    @Test
    void theFileAsItIsNowIsRead() {
        assertThat(definitions("anchor", ""), is(List.of()));
        tree.file("src/Ship.java", "\n\nclass Ship {\n    void anchor() { }\n}\n");
        assertThat(definitions("anchor", ""), is(List.of("src/Ship.java:4 method")));
        assertThat(definitions("sail", "").contains("src/Ship.java:3 method"), is(false));
    }

    @Test
    void symbolsAreListedByAPartOfTheirName() {
        var found = symbols.named("tree", "ai", Optional.of(SymbolKind.METHOD), 10, PATIENT);
        assertThat(rows(found), is(List.of("other/Boat.java:3 method", "src/Ship.java:3 method", "test/ShipTest.java:2 method")));
    }

    @Test
    void aNameLikeTheOneAskedForIsProposed() {
        assertThat(symbols.near("speeed", List.of(), name -> name.equals("speed"), PATIENT), is(List.of("speed")));
        assertThat(symbols.near("xy", List.of(), name -> true, PATIENT), is(List.of()));
    }

    @Test
    void theOutlineOfAFileTellsItsRealPath() {
        tree.link("link.java", "src/Ship.java");
        var outline = (OutlineOutcome.Outlined) symbols.outline(repository, "link.java");
        assertThat(outline.path(), is("src/Ship.java"));
        assertThat(outline.outline().symbols().stream().map(s -> s.qualifiedName()).toList(), is(List.of("Ship", "Ship.speed", "Ship.sail")));
    }

    @ParameterizedTest
    @ValueSource(strings = {".env", "build/Gen.java", "missing.java", "../x.java", "src"})
    void whatIsNotServedHasNoOutline(String path) {
        assertThat(symbols.outline(repository, path), instanceOf(OutlineOutcome.Unread.class));
    }

    @Test
    void aFileOfAnotherLanguageOrOfNoTextIsNotUnderstood() {
        tree.file("Blob.java", new byte[] {0, 1, 2});
        assertThat(symbols.outline(repository, "README.md"), is(new OutlineOutcome.NotUnderstood("README.md")));
        assertThat(symbols.outline(repository, "Blob.java"), is(new OutlineOutcome.NotUnderstood("Blob.java")));
    }

    @Test
    void referencesTellWhatALineDoesWithTheName() {
        var query = SearchQuery.literal("sail").withWord(true).withCase(CaseMode.SENSITIVE);
        var found = symbols.references("sail", (SearchResult) search.search(query, PATIENT));
        assertThat(found.files().stream().flatMap(f -> f.lines().stream().map(l -> f.path() + ":" + l.number() + " " + l.use())).toList(), is(List.of(
                "other/Boat.java:2 DEFINITION", "src/Ship.java:3 DEFINITION", "src/sail.py:1 DEFINITION", "src/sail.py:2 STRING",
                "test/ShipTest.java:2 DEFINITION")));
    }

    @Test
    void whoeverWaitsNoLongerGetsAnAnswerThatSaysSo() {
        var query = new DefinitionQuery(SymbolName.parse("sail"), List.of(), Optional.empty(), "", 20);
        assertThat(symbols.definitions(query, PATIENT.cancelledBy(() -> true)).ending(), is(SearchResult.Ending.CANCELLED));
        assertThat(symbols.definitions(query, SearchControl.within(Duration.ofNanos(1))).ending(), is(SearchResult.Ending.DEADLINE));
    }

    /** Knows Lua, and takes for each text as long as somebody waits. */
    private static final class Slow implements OutlineSource {
        private volatile boolean closed;

        @Override
        public boolean knows(String language) {
            return language.equals("Lua");
        }

        @Override
        public Optional<Outline> outline(String language, String text, BooleanSupplier stop) {
            while (knows(language) && !text.startsWith("quick") && !stop.getAsBoolean()) {
                Thread.onSpinWait();
            }
            return knows(language) ? Optional.of(new Outline(language, List.of(new Symbol("sail", SymbolKind.FUNCTION, text.strip(), "", 1, 1, 1)), true))
                    : Optional.empty();
        }

        @Override
        public String said() {
            return "slow";
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void languagesAreThoseOfTheSource() {
        tree.file("a.lua", "quick function sail() end\n");
        var source = new Slow();
        try (var others = new Symbols(Repositories.of(List.of(repository)), tree.gate(), SymbolCandidates.by(search), source, 1 << 20)) {
            var query = new DefinitionQuery(SymbolName.parse("sail"), List.of(), Optional.empty(), "", 20);
            assertThat(rows(others.definitions(query, PATIENT)), is(List.of("a.lua:1 function")));
            assertThat(others.outline(repository, "a.lua"), instanceOf(OutlineOutcome.Outlined.class));
            assertThat(others.outline(repository, "src/Ship.java"), is(new OutlineOutcome.NotUnderstood("src/Ship.java")));
            var found = others.references("sail", (SearchResult) search.search(SearchQuery.literal("sail").withWord(true), PATIENT));
            assertThat(found.files().getFirst().lines().getFirst().use(), is(References.Use.DEFINITION));
            assertThat(others.source(), is("slow"));
        }
        assertThat(source.closed, is(true));
    }

    @Test
    @Timeout(60)
    void aSourceThatTakesTooLongIsLeftAtTheDeadline() {
        tree.file("a.lua", "function sail() end\n").file("b.lua", "function sail() end\n");
        try (var others = new Symbols(Repositories.of(List.of(repository)), tree.gate(), SymbolCandidates.by(search), new Slow(), 1 << 20)) {
            var query = new DefinitionQuery(SymbolName.parse("sail"), List.of(), Optional.empty(), "", 20);
            assertThat(others.definitions(query, SearchControl.within(Duration.ofMillis(300))).ending(), is(SearchResult.Ending.DEADLINE));
        }
    }

    @ParameterizedTest
    @CsvSource({"src/test/java/A.java,true", "a/FooTest.java,true", "test_x.py,true", "x_test.go,true", "x.spec.ts,true", "src/Attest.java,false",
        "contest/A.java,false", "latest.py,false"})
    void aTestIsToldByItsPath(String path, boolean test) {
        assertThat(FileRank.isTest(path), is(test));
    }
}
