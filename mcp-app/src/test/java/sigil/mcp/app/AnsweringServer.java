package sigil.mcp.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers every request with the same; with nothing it hangs. */
final class AnsweringServer implements AutoCloseable {
    private final AtomicInteger connections = new AtomicInteger();
    private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final String answer;

    AnsweringServer(String answer) throws IOException {
        this.answer = answer;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    boolean hangs() {
        return answer.isEmpty();
    }

    int connections() {
        return connections.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            StringBuilder request = new StringBuilder();
            for (int c = in.read(); c >= 0; c = in.read()) {
                request.append((char) c);
                if (!answer.isEmpty() && request.toString().endsWith("\r\n\r\n")) {
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                    if (answer.contains("close")) {
                        return;
                    }
                    request.setLength(0);
                }
            }
        } catch (IOException e) {
            // the other side went
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
