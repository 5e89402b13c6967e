package sigil.code.symbols;

import java.util.Arrays;

/** A text of code, told apart into code, comments and strings. */
public final class CodeText {

    /** What a place of a text belongs to. */
    public enum Part {
        /** neither of the others */
        CODE,
        /** a comment, with its signs */
        COMMENT,
        /** a string, character, regex or document literal, with its quotes; what is computed inside of one is code */
        STRING
    }

    /** Stands in {@link #code} where a literal begins. */
    static final char LITERAL = '\u0001';

    private static final Part[] PARTS = Part.values();

    private final CodeLanguage language;
    private final String source;
    private final char[] code;
    private final byte[] parts;
    private final int[] lineStarts;

    CodeText(CodeLanguage language, String source, char[] code, byte[] parts) {
        this.language = language;
        this.source = source;
        this.code = code;
        this.parts = parts;
        this.lineStarts = lineStarts(source);
    }

    /**
     * Tells a text apart.
     *
     * @param language what it is written in
     * @param text     all of it
     * @return the parts
     */
    public static CodeText of(CodeLanguage language, String text) {
        return new Blanking(language, text).run();
    }

    private static int[] lineStarts(String text) {
        var starts = new int[64];
        int count = 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count++] = at + 1;
        }
        return Arrays.copyOf(starts, count);
    }

    /** @return what it is written in */
    public CodeLanguage language() {
        return language;
    }

    /** @return the text as it was given */
    public String source() {
        return source;
    }

    /**
     * What a place belongs to.
     *
     * @param offset 0 to before the length of the text
     * @return its part
     */
    public Part at(int offset) {
        return PARTS[parts[offset]];
    }

    /** @return how many lines there are: one more than line feeds */
    public int lines() {
        return lineStarts.length;
    }

    /**
     * Where a line begins.
     *
     * @param line 1 to {@link #lines}
     * @return its offset
     */
    public int lineStart(int line) {
        return lineStarts[line - 1];
    }

    /**
     * Which line a place is in.
     *
     * @param offset 0 to the length of the text
     * @return the line, from 1
     */
    public int line(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The text with comments as blanks, and literals as one {@link #LITERAL} and blanks. Line feeds stand everywhere. Whoever takes it may write in it. */
    char[] code() {
        return code.clone();
    }
}
