package sigil.code.watch;

import java.util.HashMap;
import java.util.Map;

/** A directory of a tree that is entered, as far as the watcher knows. Used by the thread of the watcher alone. */
final class Spot {

    /** How far it has come. */
    enum Stage {
        /** It waits to be watched and looked into. */
        WAITING,
        /** It is watched. */
        WATCHED,
        /** It is looked at from time to time instead, with all beneath it. */
        POLLED,
        /** It may not be read. */
        CLOSED,
        /** It is none of the tree any more. */
        DROPPED
    }

    final WatchedTree tree;
    final Spot parent;
    final String name;
    final String path;
    final Map<String, Spot> children = new HashMap<>(0);
    Stage stage = Stage.WAITING;
    /** The watch on it, once it is watched. */
    Object watch;
    /** What its being looked into is part of. */
    Sweep sweep;

    Spot(WatchedTree tree, Spot parent, String name, Sweep sweep) {
        this.tree = tree;
        this.parent = parent;
        this.name = name;
        this.path = parent == null ? "" : WatchedRoot.join(parent.path, name);
        this.sweep = sweep;
    }

    int depth() {
        int depth = 0;
        for (var at = parent; at != null; at = at.parent) {
            depth++;
        }
        return depth;
    }
}
