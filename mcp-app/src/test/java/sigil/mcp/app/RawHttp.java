package sigil.mcp.app;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One HTTP/1.1 connection by hand: nothing is mended, merged or hidden as a client library would. */
final class RawHttp implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    RawHttp(int port) {
        this(plain(port));
    }

    private RawHttp(Socket socket) {
        this.socket = socket;
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(10_000);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection as a visitor of the tunnel has it; a request needs its {@code Host}, see {@link TunnelStandIn#host}. */
    static RawHttp through(TunnelStandIn tunnel) {
        try {
            return new RawHttp(tunnel.certificate().context().getSocketFactory().createSocket("127.0.0.1", tunnel.port()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Socket plain(int port) {
        try {
            return new Socket("127.0.0.1", port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits longer for what takes its time, such as a passphrase that is compared while much else is done. */
    RawHttp patient() {
        try {
            socket.setSoTimeout(90_000);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A response as it came; the body without its chunks. */
    record Response(int status, List<String> headerLines, String body) {

        /** Every value of a header, one for each line. */
        List<String> all(String name) {
            return headerLines.stream()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .toList();
        }

        Optional<String> first(String name) {
            return all(name).stream().findFirst();
        }
    }

    /** One request on a connection of its own. */
    static Response once(int port, String method, String target, List<String> headerLines, String body) {
        try (RawHttp http = new RawHttp(port)) {
            return http.exchange(method, target, headerLines, body);
        }
    }

    /** Sends a request, with {@code Host} unless the header lines have one, and with {@code Content-Length}; reads its response. */
    Response exchange(String method, String target, List<String> headerLines, String body) {
        StringBuilder request = new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        if (headerLines.stream().noneMatch(line -> line.startsWith("Host:"))) {
            request.append("Host: 127.0.0.1\r\n");
        }
        headerLines.forEach(line -> request.append(line).append("\r\n"));
        request.append("Content-Length: ").append(body.getBytes(StandardCharsets.UTF_8).length).append("\r\n\r\n").append(body);
        return exchange(request.toString());
    }

    /** Sends these characters, and reads a response. */
    Response exchange(String request) {
        send(request);
        return response(request.startsWith("HEAD "));
    }

    /** Sends these characters, and leaves the response where it is. */
    void send(String request) {
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        } catch (SocketException e) {
            // a server may refuse what it has not read to the end: its response is there all the same
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until some of a response is there. */
    void awaitResponse() {
        try {
            in.mark(1);
            in.read();
            in.reset();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads on until a line contains something; what comes before is passed over. */
    String lineWith(String wanted) {
        try {
            String line = line();
            while (!line.contains(wanted)) {
                line = line();
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the server closes the connection, within the time that a read may take. */
    boolean closedByServer() {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Reads a response to its end. */
    Response response(boolean toHead) {
        try {
            int status = Integer.parseInt(line().split(" ")[1]);
            List<String> headerLines = new ArrayList<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                headerLines.add(line);
            }
            Response response = new Response(status, headerLines, "");
            return toHead || status == 204 ? response : new Response(status, headerLines, body(response));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String body(Response head) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (head.first("Transfer-Encoding").isPresent()) {
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                body.write(in.readNBytes(size));
                line();
            }
            line();
        } else {
            int length = Integer.parseInt(head.first("Content-Length").orElse("0"));
            body.write(in.readNBytes(length));
            if (body.size() < length) {
                throw new IOException("The server closed the connection within the body: " + body);
            }
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("The server closed the connection after: " + line);
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
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
