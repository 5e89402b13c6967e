package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.core.JsonCodec;

/** What systemd hears of the service as it is installed: the image, started with the variables of {@code Type=notify} and {@code WatchdogSec}. */
class SupervisedImageIT {
    private static final Duration WATCHDOG = Duration.ofMillis(1_500);

    @TempDir
    private Path home;

    private DatagramInbox inbox;
    private Path configuration;
    private RunningImage server;

    @BeforeEach
    void start() throws Throwable {
        inbox = new DatagramInbox(home.resolve("notify").toString());
        Image.write(home.resolve("one/a.txt"), "one\n");
        Image.write(home.resolve("two/b.txt"), "two\n");
        configuration = configured("one");
        server = RunningImage.start(Image.in(home), Map.of("NOTIFY_SOCKET", home.resolve("notify").toString(), "WATCHDOG_USEC", String.valueOf(WATCHDOG.toNanos() / 1_000)),
                "--no-auth", "--config", configuration.toString());
    }

    @AfterEach
    void end() {
        server.close();
        inbox.close();
    }

    @Test
    void itSaysThatItIsReadyThenThatItLivesAndAtLastThatItStops() throws Throwable {
        assertThat(inbox.awaited("READY=1"), containsString("STATUS=Listens on 127.0.0.1:" + server.port()));
        inbox.awaited("WATCHDOG=1");
        inbox.awaited("WATCHDOG=1");
        server.stop(Duration.ofSeconds(20));
        inbox.awaited("STOPPING=1");
    }

    @Test
    void aFrozenServerGivesNoSignUntilItGoesOn() throws Throwable {
        inbox.awaited("WATCHDOG=1");
        server.signal("STOP");
        Thread.sleep(200);
        inbox.drain();
        Thread.sleep(WATCHDOG.multipliedBy(2));
        assertThat("systemd would end it now", inbox.next(), is(""));
        server.signal("CONT");
        inbox.awaited("WATCHDOG=1");
    }

    @Test
    void systemctlReloadIsOverWhenTheNewConfigurationIsInUse() throws Throwable {
        assumeFalse(SupervisionTest.ignoresHangups(), "started by nohup, which no program undoes: a Java program does not hear SIGHUP then");
        inbox.awaited("READY=1");
        assertThat(repositories(), not(containsString("two")));
        configured("one", "two");
        server.signal("HUP");
        assertThat(inbox.awaited("RELOADING=1"), matchesPattern("RELOADING=1\nMONOTONIC_USEC=[0-9]+\\n?"));
        assertThat(inbox.awaited("READY=1"), startsWith("READY=1"));
        assertThat(repositories(), containsString("two"));
    }

    private Path configured(String... names) {
        var repositories = JsonCodec.object();
        List.of(names).forEach(name -> repositories.add(name, home.resolve(name).toString()));
        return Image.write(home.resolve("config.json"), JsonCodec.object().add("repositories", repositories).build().toString());
    }

    private String repositories() {
        return RawHttp.once(server.port(), "POST", "/mcp", List.of(), Rpc.call("list_repos", JsonCodec.object().build())).body();
    }
}
