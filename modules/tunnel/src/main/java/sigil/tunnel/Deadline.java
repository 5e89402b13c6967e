package sigil.tunnel;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/**
 * Closes a connection when its time is up, whatever it does then. The time limit of a socket is one for each read: whoever sends a byte now and then, or
 * takes none, would hold it for ever.
 */
final class Deadline implements AutoCloseable {
    private final Thread watch;
    private volatile boolean passed;

    private Deadline(Socket socket, Duration time) {
        this.watch = Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(time);
                passed = true;
                socket.close();
            } catch (InterruptedException | IOException e) {
                // it is over before its time, or closed already
            }
        });
    }

    static Deadline of(Socket socket, Duration time) {
        return new Deadline(socket, time);
    }

    /** Whether the connection was closed for it. */
    boolean passed() {
        return passed;
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
