package sigil.tunnel;

/** Looks at one thing. */
interface PathCheck {

    Hop hop();

    /** What it looks at, in a word or three. */
    String name();

    /** Looks, and says what it found; it never throws because of what it found. */
    Found look(Surroundings at) throws InterruptedException;
}
