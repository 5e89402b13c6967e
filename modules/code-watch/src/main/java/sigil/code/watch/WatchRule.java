package sigil.code.watch;

import java.nio.file.Path;
import java.util.Set;

/**
 * What of a tree is of interest. Asked by several threads, for each directory whenever it may have changed: it answers from the files as they are,
 * and throws nothing.
 */
@FunctionalInterface
public interface WatchRule {

    /**
     * Whether a directory is entered. Asked only of directories whose parent is entered; the root always is.
     *
     * @param directory relative to the root, with {@code /} between names
     * @return false where nothing beneath it is of interest
     */
    boolean enters(String directory);

    /**
     * Whether what is in a file says which directories are entered: when it changes, all beneath its directory is asked anew.
     *
     * @param name of a file in any directory that is entered, such as {@code .gitignore}
     * @return false for all, unless overridden
     */
    default boolean decides(String name) {
        return false;
    }

    /**
     * Files elsewhere that say which directories are entered.
     *
     * @return absolute paths, which need not exist; none unless overridden
     */
    default Set<Path> decidesFromOutside() {
        return Set.of();
    }

    /**
     * Files elsewhere that say something about the tree as a whole: their change is told as one of the root itself.
     *
     * @return absolute paths, which need not exist; none unless overridden
     */
    default Set<Path> signs() {
        return Set.of();
    }

    /**
     * Whether somebody is known to change many files just now, so that waiting a little makes fewer batches. Asked often, while changes wait to
     * be told.
     *
     * @return false, unless overridden
     */
    default boolean storm() {
        return false;
    }
}
