package sigil.mcp.app;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.net.ssl.SSLServerSocket;

/**
 * A stand-in for the tunnel: ends TLS on a port of the loopback interface, tells the origin of each request what Cloudflare tells it, and streams
 * through in both directions, unbuffered. For the origin every peer is 127.0.0.1. It takes its port before the origin starts, which must know its
 * public URL; until {@link #leadTo} it answers 502, as a tunnel without origin does.
 */
final class TunnelStandIn implements AutoCloseable {
    /** From where its visitors come, unless a test says otherwise. */
    static final String VISITOR = "198.51.100.23";
    private static final String RAY = "8f3c0d2e4b5a6978-FRA";
    /** What a visitor cannot say for himself: the edge says it. */
    private static final Set<String> EDGE_HEADERS = Set.of("x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "cf-connecting-ip", "cf-ray",
            "cf-visitor", "cf-ipcountry", "cdn-loop");
    private static final int LARGEST_HEAD = 64 << 10;

    private final SSLServerSocket listener;
    private final TunnelCertificate certificate;
    private final Optional<String> name;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile int origin;
    private volatile String visitor = VISITOR;

    private TunnelStandIn(SSLServerSocket listener, TunnelCertificate certificate, Optional<String> name) {
        this.listener = listener;
        this.certificate = certificate;
        this.name = name;
    }

    /**
     * Opens it on a free port.
     *
     * @param home where its certificate is written
     */
    static TunnelStandIn open(Path home) {
        return open(TunnelCertificate.make(home), Optional.empty());
    }

    /**
     * Opens it under a name of the internet, for a browser that is told where that is.
     *
     * @param certificate may be one that another tunnel has too
     * @param name        such as {@code mcp.example.com}
     */
    static TunnelStandIn named(TunnelCertificate certificate, String name) {
        return open(certificate, Optional.of(name));
    }

    private static TunnelStandIn open(TunnelCertificate certificate, Optional<String> name) {
        try {
            SSLServerSocket listener = (SSLServerSocket) certificate.context().getServerSocketFactory()
                    .createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
            TunnelStandIn tunnel = new TunnelStandIn(listener, certificate, name);
            Thread.ofVirtual().start(tunnel::accept);
            return tunnel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on requests go to this port. */
    TunnelStandIn leadTo(int port) {
        origin = port;
        return this;
    }

    /** From now on visitors come from this address. */
    void visitor(String address) {
        visitor = address;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** What the origin is to be told as its {@code server.public_url}. */
    String publicUrl() {
        return "https://" + host();
    }

    /** What stands in {@code Host}. */
    String host() {
        return name.orElseGet(() -> "localhost:" + port());
    }

    /** Its certificate as a PEM file, for {@code NODE_EXTRA_CA_CERTS} and those who trust it in another way. */
    TunnelCertificate certificate() {
        return certificate;
    }

    @Override
    public void close() {
        quietly(listener);
        open.forEach(TunnelStandIn::quietly);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                // closed, or a visitor who left at once
            }
        }
    }

    /** Copies the requests of a connection, with changed heads, to one of its own; the responses go back as they are. */
    private void serve(Socket client) {
        open.add(client);
        try (client) {
            client.setTcpNoDelay(true);
            InputStream requests = new BufferedInputStream(client.getInputStream());
            Optional<Head> first = Head.read(requests);
            if (first.isEmpty()) {
                return;
            }
            if (origin == 0) {
                client.getOutputStream().write("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.ISO_8859_1));
                return;
            }
            try (Socket upstream = new Socket("127.0.0.1", origin)) {
                open.add(upstream);
                upstream.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> pour(upstream, client));
                OutputStream out = new BufferedOutputStream(upstream.getOutputStream());
                for (Optional<Head> head = first; head.isPresent(); head = Head.read(requests)) {
                    out.write(head.get().throughTheEdge(visitor).bytes());
                    out.flush();
                    head.get().copyBody(requests, out);
                }
            } finally {
                open.removeIf(Socket::isClosed);
            }
        } catch (IOException e) {
            // one side left; the other is closed with it
        } finally {
            open.remove(client);
        }
    }

    private static void pour(Socket from, Socket to) {
        try (from; to) {
            byte[] piece = new byte[16 << 10];
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                out.write(piece, 0, length);
            }
        } catch (IOException e) {
            // one side left; the other is closed with it
        }
    }

    private static void quietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // it is closed in any case
        }
    }

    /** The request line and the header lines of a request. */
    private record Head(String requestLine, List<String> headerLines) {

        /** Empty where the visitor sends no more. */
        static Optional<Head> read(InputStream in) throws IOException {
            String requestLine = line(in);
            if (requestLine.isEmpty()) {
                return Optional.empty();
            }
            List<String> headers = new ArrayList<>();
            int length = requestLine.length();
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                headers.add(line);
                length += line.length();
                if (length > LARGEST_HEAD) {
                    throw new IOException("a head that has no end");
                }
            }
            return Optional.of(new Head(requestLine, headers));
        }

        /** With what the edge adds and overwrites; it appends to {@code X-Forwarded-For}, so what stands left in it is the visitor's own invention. */
        Head throughTheEdge(String visitor) {
            String host = first("host").orElse("");
            Stream<String> kept = headerLines.stream().filter(line -> !EDGE_HEADERS.contains(name(line)));
            Stream<String> added = Stream.of(
                    "X-Forwarded-For: " + first("x-forwarded-for").map(claimed -> claimed + ", ").orElse("") + visitor,
                    "X-Forwarded-Proto: https",
                    "X-Forwarded-Host: " + host,
                    "Cf-Connecting-Ip: " + visitor,
                    "Cf-Ray: " + RAY,
                    "Cf-Visitor: {\"scheme\":\"https\"}",
                    "Cf-Ipcountry: DE",
                    "Cdn-Loop: cloudflare; loops=1");
            return new Head(requestLine, Stream.concat(kept, added).toList());
        }

        byte[] bytes() {
            return (requestLine + "\r\n" + String.join("\r\n", headerLines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
        }

        void copyBody(InputStream in, OutputStream out) throws IOException {
            if (first("transfer-encoding").isPresent()) {
                int size;
                do {
                    String sizeLine = line(in);
                    size = Integer.parseInt(sizeLine.split(";")[0].strip(), 16);
                    out.write((sizeLine + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                    // the last one has no content, and trailers are not sent by anybody here
                    out.write(in.readNBytes(size));
                    out.write((line(in) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                    out.flush();
                } while (size > 0);
            } else {
                out.write(in.readNBytes(Integer.parseInt(first("content-length").orElse("0"))));
                out.flush();
            }
        }

        private Optional<String> first(String name) {
            return headerLines.stream().filter(line -> name(line).equals(name)).map(line -> line.substring(line.indexOf(':') + 1).strip()).findFirst();
        }

        private static String name(String line) {
            return line.substring(0, Math.max(0, line.indexOf(':'))).strip().toLowerCase(Locale.ROOT);
        }

        /** Empty at the end, too. */
        private static String line(InputStream in) throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
                line.write(c);
            }
            return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
        }
    }
}
