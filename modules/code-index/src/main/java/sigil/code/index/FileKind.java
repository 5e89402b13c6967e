package sigil.code.index;

/** What a file in the index is. */
public enum FileKind {
    /** text */
    TEXT,
    /** text that no person wrote line by line; found like other text */
    MINIFIED,
    /** not text: its bytes are not in the index */
    BINARY,
    /** more bytes than are searched: they are not in the index */
    TOO_LARGE;

    private static final FileKind[] ALL = values();

    static FileKind of(int number) {
        return ALL[number];
    }

    /** @return whether its text is in the index */
    public boolean isText() {
        return this == TEXT || this == MINIFIED;
    }
}
