package sigil.tunnel;

/** What is held of a hop. */
public sealed interface Verdict {

    /** It is good. */
    record Pass() implements Verdict {
    }

    /**
     * It is not good.
     *
     * @param fault what is wrong
     */
    record Fail(Fault fault) implements Verdict {
    }

    /**
     * It cannot be said.
     *
     * @param why a sentence for people
     */
    record Unknown(String why) implements Verdict {
    }
}
