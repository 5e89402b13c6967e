package sigil.tunnel;

import java.time.Duration;

/** What came of a request. */
sealed interface Outcome {

    /**
     * Somebody answered.
     *
     * @param answer what he said
     * @param nonce  of the request
     * @param proof  whether the answer carries the proof that only the origin has
     */
    record Answered(WireAnswer answer, String nonce, boolean proof) implements Outcome {
    }

    /**
     * Nobody did.
     *
     * @param why   what happened instead
     * @param words the same in a few words
     * @param after when, counted from the beginning
     * @param nonce of the request
     */
    record Broken(Break why, String words, Duration after, String nonce) implements Outcome {
    }

    /** How it ended where there was no answer. */
    enum Break {
        /** Nothing listens there. */
        REFUSED,
        /** Nobody takes the connection, or it takes too long. */
        TIMEOUT,
        /** There is no such name. */
        NO_NAME,
        /** TLS was not agreed on. */
        TLS,
        /** The connection was closed, or what came is no HTTP. */
        CLOSED
    }
}
