package sigil.code.watch;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Looks at what cannot be watched. On a thread of its own, which there is as soon as there is anything to look at: a file system over a network
 * may take its time, or hang.
 */
final class Poller {

    private static final System.Logger LOG = System.getLogger("sigil.code.watch");

    private final WatchSettings settings;
    private final Batches batches;
    private final Runnable noticed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition different = lock.newCondition();
    private final List<PolledTree> trees = new ArrayList<>();
    private Thread thread;
    private boolean closed;

    /**
     * One that looks at nothing yet.
     *
     * @param noticed run whenever something is different
     */
    Poller(WatchSettings settings, Batches batches, Runnable noticed) {
        this.settings = settings;
        this.batches = batches;
        this.noticed = noticed;
    }

    void add(WatchedRoot root, String directory, String why) {
        lock.lock();
        try {
            if (closed || trees.stream().anyMatch(tree -> tree.root().equals(root) && WatchedRoot.beneath(directory, tree.directory()))) {
                return;
            }
            trees.removeIf(tree -> tree.root().equals(root) && WatchedRoot.beneath(tree.directory(), directory));
            trees.add(new PolledTree(root, directory, why, settings));
            if (thread == null) {
                thread = Thread.ofPlatform().daemon().name("watch-poll").start(this::run);
            }
            different.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Looks no more at what lies in a directory of a root, the directory included. */
    void remove(String root, String directory) {
        lock.lock();
        try {
            trees.removeIf(tree -> tree.root().name().equals(root) && WatchedRoot.beneath(tree.directory(), directory));
        } finally {
            lock.unlock();
        }
    }

    List<WatchState.Polled> polled() {
        lock.lock();
        try {
            return trees.stream().map(PolledTree::told).toList();
        } finally {
            lock.unlock();
        }
    }

    boolean settled() {
        lock.lock();
        try {
            return trees.stream().allMatch(PolledTree::settled);
        } finally {
            lock.unlock();
        }
    }

    /** The roots that are looked at as a whole and were not there. */
    Set<String> missing() {
        lock.lock();
        try {
            return trees.stream().filter(tree -> tree.directory().isEmpty() && tree.missing()).map(tree -> tree.root().name())
                    .collect(Collectors.toSet());
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            trees.clear();
            different.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            for (var next = next(); next != null; next = next()) {
                look(next);
            }
        } catch (InterruptedException e) {
            // nobody does that
        }
    }

    private void look(PolledTree tree) {
        try {
            if (tree.look(batches)) {
                noticed.run();
            }
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Looking at " + tree.root().name() + " failed; it is looked at again.", e);
        }
    }

    /** Waits for the next one to be looked at; null once it is closed. */
    private PolledTree next() throws InterruptedException {
        lock.lock();
        try {
            while (!closed) {
                long now = System.nanoTime();
                var first = trees.stream().min((a, b) -> Long.signum(a.due() - b.due()));
                if (first.isEmpty()) {
                    different.await();
                } else if (first.get().due() - now <= 0) {
                    return first.get();
                } else {
                    different.awaitNanos(first.get().due() - now);
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }
}
