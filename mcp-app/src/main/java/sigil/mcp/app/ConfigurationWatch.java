package sigil.mcp.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Follows the configuration file of a running server: repositories come and go with it. What it says otherwise takes effect at the next start,
 * and is said to. A file that cannot be served leaves everything as it was.
 */
final class ConfigurationWatch implements AutoCloseable {
    /** One look costs a few microseconds, and works on every file system. */
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Logger LOG = LogManager.getLogger("sigil");

    private final Optional<Path> file;
    private final Supplier<Configuration> load;
    private final Consumer<Configuration> use;
    private final Thread thread;
    private final Configuration atStart;
    private Configuration inEffect;
    private volatile Stamp seen;

    private record Stamp(FileTime modified, long size, Object key) {
        private static final Stamp MISSING = new Stamp(FileTime.fromMillis(0), -1, "");

        static Stamp of(Optional<Path> file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file.orElseThrow(() -> new IOException("no file")), BasicFileAttributes.class);
                return new Stamp(attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
            } catch (IOException e) {
                return MISSING;
            }
        }
    }

    private ConfigurationWatch(Optional<Path> file, Configuration inEffect, Supplier<Configuration> load, Consumer<Configuration> use) {
        this.file = file;
        this.atStart = inEffect;
        this.inEffect = inEffect;
        this.load = load;
        this.use = use;
        this.seen = Stamp.of(file);
        this.thread = Thread.ofVirtual().name("configuration").unstarted(this::follow);
    }

    /**
     * Begins to follow the file.
     *
     * @param options  by which it was found
     * @param inEffect what it said
     * @param use      takes over what can be taken over, or throws an {@link IllegalArgumentException}
     * @return the watch, which has nothing to do where there is no file
     */
    static ConfigurationWatch start(ConfigurationOptions options, Configuration inEffect, Consumer<Configuration> use) {
        ConfigurationWatch watch = new ConfigurationWatch(options.file(), inEffect, options::load, use);
        watch.file.ifPresent(there -> watch.thread.start());
        return watch;
    }

    private void follow() {
        try {
            Stamp last = seen;
            while (true) {
                Thread.sleep(PERIOD);
                Stamp now = Stamp.of(file);
                // twice the same, so that a file which is being written is not read halfway
                if (!now.equals(seen) && now.equals(last)) {
                    seen = now;
                    reload();
                }
                last = now;
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    /** Reads the file again, whether it changed or not. */
    synchronized void now() {
        if (file.isEmpty()) {
            LOG.info("There is no configuration file to read again.");
            return;
        }
        seen = Stamp.of(file);
        reload();
    }

    private synchronized void reload() {
        if (seen.equals(Stamp.MISSING)) {
            LOG.warn("The configuration file {} is gone; everything stays as it was.", file.orElseThrow());
            return;
        }
        try {
            Configuration newer = load.get();
            use.accept(newer);
            tell(newer);
            inEffect = newer;
        } catch (ConfigurationException e) {
            LOG.warn("The configuration file has changed and cannot be served, so everything stays as it was: {}", e.getMessage());
        } catch (IllegalArgumentException e) {
            LOG.warn("The configuration file has changed and cannot be served, so everything stays as it was: {}.", e.getMessage());
        }
    }

    private void tell(Configuration newer) {
        Map<String, RepositorySetting> before = inEffect.repositories();
        Map<String, RepositorySetting> now = newer.repositories();
        tell("now serves", now.keySet().stream().filter(name -> !before.containsKey(name)).toList());
        tell("no longer serves", before.keySet().stream().filter(name -> !now.containsKey(name)).toList());
        tell("serves by its new entry", now.keySet().stream()
                .filter(name -> before.containsKey(name) && !before.get(name).equals(now.get(name))).toList());
        List<String> later = Setting.ALL.stream()
                .filter(setting -> !atStart.texts(setting).equals(newer.texts(setting)))
                .map(Setting::key).toList();
        if (!later.isEmpty()) {
            LOG.warn("Of the changed configuration, {} will take effect at the next start.", String.join(", ", later));
        }
    }

    private static void tell(String what, Collection<String> names) {
        if (!names.isEmpty()) {
            LOG.info("Sigil MCP {} {}.", what, new TreeSet<>(names).stream().collect(Collectors.joining(", ")));
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
