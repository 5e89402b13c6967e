package sigil.code.watch;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * What is to be told, until it is: a set of paths for each root, with a ceiling. A burst is kept until it is over or has lasted long enough, so
 * that a save that is four events is told once.
 */
final class Batches {

    /** Above so many directories the word is "everything". */
    private static final int MOST_BENEATH = 100;

    private static final class Dirty {
        final LinkedHashSet<String> paths = new LinkedHashSet<>();
        final LinkedHashSet<String> beneath = new LinkedHashSet<>();

        void everything() {
            paths.clear();
            beneath.clear();
            beneath.add("");
        }
    }

    /** How things stand when somebody waits. */
    private record Burst(long first, long last, int size, Set<String> roots) {
    }

    private final WatchSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Map<String, WatchRule> rules = new HashMap<>();
    private final LinkedHashMap<String, Dirty> dirty = new LinkedHashMap<>();
    private int size;
    private long first;
    private long last;
    private long ceilings;
    private boolean closed;

    Batches(WatchSettings settings) {
        this.settings = settings;
    }

    void add(WatchedRoot root) {
        lock.lock();
        try {
            rules.put(root.name(), root.rule());
        } finally {
            lock.unlock();
        }
    }

    /** Forgets a root and what was to be told of it. */
    void remove(String root) {
        lock.lock();
        try {
            rules.remove(root);
            var gone = dirty.remove(root);
            if (gone != null) {
                size -= gone.paths.size() + gone.beneath.size();
            }
        } finally {
            lock.unlock();
        }
    }

    /** A path is to be looked at. */
    void path(String root, String path) {
        put(root, of -> {
            if (of.beneath.stream().noneMatch(directory -> WatchedRoot.beneath(path, directory))) {
                of.paths.add(path);
                if (of.paths.size() > settings.most()) {
                    ceilings++;
                    of.everything();
                }
            }
        });
    }

    /** All beneath a directory is to be looked at. */
    void beneath(String root, String directory) {
        put(root, of -> {
            if (of.beneath.stream().noneMatch(other -> WatchedRoot.beneath(directory, other))) {
                of.beneath.removeIf(other -> WatchedRoot.beneath(other, directory));
                of.paths.removeIf(path -> WatchedRoot.beneath(path, directory));
                of.beneath.add(directory);
                if (of.beneath.size() > MOST_BENEATH) {
                    of.everything();
                }
            }
        });
    }

    private void put(String root, Consumer<Dirty> change) {
        lock.lock();
        try {
            if (closed || !rules.containsKey(root)) {
                return;
            }
            var of = dirty.computeIfAbsent(root, name -> new Dirty());
            size -= of.paths.size() + of.beneath.size();
            boolean fresh = dirty.size() == 1 && of.paths.isEmpty() && of.beneath.isEmpty();
            change.accept(of);
            size += of.paths.size() + of.beneath.size();
            last = System.nanoTime();
            if (fresh) {
                first = last;
                arrived.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** How often there was more than is kept. */
    long ceilings() {
        lock.lock();
        try {
            return ceilings;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing is told any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            dirty.clear();
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until something is to be told, and takes a portion of it.
     *
     * @return empty once it is closed
     */
    Optional<LookAgain> take() throws InterruptedException {
        while (true) {
            var burst = await();
            if (burst.isEmpty()) {
                return Optional.empty();
            }
            // asks the file system, so not under the lock
            boolean storm = burst.get().size() > settings.many() || stormy(burst.get().roots());
            var portion = take(storm);
            if (portion.isPresent()) {
                return portion;
            }
        }
    }

    private Optional<Burst> await() throws InterruptedException {
        lock.lock();
        try {
            while (!closed && dirty.isEmpty()) {
                arrived.await();
            }
            return closed ? Optional.empty() : Optional.of(new Burst(first, last, size, Set.copyOf(dirty.keySet())));
        } finally {
            lock.unlock();
        }
    }

    private boolean stormy(Set<String> roots) {
        Map<String, WatchRule> asked;
        lock.lock();
        try {
            asked = new HashMap<>(rules);
        } finally {
            lock.unlock();
        }
        return roots.stream().map(asked::get).anyMatch(rule -> rule != null && rule.storm());
    }

    /** A portion if it is time, and nothing after a while if it is not. */
    private Optional<LookAgain> take(boolean storm) throws InterruptedException {
        lock.lock();
        try {
            if (closed || dirty.isEmpty()) {
                return Optional.empty();
            }
            Duration quiet = storm ? settings.stormQuiet() : settings.quiet();
            Duration patience = storm ? settings.stormPatience() : settings.patience();
            long now = System.nanoTime();
            long left = Math.min(last + quiet.toNanos() - now, first + patience.toNanos() - now);
            if (left > 0) {
                // short, since a storm may show itself, or be over, meanwhile
                arrived.awaitNanos(Math.min(left, settings.stormQuiet().toNanos()));
                return Optional.empty();
            }
            return Optional.of(portion());
        } finally {
            lock.unlock();
        }
    }

    private LookAgain portion() {
        var of = dirty.entrySet().iterator().next();
        var paths = first(of.getValue().paths);
        var beneath = new HashSet<>(of.getValue().beneath);
        of.getValue().beneath.clear();
        size -= paths.size() + beneath.size();
        if (of.getValue().paths.isEmpty()) {
            dirty.remove(of.getKey());
        }
        return new LookAgain(of.getKey(), paths, beneath);
    }

    private Set<String> first(LinkedHashSet<String> paths) {
        var portion = new HashSet<String>();
        for (Iterator<String> rest = paths.iterator(); rest.hasNext() && portion.size() < settings.many(); rest.remove()) {
            portion.add(rest.next());
        }
        return portion;
    }
}
