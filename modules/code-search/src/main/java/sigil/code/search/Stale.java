package sigil.code.search;

import java.util.Set;

/**
 * Where to look again in a repository. Paths are relative to its root; the empty one is the repository itself, whose branch may be another.
 * Something may have come, gone or changed there, or nothing may be different. Where a path is gone, or is no directory any more, so is all
 * beneath it; where it is a directory, some of what was known in it may be gone; whatever came with a new directory is named by its own path.
 * No path is named that is ignored, secret or in {@code .git}.
 *
 * @param repository where
 * @param paths      to look at, one by one
 * @param beneath    directories to look at with everything beneath them, which may be gone too; the empty one stands for the whole repository
 */
public record Stale(Repository repository, Set<String> paths, Set<String> beneath) {

    /** Copies the sets. */
    public Stale {
        paths = Set.copyOf(paths);
        beneath = Set.copyOf(beneath);
    }
}
