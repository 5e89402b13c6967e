package sigil.mcp.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sun.misc.Signal;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/** What a supervisor hears of a server: that it is ready, that it lives as long as it answers, that it reloads, that it stops. */
class SupervisionTest {
    @TempDir
    private Path directory;
    private DatagramInbox inbox;

    @BeforeEach
    void supervisor() throws Throwable {
        inbox = new DatagramInbox(directory.resolve("notify").toString());
    }

    @AfterEach
    void end() {
        inbox.close();
    }

    @Test
    void aServerThatAnswersGivesSignsOfLifeUntilItStops() throws Throwable {
        try (AnsweringServer server = new AnsweringServer("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nup")) {
            Supervision supervision = start(server.port(), () -> { });
            assertThat(inbox.awaited("READY=1"), startsWith("READY=1\nSTATUS=Listens on 127.0.0.1:"));
            assertThat(inbox.awaited("WATCHDOG=1"), is("WATCHDOG=1"));
            assertThat(inbox.awaited("WATCHDOG=1"), is("WATCHDOG=1"));
            supervision.close();
            assertThat(inbox.awaited("STOPPING=1"), is("STOPPING=1"));
        }
    }

    /** Three times the time in which a sign is wanted is enough for systemd to end it. */
    @Test
    void aServerThatHangsGivesNone() throws Throwable {
        try (AnsweringServer server = new AnsweringServer("")) {
            Supervision supervision = start(server.port(), () -> { });
            inbox.awaited("READY=1");
            Thread.sleep(3_000);
            supervision.close();
            String next = inbox.next();
            assertThat(next, is("STOPPING=1"));
        }
    }

    @Test
    void uponSighupItReloadsAndSaysBeforeAndAfter() throws Throwable {
        assumeFalse(ignoresHangups(), "started by nohup, which no program undoes: a Java program does not hear SIGHUP then");
        try (AnsweringServer server = new AnsweringServer("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nup")) {
            CountDownLatch reloaded = new CountDownLatch(1);
            try (Supervision supervision = start(server.port(), reloaded::countDown)) {
                inbox.awaited("READY=1");
                Signal.raise(new Signal("HUP"));
                inbox.awaited("RELOADING=1");
                inbox.awaited("READY=1");
                assertThat(reloaded.await(1, TimeUnit.SECONDS), is(true));
            }
        }
    }

    /** Whether this process was started with SIGHUP ignored. */
    static boolean ignoresHangups() throws IOException {
        String ignored = Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith("SigIgn:")).findFirst().orElseThrow();
        return (Long.parseUnsignedLong(ignored.substring("SigIgn:".length()).strip(), 16) & 1) != 0;
    }

    private Supervision start(int port, Runnable reload) {
        return Supervision.start(Map.of("NOTIFY_SOCKET", directory.resolve("notify").toString(), "WATCHDOG_USEC", "1000000"), "127.0.0.1", port, reload);
    }
}
