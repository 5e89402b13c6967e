package sigil.code.watch;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A directory that is watched for a few files in it, of which the rule of a tree speaks.
 *
 * @param deciding names of files that say which directories are entered
 * @param signs    names of files that say something about the whole tree
 */
record Beside(WatchedTree tree, Path directory, Set<String> deciding, Set<String> signs) {

    /** Adds a file to those of its directory. */
    static void put(WatchedTree tree, Path file, boolean deciding, Map<Path, Beside> byDirectory) {
        var directory = file.getParent();
        if (directory == null) {
            return;
        }
        var all = byDirectory.computeIfAbsent(directory, path -> new Beside(tree, path, new HashSet<>(), new HashSet<>()));
        (deciding ? all.deciding() : all.signs()).add(file.getFileName().toString());
    }
}
