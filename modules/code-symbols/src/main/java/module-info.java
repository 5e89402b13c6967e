/**
 * What a source file defines and where, told from its text alone. It reads no files, knows no repository and no protocol. For
 * languages that it does not know itself it may start another program, universal-ctags, and hands it the text.
 */
module sigil.code.symbols {
    /** the one package: whoever shows, indexes or looks up what code defines asks it for outlines */
    exports sigil.code.symbols;
}
