package sigil.code.index;

/**
 * What a chunk defines.
 *
 * @param kind  such as {@code method}; empty if nothing is known
 * @param scope the names of what encloses it, joined by dots; may be empty
 * @param name  as written; empty if nothing is known
 */
public record ChunkSymbol(String kind, String scope, String name) {

    /** Lines that define nothing. */
    public static final ChunkSymbol NONE = new ChunkSymbol("", "", "");

    private static final String BETWEEN = "\0";

    String written() {
        return kind + BETWEEN + scope + BETWEEN + name;
    }

    static ChunkSymbol read(String written) {
        var parts = written.split(BETWEEN, -1);
        return new ChunkSymbol(parts[0], parts[1], parts[2]);
    }
}
