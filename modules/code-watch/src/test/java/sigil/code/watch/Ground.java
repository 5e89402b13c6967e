package sigil.code.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A tree of a test with a watch on it. Directories named {@code ignored} are not entered, unless a file {@code .rules} beside them is there. */
final class Ground implements AutoCloseable {
    final Path root;
    final Told told = new Told();
    final Path elsewhere;
    volatile boolean storm;
    FileWatch watch;

    /** The rule: as simple as one can be that looks at the files. */
    private final class Rule implements WatchRule {
        @Override
        public boolean enters(String directory) {
            var path = root.resolve(directory);
            return !path.getFileName().toString().equals("ignored") || Files.exists(path.resolveSibling(".rules"))
                    || Files.exists(elsewhere.resolve("exclude"));
        }

        @Override
        public boolean decides(String name) {
            return name.equals(".rules");
        }

        @Override
        public Set<Path> decidesFromOutside() {
            return Set.of(elsewhere.resolve("exclude"));
        }

        @Override
        public Set<Path> signs() {
            return Set.of(elsewhere.resolve("HEAD"));
        }

        @Override
        public boolean storm() {
            return storm;
        }
    }

    private Ground(Path directory) {
        root = make(directory.resolve("root"));
        elsewhere = make(directory.resolve("elsewhere"));
    }

    static Ground in(Path directory) {
        try {
            return new Ground(directory.toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    WatchedRoot watched() {
        return new WatchedRoot("ground", root, new Rule());
    }

    static WatchSettings settings(WatchMethod method) {
        var settings = WatchSettings.DEFAULTS.with(method);
        return method == WatchMethod.POLLING ? settings.polling(Duration.ofMillis(60), Duration.ofMillis(120)) : settings;
    }

    /** Follows the tree as it is now; what is told from now on is news. */
    Ground follow(WatchMethod method) {
        watch = FileWatch.open(List.of(watched()), told, settings(method));
        return begin();
    }

    Ground follow(WatchSettings settings, Backend backend, Supplier<Mounts> mounts) {
        watch = FileWatch.open(List.of(watched()), told, settings, new FileWatch.Chosen(Optional.of(backend), ""), mounts);
        return begin();
    }

    private Ground begin() {
        told.awaitEverything("");
        calm();
        return this;
    }

    void settle() {
        Told.until("settled", () -> watch.state().settled());
    }

    /** Waits until nothing is told for a while, and forgets what was. */
    void calm() {
        settle();
        int before;
        do {
            before = told.all().size();
            Told.pause(Duration.ofMillis(500));
        } while (told.all().size() != before);
        told.forget();
    }

    Path path(String relative) {
        return root.resolve(relative);
    }

    Ground write(String path, String text) {
        write(root.resolve(path), text);
        return this;
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path make(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void move(String from, String to) {
        move(root.resolve(from), root.resolve(to));
    }

    static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path path) {
        try (Stream<Path> all = Files.walk(path)) {
            all.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
    }
}
