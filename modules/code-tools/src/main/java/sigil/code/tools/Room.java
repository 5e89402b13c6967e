package sigil.code.tools;

import java.nio.charset.StandardCharsets;

/** How much fits into an answer that every client shows whole. For one answer. */
final class Room {
    private static final int BYTES = 9_500;
    private static final int LINES = 250;

    private int bytes;
    private int lines;

    /** Room that begins with a headline, and keeps some for a last line. */
    Room(String headline) {
        takes(headline + " ".repeat(100));
    }

    /** Takes a line if it fits. */
    boolean takes(String line) {
        int length = line.getBytes(StandardCharsets.UTF_8).length + 1;
        if (lines > 0 && (bytes + length > BYTES || lines + 2 > LINES)) {
            return false;
        }
        bytes += length;
        lines++;
        return true;
    }
}
