package sigil.tunnel;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a connection, and when the last of them came. */
final class TimedInput {
    private static final int ROOM = 16 << 10;

    private final InputStream in;
    private final byte[] buffer = new byte[ROOM];
    private int next;
    private int end;
    private long filledAt;

    TimedInput(InputStream in) {
        this.in = in;
    }

    /** The next byte, or -1 at the end. */
    int read() throws IOException {
        if (next == end) {
            int length = in.read(buffer, 0, ROOM);
            filledAt = System.nanoTime();
            if (length < 0) {
                return -1;
            }
            next = 0;
            end = length;
        }
        return buffer[next++] & 0xff;
    }

    /** When the byte that was read last came, by {@link System#nanoTime()}. */
    long filledAt() {
        return filledAt;
    }

    /** A line without its end. */
    String line(int longest) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = read(); c != '\n'; c = read()) {
            if (c < 0) {
                throw new java.io.EOFException("the connection was closed");
            }
            if (line.length() > longest) {
                throw new IOException("what came is no HTTP");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
