package sigil.mcp.stdio;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Cuts a stream into lines. Whatever its other end sends, no more than one line up to the limit is held. */
final class LineReader {
    private static final int CHUNK = 8 << 10;

    private final InputStream in;
    private final int limit;
    private final byte[] chunk = new byte[CHUNK];
    private int from;
    private int to;
    private byte[] line = new byte[CHUNK];
    private int length;
    private boolean tooLong;

    LineReader(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /**
     * Waits for the next line that is not blank.
     *
     * @return the line, with or without a line feed at its end; or empty where the stream has ended
     */
    Optional<Line> next() throws IOException {
        while (true) {
            if (from == to && !refill()) {
                return taken();
            }
            int end = lineFeed();
            keep(end);
            from = end;
            if (end < to) {
                from++;
                Optional<Line> line = taken();
                if (line.isPresent()) {
                    return line;
                }
            }
        }
    }

    private boolean refill() throws IOException {
        from = 0;
        to = Math.max(0, in.read(chunk));
        return to > 0;
    }

    private int lineFeed() {
        int at = from;
        while (at < to && chunk[at] != '\n') {
            at++;
        }
        return at;
    }

    private void keep(int end) {
        int more = end - from;
        if (tooLong || more > limit - length) {
            tooLong = true;
            length = 0;
            return;
        }
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.min(Math.max(limit, CHUNK), Math.max(length + more, line.length * 2)));
        }
        System.arraycopy(chunk, from, line, length, more);
        length += more;
    }

    private Optional<Line> taken() {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        Optional<Line> taken = tooLong ? Optional.of(new Line.TooLong())
                : blank(end) ? Optional.empty()
                : Optional.of(new Line.Whole(Arrays.copyOf(line, end)));
        tooLong = false;
        length = 0;
        if (line.length > CHUNK) {
            // a long line is rare, and the next one may be a while in coming
            line = new byte[CHUNK];
        }
        return taken;
    }

    private boolean blank(int end) {
        for (int i = 0; i < end; i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}
