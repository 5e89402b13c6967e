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
    private final FolderWay way;
    private final ArrayList<String> names = new ArrayList<>();
    private final ArrayList<IgnoreLevel> levels = new ArrayList<>();

    /** A cursor over files that a walk has just met, so that they are known to be served. */
    FolderCursor(Path root) throws IOException {
        this.judge = Optional.empty();
        this.way = FolderWay.from(Folder.open(root));
    }

    /** A cursor over files of which it is not known whether they are served: those that are not are not there. */
    FolderCursor(PathGate gate, Repository repository) throws IOException {
        this.judge = Optional.of(new Judge(gate, repository));
        var root = Folder.open(repository.root());
        this.way = FolderWay.from(root);
        levels.add(gate.top(repository, root));
    }

    /** Whether it judges. */
    boolean judges() {
        return judge.isPresent();
    }

    /** Opens a regular file. */
    ReadableByteChannel file(String path) throws IOException {
        var segments = path.split("/");
        var folder = enter(segments);
        var name = segments[segments.length - 1];
        return judge.isPresent() ? judge.get().gate().file(levels.getLast(), folder, name) : folder.file(name);
    }

    /** What is known of a file or directory. */
    BasicFileAttributes attributes(String path) throws IOException {
        var segments = path.split("/");
        var folder = enter(segments);
        var name = segments[segments.length - 1];
        var attributes = folder.attributes(name);
        if (judge.isPresent() && !judge.get().gate().admits(levels.getLast(), folder, name, attributes)) {
            throw new NoSuchFileException("not served");
        }
        return attributes;
    }

    private Folder enter(String[] segments) throws IOException {
        int directories = segments.length - 1;
        int common = 0;
        while (common < directories && common < names.size() && names.get(common).equals(segments[common])) {
            common++;
        }
        while (names.size() > common) {
            names.removeLast();
            if (judge.isPresent()) {
                levels.removeLast();
            }
        }
        way.to(segments, directories, common);
        for (int i = common; i < directories; i++) {
            enter(segments[i]);
        }
        return way.step(directories);
    }

    private void enter(String name) throws IOException {
        if (judge.isPresent()) {
            var with = judge.get();
            if (!with.gate().admits(levels.getLast(), name, true)) {
                throw new NoSuchFileException("not served");
            }
            levels.add(with.gate().enter(with.repository(), levels.getLast(), name, way.step(names.size() + 1)));
        } else {
            way.step(names.size() + 1);
        }
        names.add(name);
    }

    @Override
    public void close() {
        way.close();
    }
}
