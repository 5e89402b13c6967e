package sigil.tunnel;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One connection, on which requests are made by hand: nothing is repeated, merged, decoded or hidden, and every arrival has its time. */
final class WireConnection implements AutoCloseable {
    private static final int LONGEST_LINE = 64 << 10;
    private static final int MOST_HEADERS = 200;
    /** The server says nothing longer to a probe; whoever sends more is somebody else, and may never end. */
    private static final int LONGEST_BODY = 1 << 20;
    /** So many times the patience for one byte may the whole of it take. */
    private static final int WHOLE = 3;

    private final Socket socket;
    private final String host;
    private final TimedInput in;

    WireConnection(Socket socket, String host) throws IOException {
        this.socket = socket;
        this.host = host;
        this.in = new TimedInput(socket.getInputStream());
    }

    /**
     * Reads the head of the answer and then its body to the end, as far as it comes: for so long for each next byte, three times as long for all of it, and
     * a megabyte at most.
     */
    WireAnswer exchange(WireRequest request, Duration patience) throws IOException {
        socket.setSoTimeout((int) patience.toMillis());
        try (Deadline deadline = Deadline.of(socket, patience.multipliedBy(WHOLE))) {
            try {
                return exchange(request);
            } catch (IOException e) {
                throw deadline.passed() ? new SocketTimeoutException("no end in time") : e;
            }
        }
    }

    private WireAnswer exchange(WireRequest request) throws IOException {
        long start = System.nanoTime();
        try {
            socket.getOutputStream().write(request.bytes(host));
            socket.getOutputStream().flush();
        } catch (SocketException e) {
            // whoever refuses early does not read to the end; his answer may be there
        }
        int status = status(in.line(LONGEST_LINE));
        List<String> headers = new ArrayList<>();
        for (String line = in.line(LONGEST_LINE); !line.isEmpty(); line = in.line(LONGEST_LINE)) {
            headers.add(line);
            if (headers.size() > MOST_HEADERS) {
                throw new IOException("there is no end of headers");
            }
        }
        Body body = new Body(start);
        Duration headAt = since(start);
        boolean none = request.method().equals("HEAD") || status == 204 || status == 304;
        boolean whole = none || body.read(new WireAnswer(status, headers, new byte[0], headAt, List.of(), headAt, false));
        return new WireAnswer(status, headers, body.kept.toByteArray(), headAt, body.arrivals, since(start), whole);
    }

    /** Whether something comes or the other side closes within this time. */
    boolean stirs(Duration patience) throws IOException {
        socket.setSoTimeout((int) Math.max(1, patience.toMillis()));
        try {
            in.read();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    private static int status(String line) throws IOException {
        if (!line.matches("HTTP/1\\.[01] [0-9]{3}( .*)?")) {
            throw new IOException("what came is no HTTP");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is closed
        }
    }

    private final class Body {
        private final long start;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final List<Duration> arrivals = new ArrayList<>();
        private long lastFill;

        Body(long start) {
            this.start = start;
        }

        /** Whether it came whole. */
        boolean read(WireAnswer head) {
            try {
                if (head.value("Transfer-Encoding").equalsIgnoreCase("chunked")) {
                    for (int size = size(in.line(LONGEST_LINE)); size > 0; size = size(in.line(LONGEST_LINE))) {
                        take(size);
                        in.line(LONGEST_LINE);
                    }
                    in.line(LONGEST_LINE);
                } else if (head.first("Content-Length").isPresent()) {
                    take(Long.parseLong(head.value("Content-Length")));
                } else {
                    take(Long.MAX_VALUE);
                }
                return true;
            } catch (EOFException e) {
                return head.first("Content-Length").isEmpty() && head.first("Transfer-Encoding").isEmpty();
            } catch (IOException | NumberFormatException e) {
                return false;
            }
        }

        private static int size(String line) {
            return Integer.parseInt(line.split(";", 2)[0].strip(), 16);
        }

        private void take(long length) throws IOException {
            for (long i = 0; i < length; i++) {
                int c = in.read();
                if (c < 0) {
                    throw new EOFException();
                }
                if (in.filledAt() != lastFill) {
                    lastFill = in.filledAt();
                    arrivals.add(Duration.ofNanos(lastFill - start));
                }
                if (kept.size() == LONGEST_BODY) {
                    throw new IOException("there is no end of the body");
                }
                kept.write(c);
            }
        }
    }
}
