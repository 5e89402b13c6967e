package sigil.mcp.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/** Somebody on the way who does one thing wrong that nginx cannot do. Each connection is one of his own. */
final class FaultyPeer implements AutoCloseable {
    private interface Conversation {
        void hold(Socket client) throws IOException;
    }

    private final ServerSocket listener;
    private final Conversation conversation;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private FaultyPeer(ServerSocket listener, Conversation conversation) {
        this.listener = listener;
        this.conversation = conversation;
        Thread.ofVirtual().start(this::accept);
    }

    /** Answers everything with the same. */
    static FaultyPeer answers(Optional<SSLContext> security, String status, String headers, String body) {
        return new FaultyPeer(listener(security), client -> {
            byte[] request = new byte[64 << 10];
            if (client.getInputStream().read(request) >= 0) {
                client.getOutputStream().write(("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + body.length()
                        + "\r\nConnection: close\r\n\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
            }
        });
    }

    /** Begins an answer to everything, and never ends it. */
    static FaultyPeer endless(SSLContext security) {
        return new FaultyPeer(listener(Optional.of(security)), client -> {
            byte[] piece = "x".repeat(16 << 10).getBytes(StandardCharsets.ISO_8859_1);
            if (client.getInputStream().read(new byte[64 << 10]) >= 0) {
                client.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                while (!client.isClosed()) {
                    client.getOutputStream().write(piece);
                }
            }
        });
    }

    /** Takes what comes, and says nothing to it. */
    static FaultyPeer silent() {
        return new FaultyPeer(listener(Optional.empty()), client -> client.getInputStream().transferTo(OutputStream.nullOutputStream()));
    }

    /** Passes everything on, but with a clock of its own. */
    static FaultyPeer withClock(SSLContext security, int origin, Duration ahead) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plus(ahead));
        return new FaultyPeer(listener(Optional.of(security)), client -> pass(client, origin,
                head -> head.replaceFirst("(?i)\r\nDate: [^\r]*", "") .replaceFirst("\r\n", "\r\nDate: " + date + "\r\n"), Duration.ZERO));
    }

    /** Passes everything on, and ends a connection on which nothing was asked for that long. */
    static FaultyPeer impatient(int origin, Duration patience) {
        return new FaultyPeer(listener(Optional.empty()), client -> pass(client, origin, UnaryOperator.identity(), patience));
    }

    int port() {
        return listener.getLocalPort();
    }

    private static ServerSocket listener(Optional<SSLContext> security) {
        try {
            InetAddress loopback = InetAddress.getByName("127.0.0.1");
            return security.isPresent() ? security.get().getServerSocketFactory().createServerSocket(0, 50, loopback)
                    : new ServerSocket(0, 50, loopback);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pass(Socket client, int origin, UnaryOperator<String> head, Duration patience) throws IOException {
        try (Socket server = new Socket("127.0.0.1", origin)) {
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            client.setSoTimeout((int) patience.toMillis());
            Thread answers = Thread.ofVirtual().start(() -> {
                try {
                    copy(server.getInputStream(), client.getOutputStream(), head);
                    client.close();
                } catch (IOException e) {
                    // one of them has gone
                }
            });
            copy(client.getInputStream(), server.getOutputStream(), UnaryOperator.identity());
            answers.interrupt();
        }
    }

    /** The first piece has the head in it. */
    private static void copy(InputStream in, OutputStream out, UnaryOperator<String> head) throws IOException {
        byte[] buffer = new byte[16 << 10];
        boolean first = true;
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            String piece = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
            out.write((first ? head.apply(piece) : piece).getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            first = false;
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> {
                    try (client) {
                        conversation.hold(client);
                    } catch (IOException e) {
                        // the client has gone, or was too slow
                    }
                });
            } catch (IOException e) {
                // closed, or a client that left at once
            }
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
