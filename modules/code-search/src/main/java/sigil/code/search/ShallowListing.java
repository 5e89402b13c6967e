package sigil.code.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Lists chosen names of one directory and looks no deeper, so that it is quick in a repository of any size. What a {@link FileListing} would
 * not show it does not show either.
 */
public final class ShallowListing {

    private final PathGate gate;

    /**
     * A listing behind a gate.
     *
     * @param gate judges every path
     */
    public ShallowListing(PathGate gate) {
        this.gate = gate;
    }

    /**
     * Lists a directory.
     *
     * @param repository where
     * @param directory  repository-relative, empty for the root, without a slash at its end
     * @param names      chooses among the names in it; only what it chooses costs a look at the file
     * @return the chosen entries by code point, with paths that begin as the directory was given; a link is told as the file or directory it
     *         leads to, and of a directory nothing is counted. None if the directory is missing or not served
     */
    public List<Entry> list(Repository repository, String directory, Predicate<String> names) {
        return switch (gate.open(repository, directory)) {
            case Passage.Closed() -> List.of();
            case Passage.OpenedFile file -> {
                close(file);
                yield List.of();
            }
            case Passage.OpenedFolder opened -> {
                try (var folder = opened.folder()) {
                    yield entries(repository, directory, folder, opened.level(), names);
                }
            }
        };
    }

    private List<Entry> entries(Repository repository, String directory, Folder folder, IgnoreLevel level, Predicate<String> wanted) {
        List<String> names;
        try {
            names = folder.names().stream().filter(wanted).sorted(CodePointOrder.NAMES).toList();
        } catch (IOException e) {
            return List.of();
        }
        // reached through a link, an entry must pass by both its paths
        boolean aliased = !directory.equals(level.directory());
        var entries = new ArrayList<Entry>();
        for (var name : names) {
            var path = AskedPath.join(directory, name);
            (aliased ? throughGate(repository, path) : direct(repository, path, folder, level, name)).ifPresent(entries::add);
        }
        return entries;
    }

    private Optional<Entry> direct(Repository repository, String path, Folder folder, IgnoreLevel level, String name) {
        try {
            var attributes = folder.attributes(name);
            if (attributes.isSymbolicLink()) {
                return throughGate(repository, path);
            }
            if (!gate.admits(level, folder, name, attributes)) {
                return Optional.empty();
            }
            return Optional.of(attributes.isDirectory() ? new Entry(path, Entry.Kind.DIRECTORY, 0)
                    : new Entry(path, Entry.Kind.FILE, attributes.size()));
        } catch (IOException e) {
            // gone between listing and looking, or a name this system cannot say again
            return Optional.empty();
        }
    }

    private Optional<Entry> throughGate(Repository repository, String path) {
        return switch (gate.open(repository, path)) {
            case Passage.Closed() -> Optional.empty();
            case Passage.OpenedFile file -> {
                close(file);
                yield Optional.of(new Entry(path, Entry.Kind.FILE, file.size()));
            }
            case Passage.OpenedFolder folder -> {
                folder.folder().close();
                yield Optional.of(new Entry(path, Entry.Kind.DIRECTORY, 0));
            }
        };
    }

    private static void close(Passage.OpenedFile file) {
        try {
            file.channel().close();
        } catch (IOException e) {
            // opened for reading only: nothing is lost
        }
    }
}
