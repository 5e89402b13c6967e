package sigil.code.symbols;

/** Finds what a text of one language, or one family, defines. Holds no state of its own. */
interface Finder {

    /** Below so many braces nothing is looked at: no one writes such code, and the stack of the thread is bounded. */
    int DEEPEST = 60;

    /** Finds; never throws, whatever the text is. */
    void find(CodeText text, Findings findings);
}
