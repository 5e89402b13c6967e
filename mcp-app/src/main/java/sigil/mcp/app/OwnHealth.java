package sigil.mcp.app;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Asks this server for its health as a client does, through the socket that it listens on. The connection is kept, so that a server all of whose
 * connections are taken is not mistaken for one that hangs.
 */
final class OwnHealth implements AutoCloseable {
    private static final byte[] REQUEST = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nUser-Agent: sigil-mcp watchdog\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST = 16_384;

    private final InetSocketAddress address;
    private final int patience;
    private Socket socket = new Socket();

    OwnHealth(String host, int port, Duration patience) {
        // whoever listens on every address listens on this one
        boolean any = host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]");
        this.address = new InetSocketAddress(any ? "127.0.0.1" : host, port);
        this.patience = Math.toIntExact(patience.toMillis());
    }

    /** Whether it answers 200 in time; a connection that was closed meanwhile is opened again. */
    boolean good() {
        return socket.isConnected() && asked() || opened() && asked();
    }

    private boolean opened() {
        close();
        socket = new Socket();
        try {
            socket.connect(address, patience);
            socket.setSoTimeout(patience);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean asked() {
        try {
            socket.getOutputStream().write(REQUEST);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int c = in.read();
                if (c < 0 || head.length() > LONGEST) {
                    return false;
                }
                head.append((char) c);
            }
            int length = head.toString().lines().filter(line -> line.regionMatches(true, 0, "Content-Length:", 0, 15))
                    .mapToInt(line -> Integer.parseInt(line.substring(15).strip())).findFirst().orElse(0);
            return in.readNBytes(length).length == length && head.toString().startsWith("HTTP/1.1 200 ");
        } catch (IOException | NumberFormatException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // it is not used again
        }
    }
}
