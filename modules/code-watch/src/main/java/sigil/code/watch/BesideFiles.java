package sigil.code.watch;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The files elsewhere that matter to a tree. Their directories may come and go. Used by the thread of the watcher alone. */
final class BesideFiles {

    private final WatchedTree tree;
    private final Watches watches;
    private final Map<Path, Beside> watched = new HashMap<>();
    private final Map<Path, Object> identities = new HashMap<>();

    BesideFiles(WatchedTree tree, Watches watches) {
        this.tree = tree;
        this.watches = watches;
    }

    /**
     * Watches what is to be watched now.
     *
     * @return whether a directory is watched that was not before
     */
    boolean check() {
        var wanted = new HashMap<Path, Beside>();
        var rule = tree.root().rule();
        rule.decidesFromOutside().forEach(file -> Beside.put(tree, file, true, wanted));
        rule.signs().forEach(file -> Beside.put(tree, file, false, wanted));
        boolean fresh = false;
        for (var one : wanted.values()) {
            var before = watched.get(one.directory());
            var identity = WatchedTree.identity(one.directory());
            // a directory that was moved away keeps its watch, and another may have its name
            if (one.equals(before) && watches.alive(before) && Objects.equals(identity, identities.get(one.directory()))) {
                continue;
            }
            if (before != null) {
                watches.remove(watched.remove(one.directory()));
            }
            if (watches.add(one)) {
                watched.put(one.directory(), one);
                identities.put(one.directory(), identity);
                fresh = true;
            }
        }
        return fresh;
    }

    void leave() {
        watched.values().forEach(watches::remove);
        watched.clear();
    }
}
