package sigil.code.watch;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Follows directory trees until it is closed.
 *
 * <p>The first thing told of a root is "everything beneath it", as soon as no change can be missed any more; whoever derives something from
 * the files may begin before, and looks at them again then. A root that vanishes and one that comes back is told in the same way.
 */
public final class FileWatch implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("sigil.code.watch");

    private final Batches batches;
    private final Teller teller;
    private final Poller poller;
    /** Where there is none, whole roots are polled. */
    private final Optional<Watcher> watcher;
    private final WatchMethod method;
    private final String why;
    private final Map<String, WatchedRoot> roots = new LinkedHashMap<>();
    private volatile Instant lastEvent;

    private FileWatch(WatchListener listener, WatchSettings settings, Chosen chosen, Supplier<Mounts> mounts) {
        this.batches = new Batches(settings);
        this.teller = new Teller(batches, listener);
        this.poller = new Poller(settings, batches, this::noticed);
        this.watcher = chosen.backend().map(backend -> new Watcher(backend, settings, batches, poller, mounts, this::noticed));
        this.method = chosen.backend().map(Backend::method).orElse(WatchMethod.POLLING);
        this.why = chosen.why();
        LOG.log(Level.DEBUG, "Changes are noticed by {0}. {1}", method, why);
        teller.start();
        watcher.ifPresent(Watcher::start);
    }

    /**
     * What is to be used.
     *
     * @param why not something better, in words
     */
    record Chosen(Optional<Backend> backend, String why) {
    }

    /**
     * Begins to follow trees. Returns at once: directories are entered in the background.
     *
     * @param roots    may be empty, and each has its own name
     * @param listener who is told
     * @param settings how
     * @return the watch, to be closed
     * @throws IllegalArgumentException if two roots share a name
     */
    public static FileWatch open(Collection<WatchedRoot> roots, WatchListener listener, WatchSettings settings) {
        return open(roots, listener, settings, choose(settings.best()), Mounts::now);
    }

    static FileWatch open(Collection<WatchedRoot> roots, WatchListener listener, WatchSettings settings, Chosen chosen, Supplier<Mounts> mounts) {
        var watch = new FileWatch(listener, settings, chosen, mounts);
        try {
            roots.forEach(watch::add);
            return watch;
        } catch (IllegalArgumentException e) {
            watch.close();
            throw e;
        }
    }

    private static Chosen choose(WatchMethod best) {
        var why = "";
        if (best == WatchMethod.INOTIFY) {
            try {
                if (InotifyBackend.possible()) {
                    return new Chosen(Optional.of(InotifyBackend.open()), "");
                }
                why = "inotify needs Linux and --enable-native-access=sigil.code.watch";
            } catch (Backend.Exhausted e) {
                // the JDK's service would need one too
                return new Chosen(Optional.empty(), e.getMessage());
            } catch (IOException | RuntimeException | LinkageError e) {
                why = "inotify is not to be had: " + e.getMessage();
                LOG.log(Level.DEBUG, why, e);
            }
        }
        if (best != WatchMethod.POLLING) {
            try {
                return new Chosen(Optional.of(WatchServiceBackend.open()), why);
            } catch (IOException | UnsupportedOperationException e) {
                why = String.valueOf(e.getMessage());
            }
        }
        return new Chosen(Optional.empty(), why);
    }

    private void noticed() {
        lastEvent = Instant.now();
    }

    /**
     * Follows one more tree.
     *
     * @param root with a name of its own
     * @throws IllegalArgumentException if there is one of this name
     */
    public synchronized void add(WatchedRoot root) {
        if (roots.putIfAbsent(root.name(), root) != null) {
            throw new IllegalArgumentException("the root '" + root.name() + "' is named twice");
        }
        batches.add(root);
        watcher.ifPresentOrElse(one -> one.add(root), () -> poller.add(root, "", why.isEmpty() ? "Polling is what was asked for" : why));
    }

    /**
     * Follows a tree no longer; what was not told yet is not told any more.
     *
     * @param name of a root; one that is not followed is left alone
     */
    public synchronized void remove(String name) {
        if (roots.remove(name) != null) {
            batches.remove(name);
            watcher.ifPresent(one -> one.remove(name));
            poller.remove(name, "");
        }
    }

    /** @return how it is now */
    public WatchState state() {
        var missing = new HashSet<>(poller.missing());
        watcher.ifPresent(one -> missing.addAll(one.missing()));
        return new WatchState(method, why, watcher.map(Watcher::settled).orElse(true) && poller.settled(),
                watcher.map(Watcher::directories).orElse(0), poller.polled(), missing,
                watcher.map(Watcher::overflows).orElse(0L) + batches.ceilings(), teller.failures(), Optional.ofNullable(lastEvent));
    }

    /** Ends it at once. A call of the listener that is under way comes to its end by itself; no other follows. */
    @Override
    public void close() {
        batches.close();
        watcher.ifPresent(Watcher::close);
        poller.close();
    }
}
