package sigil.code.index;

/**
 * A chunk that fits.
 *
 * @param repository the name of its repository
 * @param path       of its file
 * @param firstLine  when it was put in
 * @param lastLine   when it was put in
 * @param symbol     what it defines
 * @param digest     of its text when it was put in
 * @param score      the higher, the better; comparable within one answer only
 */
public record ChunkHit(String repository, String path, int firstLine, int lastLine, ChunkSymbol symbol, String digest, float score) {
}
