package sigil.code.search;

/** How a text file is encoded, as told by its first bytes and by whether it is valid UTF-8. */
public enum TextEncoding {
    /** UTF-8 (RFC 3629), with or without a byte order mark */
    UTF_8("UTF-8"),
    /** UTF-16 with a little-endian byte order mark */
    UTF_16LE("UTF-16LE"),
    /** UTF-16 with a big-endian byte order mark */
    UTF_16BE("UTF-16BE"),
    /** anything else: read as windows-1252, a superset of printable Latin-1 */
    WINDOWS_1252("windows-1252");

    private final String label;

    TextEncoding(String label) {
        this.label = label;
    }

    /** @return the registered name */
    public String label() {
        return label;
    }
}
