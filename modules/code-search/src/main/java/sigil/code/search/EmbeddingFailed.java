package sigil.code.search;

/** There are no vectors at the moment. Its message says why in half a sentence, for the owner and for clients: it names no address and no text. */
public final class EmbeddingFailed extends Exception {

    private static final long serialVersionUID = 1L;

    /**
     * A failure.
     *
     * @param why such as {@code the endpoint does not answer}
     */
    public EmbeddingFailed(String why) {
        super(why);
    }
}
