package sigil.code.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Knows size and time of every file of a tree, and looks only where it is told to. */
final class Follower implements WatchListener {

    record Seen(long size, FileTime modified) {
    }

    private final Path root;
    private final TreeMap<String, Seen> files = new TreeMap<>();

    Follower(Path root) {
        this.root = root;
    }

    @Override
    public synchronized void lookAgain(LookAgain where) {
        for (var directory : where.beneath()) {
            forget(directory);
            files.putAll(walk(root, directory));
        }
        where.paths().forEach(this::look);
    }

    private void look(String path) {
        try {
            var attributes = Files.readAttributes(root.resolve(path), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isDirectory()) {
                files.remove(path);
                known(path).stream().filter(entry -> !Files.exists(root.resolve(entry), LinkOption.NOFOLLOW_LINKS)).forEach(this::forget);
            } else {
                forget(path);
                files.put(path, new Seen(attributes.size(), attributes.lastModifiedTime()));
            }
        } catch (IOException e) {
            forget(path);
        }
    }

    /** The entries of a directory in which it knows anything. */
    private Set<String> known(String directory) {
        var prefix = directory.isEmpty() ? "" : directory + '/';
        var beneath = directory.isEmpty() ? files.keySet() : files.subMap(prefix, directory + '0').keySet();
        return beneath.stream().map(file -> {
            int slash = file.indexOf('/', prefix.length());
            return slash < 0 ? file : file.substring(0, slash);
        }).collect(Collectors.toSet());
    }

    private void forget(String path) {
        if (path.isEmpty()) {
            files.clear();
        } else {
            files.remove(path);
            // '0' is what comes after '/'
            files.subMap(path + '/', path + '0').clear();
        }
    }

    synchronized Map<String, Seen> files() {
        return Map.copyOf(files);
    }

    /** What there is in truth. */
    static Map<String, Seen> walk(Path root, String directory) {
        var found = new TreeMap<String, Seen>();
        var start = directory.isEmpty() ? root : root.resolve(directory);
        if (!Files.exists(start, LinkOption.NOFOLLOW_LINKS)) {
            return found;
        }
        try {
            Files.walkFileTree(start, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    found.put(root.relativize(file).toString(), new Seen(attributes.size(), attributes.lastModifiedTime()));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path at, IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
