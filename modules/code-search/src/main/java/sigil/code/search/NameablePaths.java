package sigil.code.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges which paths may be named, whether or not there is anything. For one batch: what it has seen of a directory it does not look at again.
 */
final class NameablePaths {

    private final PathGate gate;
    private final Repository repository;
    private final Map<String, Optional<IgnoreLevel>> levels = new HashMap<>();

    NameablePaths(PathGate gate, Repository repository) {
        this.gate = gate;
        this.repository = repository;
    }

    boolean names(String path) {
        if (path.isEmpty()) {
            return true;
        }
        if (AskedPath.segments(path).isEmpty()) {
            return false;
        }
        var name = path.substring(path.lastIndexOf('/') + 1);
        return level(parent(path)).filter(level -> admits(level, path, name)).isPresent();
    }

    private boolean admits(IgnoreLevel level, String path, String name) {
        try {
            var attributes = Files.readAttributes(repository.root().resolve(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isDirectory() || attributes.isRegularFile()) {
                return gate.admits(level, name, attributes.isDirectory());
            }
        } catch (IOException | InvalidPathException e) {
            // gone: judged by its name
        }
        return gate.admitsGone(level, name);
    }

    /** The rules in a directory; in one that is gone, those above it; in none that is not served. */
    private Optional<IgnoreLevel> level(String directory) {
        var known = levels.get(directory);
        if (known == null) {
            known = look(directory);
            levels.put(directory, known);
        }
        return known;
    }

    private Optional<IgnoreLevel> look(String directory) {
        if (gate.open(repository, directory) instanceof Passage.OpenedFolder opened) {
            opened.folder().close();
            return Optional.of(opened.level()).filter(level -> level.directory().equals(directory));
        }
        if (directory.isEmpty()) {
            return Optional.of(gone());
        }
        var name = directory.substring(directory.lastIndexOf('/') + 1);
        return level(parent(directory))
                .filter(above -> gate.admits(above, name, true))
                .map(above -> new IgnoreLevel(directory, above.lists(), above.above(), above.below()));
    }

    /** The rules of a repository whose root is gone: the owner's own. */
    private IgnoreLevel gone() {
        return new IgnoreLevel("", List.of(), IgnoreList.of(repository.excludes()), List.of());
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}
