package sigil.code.watch;

import java.util.Set;

/**
 * Where to look again in one tree. Paths are relative to the root, with {@code /} between names; the empty one is the root itself. Something
 * may have come, gone or changed there, or nothing may be different: whoever is told looks. Where a path is gone, or is no directory any more,
 * so is all beneath it; where it is a directory, some of what was known in it may be gone; whatever came with a new directory is told by its own
 * path.
 *
 * @param root    the name of the root
 * @param paths   to look at, one by one
 * @param beneath directories to look at with everything beneath them, which may be gone too
 */
public record LookAgain(String root, Set<String> paths, Set<String> beneath) {

    /** Copies the sets. */
    public LookAgain {
        paths = Set.copyOf(paths);
        beneath = Set.copyOf(beneath);
    }
}
