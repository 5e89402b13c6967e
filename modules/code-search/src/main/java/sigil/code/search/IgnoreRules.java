package sigil.code.search;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Git's ignore rules for one repository (gitignore(5)), judged on repository-relative paths alone: where the checkout lies says nothing.
 * A tracked file that is ignored counts as ignored. Files are read again when their time, size or identity changes.
 */
final class IgnoreRules {

    private static final int LARGEST_FILE = 4 << 20;

    /** For a repository without a {@code .gitignore} at its root: what nobody means by "the code". */
    private static final IgnoreList BUILT_IN = IgnoreList.of(List.of("node_modules/", "target/", "build/", "dist/", "out/", ".gradle/",
            ".venv/", "venv/", "__pycache__/", ".next/", "**/vendor/bundle/"));

    private record Stamp(FileTime modified, long size, String identity) {
        static Stamp of(BasicFileAttributes attributes) {
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
        }
    }

    private record Cached(Stamp stamp, IgnoreList list) {
    }

    private final Repository repository;
    private final UserIgnoreFile userFile;
    private final IgnoreList configured;
    private final ConcurrentHashMap<String, Cached> inTree = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Path, Cached> outside = new ConcurrentHashMap<>();

    /**
     * Rules of a repository.
     *
     * @param userFile tells the user's own ignore file
     */
    IgnoreRules(Repository repository, UserIgnoreFile userFile) {
        this.repository = repository;
        this.userFile = userFile;
        this.configured = IgnoreList.of(repository.excludes());
    }

    /** The rules in force at the root. */
    IgnoreLevel top(Folder root) {
        var own = inTree("", root);
        var below = new ArrayList<IgnoreList>();
        GitDirectory.of(repository.root()).ifPresent(git -> below.add(outside(git.common().resolve("info").resolve("exclude"))));
        userFile.in(repository).ifPresent(file -> below.add(outside(file)));
        if (!hasRootFile(root)) {
            below.add(BUILT_IN);
        }
        return new IgnoreLevel("", own.isEmpty() ? List.of() : List.of(new IgnoreLevel.Placed(own, 0)), configured, List.copyOf(below));
    }

    /** The rules in force in a directory of another; the caller has seen that it is not ignored. */
    IgnoreLevel enter(IgnoreLevel level, String name, Folder folder) {
        var directory = AskedPath.join(level.directory(), name);
        var own = inTree(directory, folder);
        var lists = level.lists();
        if (!own.isEmpty()) {
            var deeper = new ArrayList<IgnoreLevel.Placed>(lists.size() + 1);
            deeper.add(new IgnoreLevel.Placed(own, directory.getBytes(StandardCharsets.UTF_8).length + 1));
            deeper.addAll(lists);
            lists = List.copyOf(deeper);
        }
        return new IgnoreLevel(directory, lists, level.above(), level.below());
    }

    private static boolean hasRootFile(Folder root) {
        try {
            return root.find(".gitignore").filter(BasicFileAttributes::isRegularFile).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private IgnoreList inTree(String directory, Folder folder) {
        try {
            // like git since 2.32: a .gitignore that is a link is not followed
            var attributes = folder.find(".gitignore").filter(BasicFileAttributes::isRegularFile);
            if (attributes.isEmpty()) {
                inTree.remove(directory);
                return IgnoreList.EMPTY;
            }
            var stamp = Stamp.of(attributes.get());
            var cached = inTree.get(directory);
            if (cached == null || !cached.stamp().equals(stamp)) {
                try (var channel = folder.file(".gitignore", attributes.get())) {
                    cached = new Cached(stamp, IgnoreList.parse(Channels.newInputStream(channel).readNBytes(LARGEST_FILE)));
                }
                inTree.put(directory, cached);
            }
            return cached.list();
        } catch (IOException e) {
            inTree.remove(directory);
            return IgnoreList.EMPTY;
        }
    }

    private IgnoreList outside(Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                return IgnoreList.EMPTY;
            }
            var stamp = Stamp.of(attributes);
            var cached = outside.get(file);
            if (cached == null || !cached.stamp().equals(stamp)) {
                try (var in = Files.newInputStream(file)) {
                    cached = new Cached(stamp, IgnoreList.parse(in.readNBytes(LARGEST_FILE)));
                }
                outside.put(file, cached);
            }
            return cached.list();
        } catch (IOException e) {
            return IgnoreList.EMPTY;
        }
    }
}
