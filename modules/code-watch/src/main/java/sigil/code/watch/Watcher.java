package sigil.code.watch;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The thread that hears of changes. It does nothing but note them, and enter directories step by step, so that the kernel's queue stays short. */
final class Watcher implements Backend.Sink {

    private static final System.Logger LOG = System.getLogger("sigil.code.watch");

    /** Directories entered between two looks at what happened. */
    private static final int STEP = 64;
    /** After a fault of the system itself. */
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final Backend backend;
    private final WatchSettings settings;
    private final Batches batches;
    private final Poller poller;
    private final Supplier<Mounts> mounts;
    private final Runnable noticed;
    private final Watches watches;
    private final Map<String, WatchedTree> trees = new LinkedHashMap<>();
    private final ConcurrentLinkedQueue<Runnable> asked = new ConcurrentLinkedQueue<>();
    /** What was asked and has not shown in what is told of the state. */
    private final AtomicInteger open = new AtomicInteger();
    private long checked = System.nanoTime();
    private long retried = System.nanoTime();
    private volatile long overflows;
    private volatile int directories;
    private volatile boolean settled;
    private volatile Set<String> missing = Set.of();
    private volatile boolean closed;

    Watcher(Backend backend, WatchSettings settings, Batches batches, Poller poller, Supplier<Mounts> mounts, Runnable noticed) {
        this.backend = backend;
        this.settings = settings;
        this.batches = batches;
        this.poller = poller;
        this.mounts = mounts;
        this.noticed = noticed;
        this.watches = new Watches(backend);
    }

    void start() {
        Thread.ofPlatform().daemon().name("watch").start(this::run);
    }

    void add(WatchedRoot root) {
        ask(() -> {
            var tree = new WatchedTree(root, watches, batches, poller, mounts.get());
            trees.put(root.name(), tree);
            tree.check(mounts.get());
        });
    }

    void remove(String root) {
        ask(() -> {
            var tree = trees.remove(root);
            if (tree != null) {
                tree.leave();
            }
        });
    }

    private void ask(Runnable task) {
        open.incrementAndGet();
        asked.add(task);
        backend.wake();
    }

    long overflows() {
        return overflows;
    }

    int directories() {
        return directories;
    }

    boolean settled() {
        return settled && open.get() == 0;
    }

    Set<String> missing() {
        return missing;
    }

    void close() {
        closed = true;
        backend.wake();
    }

    private void run() {
        try (backend) {
            while (!closed) {
                round();
            }
        } catch (InterruptedException e) {
            // nobody does that
        }
    }

    private void round() throws InterruptedException {
        try {
            int done = 0;
            for (var task = asked.poll(); task != null; task = asked.poll()) {
                task.run();
                done++;
            }
            boolean entered = trees.values().stream().map(tree -> tree.step(STEP)).reduce(true, Boolean::logicalAnd);
            directories = watches.size();
            missing = trees.values().stream().filter(WatchedTree::missing).map(tree -> tree.root().name()).collect(Collectors.toUnmodifiableSet());
            settled = entered;
            open.addAndGet(-done);
            backend.await(entered ? untilCheck() : Duration.ZERO, this);
            check();
        } catch (IOException | RuntimeException e) {
            if (!closed) {
                LOG.log(Level.ERROR, "Watching for changes failed; everything is looked at again.", e);
                Thread.sleep(PAUSE);
                overflow();
            }
        }
    }

    private Duration untilCheck() {
        long left = checked + settings.rootCheck().toNanos() - System.nanoTime();
        return Duration.ofNanos(Math.max(0, left));
    }

    private void check() {
        if (System.nanoTime() - checked >= settings.rootCheck().toNanos()) {
            var now = mounts.get();
            trees.values().forEach(tree -> tree.check(now));
            checked = System.nanoTime();
        }
        if (System.nanoTime() - retried >= RETRY.toNanos()) {
            trees.values().forEach(WatchedTree::retry);
            retried = System.nanoTime();
        }
    }

    @Override
    public void entry(Object watch, String name, Backend.Kind kind) {
        var spots = watches.spots(watch);
        for (var spot : spots) {
            // what happened to one of them may have ended the other
            if (spot.watch != null) {
                spot.tree.happened(spot, name, kind);
            }
        }
        watches.besides(watch).forEach(beside -> beside.tree().happened(beside, name));
        if (!spots.isEmpty()) {
            noticed.run();
        }
    }

    @Override
    public void moved(Object watch) {
        watches.spots(watch).forEach(spot -> spot.tree.moved(spot));
    }

    @Override
    public void ended(Object watch) {
        List<Spot> spots = watches.spots(watch);
        watches.ended(watch);
        spots.forEach(spot -> spot.tree.ended(spot));
    }

    @Override
    public void overflow(Object watch) {
        var spots = watches.spots(watch);
        if (!spots.isEmpty()) {
            overflows++;
            spots.forEach(spot -> spot.tree.doubt(spot));
        }
    }

    @Override
    public void overflow() {
        overflows++;
        trees.values().forEach(WatchedTree::doubt);
    }
}
