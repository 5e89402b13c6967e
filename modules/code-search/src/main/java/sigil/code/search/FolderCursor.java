package sigil.code.search;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Opens files of one tree by their real relative paths, from the root down, and keeps the directories on the way open: files in walk
 * order cost few steps each. For one thread.
 */
final class FolderCursor implements AutoCloseable {

    /** Who says what is served. */
    private record Judge(PathGate gate, Repository repository) {
    }

    private final Optional<Judge> judge;
    private final ArrayList<String> names = new ArrayList<>();
    private final ArrayList<Folder> folders = new ArrayList<>();
    private final ArrayList<IgnoreLevel> levels = new ArrayList<>();

    /** A cursor over files that a walk has just met, so that they are known to be served. */
    FolderCursor(Path root) throws IOException {
        this.judge = Optional.empty();
        folders.add(Folder.open(root));
    }

    /** A cursor over files of which it is not known whether they are served: those that are not are not there. */
    FolderCursor(PathGate gate, Repository repository) throws IOException {
        this.judge = Optional.of(new Judge(gate, repository));
        folders.add(Folder.open(repository.root()));
        levels.add(gate.top(repository, folders.getFirst()));
    }

    /** Whether it judges. */
    boolean judges() {
        return judge.isPresent();
    }

    /** Opens a regular file. */
    ReadableByteChannel file(String path) throws IOException {
        var segments = path.split("/");
        enter(segments);
        var name = segments[segments.length - 1];
        return judge.isPresent() ? judge.get().gate().file(levels.getLast(), folders.getLast(), name) : folders.getLast().file(name);
    }

    /** What is known of a file or directory. */
    BasicFileAttributes attributes(String path) throws IOException {
        var segments = path.split("/");
        enter(segments);
        var name = segments[segments.length - 1];
        var attributes = folders.getLast().attributes(name);
        if (judge.isPresent()) {
            admit(name, attributes);
        }
        return attributes;
    }

    private void enter(String[] segments) throws IOException {
        int directories = segments.length - 1;
        int common = 0;
        while (common < directories && common < names.size() && names.get(common).equals(segments[common])) {
            common++;
        }
        while (names.size() > common) {
            names.removeLast();
            folders.removeLast().close();
            if (judge.isPresent()) {
                levels.removeLast();
            }
        }
        for (int i = common; i < directories; i++) {
            enter(segments[i]);
        }
    }

    private void enter(String name) throws IOException {
        if (judge.isEmpty()) {
            folders.add(folders.getLast().folder(name));
            names.add(name);
            return;
        }
        admit(name, true);
        folders.add(folders.getLast().folder(name));
        names.add(name);
        levels.add(judge.get().gate().enter(judge.get().repository(), levels.getLast(), name, folders.getLast()));
    }

    private void admit(String name, boolean directory) throws NoSuchFileException {
        if (!judge.get().gate().admits(levels.getLast(), name, directory)) {
            throw new NoSuchFileException("not served");
        }
    }

    private void admit(String name, BasicFileAttributes attributes) throws IOException {
        if (!judge.get().gate().admits(levels.getLast(), folders.getLast(), name, attributes)) {
            throw new NoSuchFileException("not served");
        }
    }

    @Override
    public void close() {
        while (!folders.isEmpty()) {
            folders.removeLast().close();
        }
    }
}
