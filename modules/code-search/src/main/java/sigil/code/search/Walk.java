package sigil.code.search;

import java.io.IOException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks what is served of a directory, in the order of {@link CodePointOrder#PATHS}. Ignored directories are not entered, links not followed.
 */
final class Walk {

    /** Beneath this nothing is walked: each level holds descriptors open. */
    private static final int DEEPEST = 100;

    /** Sees each entry in turn. */
    interface Visitor {
        /** @return whether to go on */
        boolean visit(Entry entry);

        /** Hears of a directory that is served and was not entered: it cannot be read, or lies too deep. What is in it is not met. */
        default void leave(String directory) {
        }

        /** The same for a regular file, with what is known of it. */
        default boolean visitFile(Entry entry, BasicFileAttributes attributes) {
            return visit(entry);
        }
    }

    private record Child(String name, Entry.Kind kind, long size, BasicFileAttributes attributes) {
    }

    private final PathGate gate;
    private final Repository repository;
    private final boolean hidden;
    private final int maxDepth;
    private final Visitor visitor;

    /**
     * A walk.
     *
     * @param hidden   whether names that begin with a dot are met
     * @param maxDepth 1 for the direct entries of the start only
     */
    Walk(PathGate gate, Repository repository, boolean hidden, int maxDepth, Visitor visitor) {
        this.gate = gate;
        this.repository = repository;
        this.hidden = hidden;
        this.maxDepth = Math.min(maxDepth, DEEPEST);
        this.visitor = visitor;
    }

    /** Walks the whole repository; a root that cannot be opened has no entries. */
    void wholeRepository() {
        if (gate.open(repository, "") instanceof Passage.OpenedFolder start) {
            from(start);
        }
    }

    /**
     * Walks beneath an opened directory and closes it.
     *
     * @return whether the visitor let it come to its end
     */
    boolean from(Passage.OpenedFolder start) {
        try (var folder = start.folder()) {
            return walk(folder, start.level(), children(folder, start.level()), 1);
        }
    }

    private boolean walk(Folder folder, IgnoreLevel level, List<Child> children, int depth) {
        for (var child : children) {
            var path = AskedPath.join(level.directory(), child.name());
            boolean goOn = switch (child.kind()) {
                case DIRECTORY -> directory(folder, level, child.name(), path, depth);
                case LINK -> visitor.visit(new Entry(path, child.kind(), child.size()));
                case FILE -> visitor.visitFile(new Entry(path, child.kind(), child.size()), child.attributes());
            };
            if (!goOn) {
                return false;
            }
        }
        return true;
    }

    private boolean directory(Folder parent, IgnoreLevel level, String name, String path, int depth) {
        Folder folder;
        try {
            folder = parent.folder(name);
        } catch (IOException e) {
            // it may be gone by now, or unreadable: it is there, and nothing of it is served
            if (there(parent, name)) {
                visitor.leave(path);
            }
            return visitor.visit(new Entry(path, Entry.Kind.DIRECTORY, 0));
        }
        try (folder) {
            var inner = gate.enter(repository, level, name, folder);
            var children = children(folder, inner);
            if (depth >= DEEPEST && !children.isEmpty()) {
                visitor.leave(path);
            }
            return visitor.visit(new Entry(path, Entry.Kind.DIRECTORY, children.size()))
                    && (depth >= maxDepth || walk(folder, inner, children, depth + 1));
        }
    }

    private static boolean there(Folder parent, String name) {
        try {
            return parent.find(name).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private List<Child> children(Folder folder, IgnoreLevel level) {
        List<String> names;
        try {
            names = new ArrayList<>(folder.names());
        } catch (IOException e) {
            return List.of();
        }
        names.sort(CodePointOrder.NAMES);
        var children = new ArrayList<Child>(names.size());
        for (var name : names) {
            if (hidden || !name.startsWith(".")) {
                child(folder, level, name, children);
            }
        }
        return children;
    }

    private void child(Folder folder, IgnoreLevel level, String name, List<Child> children) {
        try {
            var attributes = folder.attributes(name);
            if (attributes.isSymbolicLink()) {
                link(AskedPath.join(level.directory(), name), name, attributes, children);
            } else if (gate.admits(level, folder, name, attributes)) {
                children.add(attributes.isDirectory() ? new Child(name, Entry.Kind.DIRECTORY, 0, attributes)
                        : new Child(name, Entry.Kind.FILE, attributes.size(), attributes));
            }
        } catch (IOException e) {
            // gone between listing and looking, or a name this system cannot say again
        }
    }

    private void link(String path, String name, BasicFileAttributes attributes, List<Child> children) throws IOException {
        switch (gate.open(repository, path)) {
            case Passage.OpenedFile file -> {
                file.channel().close();
                children.add(new Child(name, Entry.Kind.LINK, file.size(), attributes));
            }
            case Passage.OpenedFolder folder -> {
                folder.folder().close();
                children.add(new Child(name, Entry.Kind.LINK, 0, attributes));
            }
            case Passage.Closed() -> {
            }
        }
    }
}
