package sigil.code.watch;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A part of a tree that is looked at again and again. Used by one thread. */
final class PolledTree {

    /** A clock of a file system ticks in steps: what was written so lately may be written again within the same. */
    private static final long TICK_MILLIS = 50;
    /** No more than this part of the time is spent looking. */
    private static final int SHARE = 20;

    private record Stamp(boolean directory, long size, long modified, Object identity) {
        private static final Stamp UNSURE = new Stamp(false, -1, 0, null);

        /** Of a directory it says which entries it has: that something came and went again between two looks shows in its time alone. */
        static Stamp of(BasicFileAttributes attributes, long now) {
            if (Math.abs(now - attributes.lastModifiedTime().toMillis()) < TICK_MILLIS) {
                return UNSURE;
            }
            return new Stamp(attributes.isDirectory(), attributes.isDirectory() ? 0 : attributes.size(),
                    attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS), attributes.fileKey());
        }
    }

    private final WatchedRoot root;
    private final String directory;
    private final String why;
    private final WatchSettings settings;
    private volatile Map<String, Stamp> seen;
    private Map<Path, Stamp> outside = Map.of();
    private Duration pause;
    private long due = System.nanoTime();
    private volatile boolean missing;

    PolledTree(WatchedRoot root, String directory, String why, WatchSettings settings) {
        this.root = root;
        this.directory = directory;
        this.why = why;
        this.settings = settings;
        this.pause = settings.pollLeast();
    }

    WatchedRoot root() {
        return root;
    }

    String directory() {
        return directory;
    }

    WatchState.Polled told() {
        return new WatchState.Polled(root.name(), directory, why);
    }

    /** When it is to be looked at next, by {@link System#nanoTime}. */
    long due() {
        return due;
    }

    /** Whether it has been looked at: from then on no change is missed. */
    boolean settled() {
        return seen != null;
    }

    /** Whether there was nothing at the last look. */
    boolean missing() {
        return missing;
    }

    /**
     * Looks, and says what is different from the last time.
     *
     * @return whether anything is
     */
    boolean look(Batches batches) {
        long begun = System.nanoTime();
        // whatever comes of it
        due = begun + settings.pollLeast().toNanos();
        var found = new HashMap<String, Stamp>();
        walk(found);
        boolean changed = outside(batches);
        if (seen == null) {
            // nobody knows what happened before
            batches.beneath(root.name(), directory);
            changed = true;
        } else {
            changed |= tell(found, batches);
        }
        seen = found;
        long now = System.nanoTime();
        adapt(changed, Duration.ofNanos(now - begun));
        due = now + pause.toNanos();
        return changed;
    }

    private void adapt(boolean changed, Duration cost) {
        var longer = changed ? settings.pollLeast() : pause.multipliedBy(3).dividedBy(2);
        var fair = cost.multipliedBy(SHARE);
        var wanted = longer.compareTo(fair) > 0 ? longer : fair;
        pause = wanted.compareTo(settings.pollMost()) < 0 ? wanted : settings.pollMost();
    }

    private boolean tell(Map<String, Stamp> found, Batches batches) {
        boolean changed = false;
        for (var entry : found.entrySet()) {
            if (entry.getValue() == Stamp.UNSURE || !entry.getValue().equals(seen.get(entry.getKey()))) {
                changed(entry.getKey(), batches);
                changed = true;
            }
        }
        for (var path : seen.keySet()) {
            if (!found.containsKey(path)) {
                changed(path, batches);
                changed = true;
            }
        }
        return changed;
    }

    private void changed(String path, Batches batches) {
        batches.path(root.name(), path);
        int slash = path.lastIndexOf('/');
        if (root.rule().decides(path.substring(slash + 1))) {
            batches.beneath(root.name(), slash < 0 ? "" : path.substring(0, slash));
        }
    }

    private boolean outside(Batches batches) {
        var found = new HashMap<Path, Stamp>();
        if (directory.isEmpty()) {
            root.rule().decidesFromOutside().forEach(file -> found.put(file, stamp(file)));
            root.rule().signs().forEach(file -> found.put(file, stamp(file)));
        }
        boolean changed = seen != null && !found.equals(outside);
        if (changed) {
            boolean rules = root.rule().decidesFromOutside().stream().anyMatch(file -> !found.get(file).equals(outside.get(file)));
            if (rules) {
                batches.beneath(root.name(), "");
            } else {
                batches.path(root.name(), "");
            }
        }
        outside = found;
        return changed;
    }

    private static Stamp stamp(Path file) {
        try {
            return Stamp.of(Files.readAttributes(file, BasicFileAttributes.class), 0);
        } catch (IOException e) {
            return Stamp.UNSURE;
        }
    }

    private void walk(Map<String, Stamp> found) {
        var open = new ArrayDeque<String>();
        open.add(directory);
        missing = !stamp(root.resolve(directory), directory, found);
        while (!missing && !open.isEmpty()) {
            var at = open.poll();
            try (var entries = Files.newDirectoryStream(root.resolve(at))) {
                for (var entry : entries) {
                    var path = WatchedRoot.join(at, entry.getFileName().toString());
                    if (stamp(entry, path, found) && root.rule().enters(path)) {
                        open.add(path);
                    }
                }
            } catch (IOException | DirectoryIteratorException | InvalidPathException | SecurityException e) {
                // gone, or not to be read: then nothing of it is there
            }
        }
    }

    /** Whether it is a directory. */
    private static boolean stamp(Path entry, String path, Map<String, Stamp> found) {
        try {
            var attributes = Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            found.put(path, Stamp.of(attributes, System.currentTimeMillis()));
            return attributes.isDirectory();
        } catch (IOException e) {
            return false;
        }
    }
}
