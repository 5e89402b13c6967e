package sigil.mcp.app;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import sigil.tunnel.ServiceManager;
import sun.misc.Signal;

/**
 * What systemd is told of a running server, where it wants to be told: that it is ready, that it lives, that it reads its configuration again because SIGHUP
 * came, that it stops. Started otherwise a server leaves SIGHUP as it is: with its terminal it ends.
 */
final class Supervision implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger("sigil");
    /** A sign of life is given three times in the time in which one is wanted, so that a slow answer is no end. */
    private static final int SIGNS = 3;

    private final Optional<ServiceManager> manager;
    private final String status;
    private volatile Thread signs;

    private Supervision(Optional<ServiceManager> manager, String status) {
        this.manager = manager;
        this.status = status;
    }

    /**
     * Tells that the server is ready, and goes on telling.
     *
     * @param environment of this process
     * @param host        where the server listens
     * @param port        where the server listens
     * @param reload      reads the configuration again
     */
    static Supervision start(Map<String, String> environment, String host, int port, Runnable reload) {
        Supervision supervision = new Supervision(ServiceManager.of(environment, ProcessHandle.current().pid()), "Listens on " + host + ":" + port);
        supervision.manager.ifPresent(manager -> {
            Signal.handle(new Signal("HUP"), _ -> Thread.ofVirtual().name("reload").start(() -> supervision.reload(manager, reload)));
            manager.watchdog().ifPresent(time -> supervision.giveSigns(manager, host, port, time.dividedBy(SIGNS)));
            manager.ready(supervision.status);
        });
        return supervision;
    }

    /** Systemd counts a reload from its beginning to its end, so one comes after the other. */
    private synchronized void reload(ServiceManager manager, Runnable reload) {
        manager.reloading();
        try {
            reload.run();
        } finally {
            manager.ready(status);
        }
    }

    private void giveSigns(ServiceManager manager, String host, int port, Duration period) {
        signs = Thread.ofPlatform().daemon().name("watchdog").start(() -> {
            try (OwnHealth health = new OwnHealth(host, port, period)) {
                while (true) {
                    if (health.good()) {
                        manager.alive();
                    } else if (!Thread.currentThread().isInterrupted()) {
                        LOG.warn("The server does not answer itself in time; systemd is given no sign of life.");
                    }
                    Thread.sleep(period);
                }
            } catch (InterruptedException e) {
                // it stops
            }
        });
    }

    /** Tells that the server stops. */
    @Override
    public void close() {
        Optional.ofNullable(signs).ifPresent(Thread::interrupt);
        manager.ifPresent(ServiceManager::stopping);
    }
}
