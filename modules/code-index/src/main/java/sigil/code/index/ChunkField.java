package sigil.code.index;

/** In which part of a chunk a word stands, and how much it counts there. */
public enum ChunkField {
    /** code, and text that is no code */
    BODY("body"),
    /** comments */
    COMMENT("comment"),
    /** the name of what is defined, and of what encloses it */
    NAME("name"),
    /** the path of the file */
    PATH("path"),
    /** the name of the file alone, in each of its chunks: it is weighed by itself, see {@link ChunkWeights#file} */
    FILE("file");

    private final String field;

    ChunkField(String field) {
        this.field = field;
    }

    /** What the engine calls it. */
    String field() {
        return field;
    }
}
