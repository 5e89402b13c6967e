package sigil.code.index;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Some lines of a file that belong together, as words. The words are looked up; neither their order nor what stood between them is kept.
 *
 * @param firstLine from 1
 * @param lastLine  with it, not before the first
 * @param symbol    what the lines define, {@link ChunkSymbol#NONE} if nothing
 * @param words     of each field, as they are looked up; a field without words may be missing
 * @param digest    the same for chunks of the same text, by which vectors are kept; empty if there is none
 */
public record Chunk(int firstLine, int lastLine, ChunkSymbol symbol, Map<ChunkField, List<String>> words, String digest) {

    /** Checks the lines. */
    public Chunk {
        Objects.requireNonNull(symbol, "symbol");
        Objects.requireNonNull(digest, "digest");
        words = Map.copyOf(words);
        if (firstLine < 1 || lastLine < firstLine) {
            throw new IllegalArgumentException("no lines: " + firstLine + " to " + lastLine);
        }
    }
}
