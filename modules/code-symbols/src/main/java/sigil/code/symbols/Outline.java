package sigil.code.symbols;

import java.util.List;

/**
 * What a file defines, in the order of the text.
 *
 * @param language of the file, as people call it
 * @param symbols  at most {@value #MOST_SYMBOLS}
 * @param complete false if there are more, or if the text was too long to be looked at or took too long
 */
public record Outline(String language, List<Symbol> symbols, boolean complete) {

    /** The most symbols of a file: what has more was made by a machine. */
    public static final int MOST_SYMBOLS = 5_000;
    /** The longest text that is looked at, in chars. */
    public static final int LONGEST_TEXT = 1 << 20;

    /** Copies the list. */
    public Outline {
        symbols = List.copyOf(symbols);
    }

    /**
     * The outline of a text, by the built-in rules of its language.
     *
     * @param language what it is written in
     * @param text     all of it
     * @return the outline; of a text over {@value #LONGEST_TEXT} chars an empty one that is not complete
     */
    public static Outline of(CodeLanguage language, String text) {
        return text.length() > LONGEST_TEXT ? unread(language.label()) : of(CodeText.of(language, text));
    }

    /**
     * The outline of a text that was read before.
     *
     * @param text with its language
     * @return the outline; of a text over {@value #LONGEST_TEXT} chars an empty one that is not complete
     */
    public static Outline of(CodeText text) {
        if (text.source().length() > LONGEST_TEXT) {
            return unread(text.language().label());
        }
        var findings = new Findings(text);
        text.language().finder().find(text, findings);
        return new Outline(text.language().label(), findings.inOrder(), !findings.full());
    }

    /** Of a text that was not looked at. */
    static Outline unread(String language) {
        return new Outline(language, List.of(), false);
    }
}
