package sigil.mcp.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A connection that hides nothing: a request is the bytes given, a response its header lines as they came. */
final class RawHttp implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    RawHttp(int port) {
        try {
            socket = new Socket("127.0.0.1", port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(10_000);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A response; its body whole, chunks put together. */
    record Response(int status, List<String> headerLines, String body) {

        List<String> all(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return headerLines.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).trim())
                    .toList();
        }

        Optional<String> first(String name) {
            return all(name).stream().findFirst();
        }
    }

    static Response once(int port, String request) {
        try (RawHttp http = new RawHttp(port)) {
            return http.exchange(request);
        }
    }

    Response exchange(String request) {
        send(request);
        return response(request.startsWith("HEAD "));
    }

    void send(String request) {
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Response response(boolean head) {
        Response response = head();
        if (head || response.status() == 204 || response.status() == 202 && response.all("Content-Length").isEmpty()) {
            return response;
        }
        String body = response.first("Transfer-Encoding").isPresent()
                ? chunked()
                : text(Integer.parseInt(response.first("Content-Length").orElse("0")));
        return new Response(response.status(), response.headerLines(), body);
    }

    /** The status line and headers; the body is still to come. */
    Response head() {
        String statusLine = line();
        List<String> lines = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            lines.add(line);
        }
        return new Response(Integer.parseInt(statusLine.split(" ")[1]), lines, "");
    }

    /** The next chunk of a stream, empty at its end. */
    String chunk() {
        String chunk = text(Integer.parseInt(line(), 16));
        line();
        return chunk;
    }

    private String chunked() {
        StringBuilder body = new StringBuilder();
        for (String chunk = chunk(); !chunk.isEmpty(); chunk = chunk()) {
            body.append(chunk);
        }
        return body.toString();
    }

    /** Whether the server closes the connection now. */
    boolean closed() {
        try {
            return in.read() < 0;
        } catch (IOException e) {
            return e instanceof java.net.SocketException;
        }
    }

    private String text(int length) {
        try {
            return new String(in.readNBytes(length), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String line() {
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IllegalStateException("closed after: " + line);
                }
                line.write(c);
            }
            return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
