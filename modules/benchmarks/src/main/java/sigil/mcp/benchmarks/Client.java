package sigil.mcp.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One kept-alive connection that speaks just enough HTTP/1.1, so that the load costs little beside what it measures. For one thread. */
final class Client implements AutoCloseable {
    private static final byte[] OK = "HTTP/1.1 200 ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LENGTH = "content-length: ".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[16 << 10];
    private int from;
    private int to;

    Client(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        in = socket.getInputStream();
    }

    /** Sends a request and reads its answer, which must be 200 with a length. */
    byte[] exchange(byte[] request) throws IOException {
        int body = send(request);
        int length = length(body);
        need(body + length);
        byte[] answer = Arrays.copyOfRange(buffer, body, body + length);
        from = body + length;
        return answer;
    }

    /** Sends a request, reads its answer, which must be 200 with a length, and returns the head of it. */
    String head(byte[] request) throws IOException {
        int body = send(request);
        String head = new String(buffer, 0, body, StandardCharsets.ISO_8859_1);
        int length = length(body);
        need(body + length);
        from = body + length;
        return head;
    }

    /** Sends a request and stands before the body of its answer, which must be 200. */
    int send(byte[] request) throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        socket.getOutputStream().write(request);
        int scanned = 0;
        while (true) {
            for (int i = scanned; i + 3 < to; i++) {
                if (buffer[i] == '\r' && buffer[i + 1] == '\n' && buffer[i + 2] == '\r' && buffer[i + 3] == '\n') {
                    if (!Arrays.equals(buffer, 0, OK.length, OK, 0, OK.length)) {
                        throw new IOException("Not 200: " + new String(buffer, 0, to, StandardCharsets.ISO_8859_1));
                    }
                    from = i + 4;
                    return from;
                }
            }
            scanned = Math.max(0, to - 3);
            need(to + 1);
        }
    }

    /** Reads a line of a stream, without its end. */
    String line() throws IOException {
        int at = from;
        while (true) {
            for (; at < to; at++) {
                if (buffer[at] == '\n') {
                    String line = new String(buffer, from, at - from, StandardCharsets.UTF_8);
                    from = at + 1;
                    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
                }
            }
            if (to == buffer.length) {
                System.arraycopy(buffer, from, buffer, 0, to - from);
                at -= from;
                to -= from;
                from = 0;
            }
            need(to + 1);
        }
    }

    private void need(int bytes) throws IOException {
        while (to < bytes) {
            int read = in.read(buffer, to, buffer.length - to);
            if (read <= 0) {
                throw new EOFException("The server closed the connection");
            }
            to += read;
        }
    }

    private int length(int end) throws IOException {
        for (int i = 0; i < end - LENGTH.length; i++) {
            if (buffer[i] == '\n' && named(i + 1)) {
                int length = 0;
                for (int j = i + 1 + LENGTH.length; buffer[j] >= '0' && buffer[j] <= '9'; j++) {
                    length = 10 * length + buffer[j] - '0';
                }
                return length;
            }
        }
        throw new IOException("No length: " + new String(buffer, 0, end, StandardCharsets.ISO_8859_1));
    }

    private boolean named(int at) {
        for (int i = 0; i < LENGTH.length; i++) {
            byte c = buffer[at + i];
            if ((c >= 'A' && c <= 'Z' ? c + 32 : c) != LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
