package sigil.code.search;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** All that is in a file, at one moment. */
public final class WholeFile implements WholeOutcome {

    private final String path;
    private final byte[] bytes;
    private final boolean binary;
    private final TextEncoding encoding;

    WholeFile(String path, byte[] bytes) {
        this.path = path;
        this.bytes = bytes;
        this.binary = FirstBytes.binary(bytes, bytes.length);
        this.encoding = encoding(bytes);
    }

    private static TextEncoding encoding(byte[] bytes) {
        return switch (FirstBytes.mark(bytes, bytes.length)) {
            case UTF_16LE -> TextEncoding.UTF_16LE;
            case UTF_16BE -> TextEncoding.UTF_16BE;
            case UTF_8, NONE -> {
                var utf8 = new Utf8Check();
                utf8.accept(bytes, 0, bytes.length);
                yield utf8.valid() ? TextEncoding.UTF_8 : TextEncoding.WINDOWS_1252;
            }
        };
    }

    /** @return its real path in the repository */
    public String path() {
        return path;
    }

    /** @return whether it is surely no text: a NUL stands in its first 8 KiB, and no mark of UTF-16 before it */
    public boolean binary() {
        return binary;
    }

    /** @return how {@link #text} decodes it; meaningful unless it is binary */
    public TextEncoding encoding() {
        return encoding;
    }

    /** @return its text to the letter, line ends and all, without a byte order mark */
    public String text() {
        int mark = FirstBytes.mark(bytes, bytes.length).length;
        var charset = switch (encoding) {
            case UTF_8 -> StandardCharsets.UTF_8;
            case UTF_16LE -> StandardCharsets.UTF_16LE;
            case UTF_16BE -> StandardCharsets.UTF_16BE;
            case WINDOWS_1252 -> Charset.forName(encoding.label());
        };
        return new String(bytes, mark, bytes.length - mark, charset);
    }

    /** @return its bytes in Base64 (RFC 4648 section 4) */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
