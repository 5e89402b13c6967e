package sigil.code.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whose each watch is. The system has one for each directory, whatever its name is and however often it was asked for: roots may lie within each
 * other, and a directory that was moved keeps its watch. Used by the thread of the watcher alone.
 */
final class Watches {

    private final Backend backend;
    private final Map<Object, List<Spot>> spots = new HashMap<>();
    private final Map<Object, List<Beside>> besides = new HashMap<>();
    private final Map<Beside, Object> ofBeside = new HashMap<>();

    Watches(Backend backend) {
        this.backend = backend;
    }

    /** How many directories are watched. */
    int size() {
        return spots.size();
    }

    /**
     * Watches a directory.
     *
     * @throws Backend.Exhausted if there is no watch left
     * @throws IOException       if it cannot be watched: it is gone, not readable, no directory, or one of those that it lies in
     */
    void add(Spot spot) throws IOException {
        var directory = spot.tree.root().resolve(spot.path);
        var watch = backend.watch(directory);
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS) || within(spot, watch)) {
            release(watch);
            throw new IOException("not a directory of this tree");
        }
        spot.watch = watch;
        var all = spots.computeIfAbsent(watch, key -> new ArrayList<>(1));
        all.add(spot);
        for (var other : List.copyOf(all)) {
            if (other != spot && other.tree == spot.tree) {
                all.remove(other);
                other.watch = null;
                other.tree.supplanted(other);
            }
        }
    }

    /** Whether a directory is one of those that it lies in: mounts can make that so. */
    private boolean within(Spot spot, Object watch) {
        for (var at = spot.parent; at != null; at = at.parent) {
            if (watch.equals(at.watch)) {
                return true;
            }
        }
        return false;
    }

    void remove(Spot spot) {
        if (spot.watch != null) {
            var watch = spot.watch;
            spot.watch = null;
            if (forget(spots, watch, spot)) {
                release(watch);
            }
        }
    }

    /** Whether a watch could be had now. */
    boolean possible(Spot spot) {
        try {
            release(backend.watch(spot.tree.root().resolve(spot.path)));
            return true;
        } catch (Backend.Exhausted e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Watches a directory for single files; false if it cannot be watched now. */
    boolean add(Beside beside) {
        try {
            var watch = backend.watch(beside.directory());
            ofBeside.put(beside, watch);
            besides.computeIfAbsent(watch, key -> new ArrayList<>(1)).add(beside);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    boolean alive(Beside beside) {
        return ofBeside.containsKey(beside);
    }

    void remove(Beside beside) {
        var watch = ofBeside.remove(beside);
        if (watch != null && forget(besides, watch, beside)) {
            release(watch);
        }
    }

    /** Whether it was the last one. */
    private static <T> boolean forget(Map<Object, List<T>> all, Object watch, T one) {
        var of = all.get(watch);
        if (of == null || !of.remove(one)) {
            return false;
        }
        if (of.isEmpty()) {
            all.remove(watch);
        }
        return of.isEmpty();
    }

    private void release(Object watch) {
        if (!spots.containsKey(watch) && !besides.containsKey(watch)) {
            backend.unwatch(watch);
        }
    }

    List<Spot> spots(Object watch) {
        return List.copyOf(spots.getOrDefault(watch, List.of()));
    }

    List<Beside> besides(Object watch) {
        return List.copyOf(besides.getOrDefault(watch, List.of()));
    }

    /** It has ended by itself. */
    void ended(Object watch) {
        var gone = spots.remove(watch);
        if (gone != null) {
            gone.forEach(spot -> spot.watch = null);
        }
        var also = besides.remove(watch);
        if (also != null) {
            also.forEach(ofBeside::remove);
        }
    }
}
