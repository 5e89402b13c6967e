package sigil.mcp.auth;

import java.io.IOException;
import java.io.InputStream;

/** Reads the lines of an answer of HTTP/1.1 (RFC 9112 section 2.2), all of them together no longer than they may be. */
final class LineReader {
    private final InputStream in;
    private int left;

    /**
     * Creates a reader.
     *
     * @param in    buffered, since it is read byte by byte
     * @param bytes how long all lines may be together
     */
    LineReader(InputStream in, int bytes) {
        this.in = in;
        this.left = bytes;
    }

    /**
     * The next line, without its end.
     *
     * @throws FetchException if there is none, if it holds a control character, or if the lines have become too long
     */
    String line() throws IOException {
        var line = new StringBuilder(80);
        for (int c = next(); c != '\n'; c = next()) {
            line.append((char) c);
        }
        if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        if (line.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f)) {
            throw new FetchException("The host's answer is no HTTP: a control character stands in its header.");
        }
        return line.toString();
    }

    private int next() throws IOException {
        if (left-- <= 0) {
            throw new FetchException("The host's answer has a header that is longer than this server reads.");
        }
        int c = in.read();
        if (c < 0) {
            throw new FetchException("The connection to the host ended before its answer did. Try again.");
        }
        return c;
    }

    /**
     * So many bytes of what follows the lines.
     *
     * @throws FetchException if there are fewer
     */
    byte[] bytes(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new FetchException("The connection to the host ended before its answer did. Try again.");
        }
        return bytes;
    }

    /** What follows the lines until the connection ends, but not more than so many bytes. */
    byte[] rest(int most) throws IOException {
        return in.readNBytes(most);
    }
}
