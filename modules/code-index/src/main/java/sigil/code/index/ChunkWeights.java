package sigil.code.index;

import java.util.Objects;

/**
 * How the parts of a chunk are weighed against each other: BM25F (Robertson, Zaragoza and Taylor, "Simple BM25 extension to multiple weighted
 * fields", 2004), in which a word in a field of weight 3 counts as three words.
 *
 * @param body    1 or more
 * @param comment 1 or more
 * @param name    1 or more
 * @param path    1 or more
 * @param k1      0 or more: how much a word gains by standing there again
 * @param b       0 to 1: how much long chunks lose
 * @param alike   above 0 to 1: how much a word counts that only means what was asked for
 * @param file    0 or more: how much the name of the file adds, which is compared by itself; a word in a long body then cannot make up for it
 */
public record ChunkWeights(float body, float comment, float name, float path, float k1, float b, float alike, float file) {

    /** Names are short, and hold a word once: how often and how long tells little. */
    static final float FILE_K1 = 1;
    static final float FILE_B = 0.75f;

    float of(ChunkField field) {
        return switch (Objects.requireNonNull(field)) {
            case BODY -> body;
            case COMMENT -> comment;
            case NAME -> name;
            case PATH -> path;
            case FILE -> file;
        };
    }
}
