package sigil.tunnel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line of a generated file, a comment with a digest of all that follows: while it fits, nobody has edited the file, and it may be replaced by what
 * is generated anew.
 */
final class Seal {
    private static final String WORDS = "Written by `sigil-mcp tunnel init`, which replaces it while it is unchanged";
    private static final Pattern LINE = Pattern.compile("(?:#|//) " + Pattern.quote(WORDS) + " \\(([0-9a-f]{16})\\)\\.\n");

    private Seal() {
    }

    /** The text below its seal. */
    static String on(String text) {
        return "# " + WORDS + " (" + digest(text) + ").\n" + text;
    }

    /** Whether a file is as it was generated, by this version or another. */
    static boolean unbroken(String text) {
        Matcher line = LINE.matcher(text);
        return line.lookingAt() && line.group(1).equals(digest(text.substring(line.end())));
    }

    private static String digest(String text) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(whole, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
