package sigil.code.watch;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A tree to be followed. It need not exist now. Roots may lie within each other, and two may be the same directory.
 *
 * @param name what it is called when something is told of it; each has its own
 * @param path absolute, its links resolved
 * @param rule what of it is of interest
 */
public record WatchedRoot(String name, Path path, WatchRule rule) {

    /** Checks that the path is absolute. */
    public WatchedRoot {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(rule, "rule");
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException("the root '" + name + "' has no absolute path");
        }
    }

    /** The place of something in the tree. */
    Path resolve(String relative) {
        return relative.isEmpty() ? path : path.resolve(relative);
    }

    /** The path of a name in a directory of the tree. */
    static String join(String directory, String name) {
        return directory.isEmpty() ? name : directory + '/' + name;
    }

    /** Whether a path lies beneath a directory, or is it. */
    static boolean beneath(String path, String directory) {
        return directory.isEmpty() || path.startsWith(directory) && (path.length() == directory.length() || path.charAt(directory.length()) == '/');
    }
}
