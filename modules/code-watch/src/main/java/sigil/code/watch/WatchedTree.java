package sigil.code.watch;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One root and its directories, as far as they are watched by the kernel. It enters directories in small steps ({@link #step}), so that
 * what happens meanwhile is heard meanwhile. Used by the thread of the watcher alone.
 *
 * <p>Nothing is lost by the order of steps: a directory is watched first, then looked into, then told of.
 */
final class WatchedTree {

    /** As deep as anything is served. */
    private static final int DEEPEST = 100;

    private final WatchedRoot root;
    private final Watches watches;
    private final Batches batches;
    private final Poller poller;
    private final ArrayDeque<Spot> waiting = new ArrayDeque<>();
    private final Set<Spot> doubtful = new HashSet<>();
    private Spot top;
    private Object identity;
    private Mounts mounts;
    private final BesideFiles beside;

    WatchedTree(WatchedRoot root, Watches watches, Batches batches, Poller poller, Mounts mounts) {
        this.root = root;
        this.watches = watches;
        this.batches = batches;
        this.poller = poller;
        this.mounts = mounts;
        this.beside = new BesideFiles(this, watches);
    }

    WatchedRoot root() {
        return root;
    }

    boolean missing() {
        return top == null;
    }

    boolean settled() {
        return waiting.isEmpty() && doubtful.isEmpty();
    }

    /** Looks whether the root is there and still the same directory, and enters it anew if it is another one. */
    void check(Mounts now) {
        var found = identity(root.path());
        boolean remounted = !now.deaf().equals(mounts.deaf()) && differs(now);
        mounts = now;
        if (!Objects.equals(found, identity) || remounted) {
            leave();
            if (found != null) {
                identity = found;
                top = new Spot(this, null, "", null);
                sweep(top);
            }
        }
        if (top != null) {
            if (top.stage == Spot.Stage.CLOSED && Files.isReadable(root.path())) {
                sweep(top);
            }
            boolean fresh = beside.check();
            // what was in a directory before it was watched is not known; at the beginning all is looked at anyway
            doubt(fresh && settled() ? top : null);
        }
    }

    /** Whether another part of this tree lies on a file system of whose changes nothing is heard. */
    private boolean differs(Mounts now) {
        Predicate<Path> here = point -> point.startsWith(root.path()) || root.path().startsWith(point);
        var before = new HashSet<>(mounts.deaf().keySet());
        var after = new HashSet<>(now.deaf().keySet());
        before.removeIf(here.negate());
        after.removeIf(here.negate());
        return !before.equals(after);
    }

    /** What tells a directory from another of its name; null if there is none. */
    static Object identity(Path directory) {
        try {
            var attributes = Files.readAttributes(directory, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isDirectory() ? Objects.requireNonNullElse(attributes.fileKey(), directory) : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** The root is gone, or another one: everything is to be looked at. */
    void leave() {
        if (top != null) {
            drop(top);
            batches.beneath(root.name(), "");
        }
        top = null;
        identity = null;
        waiting.clear();
        doubtful.clear();
        beside.leave();
    }

    /** Something happened to a file elsewhere. */
    void happened(Beside where, String name) {
        if (where.deciding().contains(name)) {
            doubt(top);
        } else if (where.signs().contains(name)) {
            batches.path(root.name(), "");
        }
    }

    /** Something happened to a name in a directory. */
    void happened(Spot where, String name, Backend.Kind kind) {
        var path = WatchedRoot.join(where.path, name);
        batches.path(root.name(), path);
        var child = where.children.get(name);
        // one that could not be read may be readable now
        boolean again = child != null && child.stage == Spot.Stage.CLOSED;
        boolean waits = child != null && child.stage == Spot.Stage.WAITING;
        if (child != null && (kind == Backend.Kind.WENT || kind == Backend.Kind.CAME && !waits || again)) {
            // another directory of this name may be there already, in which its files are not
            batches.beneath(root.name(), path);
            drop(child);
            child = null;
        }
        if (child == null && (kind == Backend.Kind.CAME || again && kind == Backend.Kind.CHANGED) && directory(path)) {
            enter(where, name, null);
        }
        if (root.rule().decides(name)) {
            doubt(where);
        }
    }

    /** Nobody knows what happened beneath a directory. */
    void doubt(Spot where) {
        if (where != null && where.stage != Spot.Stage.DROPPED) {
            doubtful.add(where);
        }
    }

    void doubt() {
        doubt(top);
    }

    /** A watch ended by itself: the directory is gone, and its parent tells so; the root has none. */
    void ended(Spot where) {
        if (where == top) {
            leave();
            check(mounts);
        } else if (where.stage != Spot.Stage.DROPPED) {
            batches.beneath(root.name(), where.path);
            drop(where);
        }
    }

    /** The directory has another name now: its former parent tells so; the root has none. */
    void moved(Spot where) {
        if (where == top) {
            leave();
            check(mounts);
        }
    }

    /** The directory was found under another name, before its former parent told that it is gone. */
    void supplanted(Spot where) {
        batches.beneath(root.name(), where.path);
        drop(where);
    }

    private boolean directory(String path) {
        try {
            return Files.readAttributes(root.resolve(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isDirectory();
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }

    private void sweep(Spot spot) {
        var sweep = new Sweep(spot);
        spot.sweep = sweep;
        sweep.waiting = 1;
        spot.stage = Spot.Stage.WAITING;
        waiting.add(spot);
    }

    private void enter(Spot parent, String name, Sweep sweep) {
        var path = WatchedRoot.join(parent.path, name);
        if (parent.depth() + 1 >= DEEPEST || !root.rule().enters(path)) {
            return;
        }
        var spot = new Spot(this, parent, name, sweep);
        parent.children.put(name, spot);
        waiting.add(spot);
        if (sweep != null) {
            sweep.waiting++;
        }
    }

    /** Takes it and all beneath it out of the tree. */
    private void drop(Spot spot) {
        if (spot.parent != null) {
            spot.parent.children.remove(spot.name, spot);
        }
        var open = new ArrayDeque<Spot>(List.of(spot));
        while (!open.isEmpty()) {
            var next = open.poll();
            open.addAll(next.children.values());
            next.children.clear();
            end(next);
            next.stage = Spot.Stage.DROPPED;
            doubtful.remove(next);
        }
    }

    private void end(Spot spot) {
        switch (spot.stage) {
            case WATCHED -> watches.remove(spot);
            case POLLED -> poller.remove(root.name(), spot.path);
            case WAITING, CLOSED, DROPPED -> {
            }
        }
    }

    /**
     * Enters some of the directories that wait.
     *
     * @return whether it has nothing more to do
     */
    boolean step(int most) {
        for (int i = 0; i < most && !waiting.isEmpty(); i++) {
            var spot = waiting.poll();
            if (spot.stage == Spot.Stage.WAITING) {
                look(spot);
            }
            swept(spot);
        }
        if (waiting.isEmpty()) {
            resolve();
        }
        return settled();
    }

    private void swept(Spot spot) {
        var sweep = spot.sweep;
        spot.sweep = null;
        if (sweep != null && --sweep.waiting == 0) {
            batches.beneath(root.name(), sweep.top.path);
        }
    }

    /** Enters anew what nobody knows about; once for what lies beneath each other. */
    private void resolve() {
        var all = doubtful.contains(top) ? List.of(top) : List.copyOf(doubtful);
        doubtful.clear();
        var outermost = all.stream()
                .filter(spot -> spot.stage != Spot.Stage.DROPPED)
                .filter(spot -> all.stream().noneMatch(other -> other != spot && WatchedRoot.beneath(spot.path, other.path)))
                .toList();
        for (var spot : outermost) {
            List.copyOf(spot.children.values()).forEach(this::drop);
            end(spot);
            sweep(spot);
        }
    }

    /** Watches a directory, then looks into it. */
    private void look(Spot spot) {
        var deaf = mounts.deafness(root.resolve(spot.path));
        if (deaf.isPresent()) {
            poll(spot, "It lies on a file system of the type " + deaf.get() + ", whose changes the kernel does not tell");
            return;
        }
        try {
            watches.add(spot);
            spot.stage = Spot.Stage.WATCHED;
            entries(spot);
        } catch (Backend.Exhausted e) {
            poll(spot, e.getMessage());
        } catch (IOException | DirectoryIteratorException | InvalidPathException | SecurityException e) {
            // it may not be read, or is gone, which its parent tells too
            end(spot);
            spot.stage = Spot.Stage.CLOSED;
        }
    }

    private void poll(Spot spot, String why) {
        spot.stage = Spot.Stage.POLLED;
        poller.add(root, spot.path, why);
    }

    private void entries(Spot spot) throws IOException {
        try (var entries = Files.newDirectoryStream(root.resolve(spot.path))) {
            for (var entry : entries) {
                var name = entry.getFileName().toString();
                if (spot.sweep == null) {
                    batches.path(root.name(), WatchedRoot.join(spot.path, name));
                }
                if (!spot.children.containsKey(name) && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    enter(spot, name, spot.sweep);
                }
            }
        }
    }

    /** Tries again to watch what is only looked at because there was no watch left. */
    void retry() {
        if (top == null || !settled()) {
            return;
        }
        var open = new ArrayDeque<Spot>(List.of(top));
        while (!open.isEmpty()) {
            var next = open.poll();
            open.addAll(next.children.values());
            if (next.stage == Spot.Stage.POLLED && mounts.deafness(root.resolve(next.path)).isEmpty()) {
                if (!watches.possible(next)) {
                    return;
                }
                doubt(next);
            }
        }
    }
}
