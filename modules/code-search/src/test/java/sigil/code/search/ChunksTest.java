package sigil.code.search;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import java.util.List;
import org.junit.jupiter.api.Test;
import sigil.code.index.Chunk;
import sigil.code.index.ChunkField;

class ChunksTest {

    private static final String HARBOUR = """
            /* Licence of the harbour. */
            package sea;

            import java.util.List;

            /** Where ships moor. */
            class Harbour {
                private int berths;

                // finds a place
                int berth(String ship) {
                    // the tide matters
                    return tide(ship) + berths;
                }

                static class Pilot {
                    void guide() {
                    }
                }
            }
            """;

    private static Chunk named(Chunks.Cut cut, String name) {
        return cut.chunks().stream().filter(chunk -> chunk.symbol().name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void whatDefinesSomethingIsAChunkWithTheCommentAboveIt() {
        var cut = Chunks.standard().of("src/sea/Harbour.java", HARBOUR);
        assertThat(cut.chunks().stream().map(chunk -> chunk.symbol().name()).sorted().toList(), is(List.of("Harbour", "Pilot", "berth", "guide")));
        var berth = named(cut, "berth");
        assertThat(List.of(berth.firstLine(), berth.lastLine()), is(List.of(10, 14)));
        assertThat(berth.symbol().kind(), is("method"));
        assertThat(berth.symbol().scope(), is("Harbour"));
        assertThat(berth.words().get(ChunkField.COMMENT), hasItems(Stem.of("finds"), Stem.of("tide"), Stem.of("matters")));
        assertThat(berth.words().get(ChunkField.BODY), hasItems("tid", Stem.of("berths")));
        assertThat(berth.words().get(ChunkField.NAME), hasItems(Stem.of("berth"), Stem.of("harbour")));
        assertThat(berth.words().get(ChunkField.PATH), hasItems("sea", Stem.of("harbour")));
        assertThat(named(cut, "Harbour").firstLine(), is(6));
        assertThat(cut.definitions(), hasItems("Harbour", "berth", "berths", "Pilot", "guide"));
    }

    @Test
    void aTypeHasTheNamesOfWhatItHoldsAndNotItsText() {
        var harbour = named(Chunks.standard().of("Harbour.java", HARBOUR), "Harbour").words();
        assertThat(harbour.get(ChunkField.BODY), hasItems(Stem.of("berth"), "pilot"));
        assertThat(harbour.get(ChunkField.COMMENT), not(hasItem("tid")));
    }

    @Test
    void aLongBodyIsCutIntoPiecesThatOverlap() {
        var text = new StringBuilder("void run() {\n");
        for (int line = 2; line < 300; line++) {
            text.append("  step").append(line).append("x();\n");
        }
        var chunks = Chunks.standard().of("a.c", text.append("}\n").toString()).chunks();
        assertThat(chunks.size(), is(6));
        for (var chunk : chunks) {
            assertThat(chunk.symbol().name(), is("run"));
            assertThat(chunk.lastLine() - chunk.firstLine(), lessThan(60));
        }
        assertThat(chunks.get(1).firstLine(), is(51));
        assertThat(chunks.getLast().lastLine(), is(300));
    }

    @Test
    void aTextThatNobodyOutlinesIsCutIntoWindowsThatOverlap() {
        var chunks = Chunks.standard().of("notes.md", "word of the day\n".repeat(130)).chunks();
        assertThat(chunks.stream().map(chunk -> chunk.firstLine() + "-" + chunk.lastLine()).toList(), is(List.of("1-60", "51-110", "101-130")));
        assertThat(Chunks.standard().of("data.csv", "1,2,word\n".repeat(100_000)).chunks().size(), lessThanOrEqualTo(40));
    }

    @Test
    void whatLiesBetweenDefinitionsIsKeptUnlessItOnlyImports() {
        var script = """
                import os
                # settings of the harbour
                depth = 12
                width = 40
                height = 3

                def moor():
                    pass
                """;
        var cut = Chunks.standard().of("harbour.py", script);
        var rest = named(cut, "");
        assertThat(rest.words().get(ChunkField.BODY), hasItems("depth", "width"));
        assertThat(rest.lastLine(), lessThan(named(cut, "moor").firstLine()));
    }

    @Test
    void linesThatNoPersonWroteAreNoWords() {
        var cut = Chunks.standard().of("a.js", "function f() { return 1; }\nvar data = '" + "alpha ".repeat(2_000) + "';\n");
        for (var chunk : cut.chunks()) {
            assertThat(chunk.words().get(ChunkField.BODY), not(hasItem("alpha")));
        }
        assertThat(cut.chunks().size(), greaterThan(0));
        assertThat(Chunks.standard().of("empty.txt", "").chunks(), is(empty()));
    }
}
