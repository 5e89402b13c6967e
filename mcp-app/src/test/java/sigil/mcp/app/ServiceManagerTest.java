package sigil.mcp.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sigil.tunnel.ServiceManager;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesRegex;

/** The protocol of sd_notify(3), with a socket as systemd has one. */
class ServiceManagerTest {
    @TempDir
    private Path directory;

    @Test
    void theLifeOfAServiceIsToldInOrder() throws Throwable {
        String name = directory.resolve("notify").toString();
        try (DatagramInbox inbox = new DatagramInbox(name)) {
            ServiceManager manager = ServiceManager.of(Map.of("NOTIFY_SOCKET", name), 7).orElseThrow();
            manager.ready("Listens on 127.0.0.1:8000\nWATCHDOG=trigger");
            manager.alive();
            manager.reloading();
            manager.stopping();
            assertThat(inbox.next(), is("READY=1\nSTATUS=Listens on 127.0.0.1:8000"));
            assertThat(inbox.next(), is("WATCHDOG=1"));
            assertThat(inbox.next(), matchesRegex("RELOADING=1\nMONOTONIC_USEC=[0-9]+"));
            assertThat(inbox.next(), is("STOPPING=1"));
            assertThat(inbox.next(), is(""));
        }
    }

    @Test
    void aNameInNoDirectoryIsReachedToo() throws Throwable {
        String name = "@sigil-mcp-test-" + ProcessHandle.current().pid();
        try (DatagramInbox inbox = new DatagramInbox(name)) {
            ServiceManager.of(Map.of("NOTIFY_SOCKET", name), 7).orElseThrow().alive();
            assertThat(inbox.next(), is("WATCHDOG=1"));
        }
    }

    @Test
    void aManagerThatDoesNotListenIsNoFault() {
        ServiceManager.of(Map.of("NOTIFY_SOCKET", directory.resolve("nobody").toString()), 7).orElseThrow().alive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "relative/path", "@", "/" + "x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x/x"})
    void whatIsNoSocketIsNoManager(String name) {
        assertThat(ServiceManager.of(Map.of("NOTIFY_SOCKET", name), 7), is(Optional.empty()));
    }

    @Test
    void theWatchdogIsMeantForOneProcess() {
        Map<String, String> environment = Map.of("NOTIFY_SOCKET", "/run/x", "WATCHDOG_USEC", "60000000", "WATCHDOG_PID", "7");
        assertThat(ServiceManager.of(environment, 7).orElseThrow().watchdog(), is(Optional.of(Duration.ofSeconds(60))));
        assertThat(ServiceManager.of(environment, 8).orElseThrow().watchdog(), is(Optional.empty()));
        assertThat(ServiceManager.of(Map.of("NOTIFY_SOCKET", "/run/x", "WATCHDOG_USEC", "soon"), 7).orElseThrow().watchdog(), is(Optional.empty()));
    }
}
