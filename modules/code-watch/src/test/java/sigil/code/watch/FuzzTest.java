package sigil.code.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/**
 * Two thousand changes that chance picks, while it is watched: whoever looks only where he is told knows in the end size and time of every file.
 * The seed is {@code -Dsigil.seed}, and is said when it fails.
 */
class FuzzTest {
    private static final int CHANGES = 2_000;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void whoLooksWhereHeIsToldKnowsAll(WatchMethod method) throws IOException {
        long seed = Long.getLong("sigil.seed", System.nanoTime());
        var random = new Random(seed);
        var ground = Ground.in(directory);
        for (int i = 0; i < 60; i++) {
            change(ground, random);
        }
        var follower = new Follower(ground.root);
        try (var watch = FileWatch.open(List.of(new WatchedRoot("fuzz", ground.root, path -> true)), follower, Ground.settings(method))) {
            for (int round = 0; round < 4; round++) {
                for (int i = 0; i < CHANGES / 4; i++) {
                    change(ground, random);
                }
                try {
                    Told.until("all known", () -> watch.state().settled() && follower.files().equals(Follower.walk(ground.root, "")));
                } catch (AssertionError e) {
                    assertThat("seed " + seed + ", round " + round, follower.files(), is(Follower.walk(ground.root, "")));
                }
            }
            assertThat("seed " + seed, watch.state().failures(), is(0L));
        }
    }

    private static void change(Ground ground, Random random) throws IOException {
        try {
            switch (random.nextInt(14)) {
                case 0, 1, 2 -> ground.write(freshPath(ground, random), "x".repeat(random.nextInt(200)));
                case 3, 4 -> Files.writeString(any(ground, random, false), "y".repeat(random.nextInt(300)), StandardOpenOption.TRUNCATE_EXISTING);
                case 5 -> Files.writeString(any(ground, random, false), "more", StandardOpenOption.APPEND);
                case 6 -> saveAtomically(any(ground, random, false));
                case 7 -> Files.delete(any(ground, random, false));
                case 8 -> Files.move(any(ground, random, false), target(ground, random), StandardCopyOption.REPLACE_EXISTING);
                case 9, 10 -> Files.move(any(ground, random, true), target(ground, random));
                case 11 -> Files.createDirectories(ground.path(freshPath(ground, random)));
                case 12 -> Files.setLastModifiedTime(any(ground, random, false), FileTime.fromMillis(random.nextInt()));
                default -> remove(ground, random);
            }
        } catch (FileSystemException | UncheckedIOException e) {
            // what chance picked cannot be done: a directory into itself, a file where a directory is
        }
    }

    private static void saveAtomically(Path file) throws IOException {
        var temporary = Files.writeString(file.resolveSibling(file.getFileName() + ".tmp"), "saved " + System.nanoTime());
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Now and then a whole directory, into another or for good, and sometimes out of the tree and back under another name. */
    private static void remove(Ground ground, Random random) throws IOException {
        var victim = any(ground, random, true);
        switch (random.nextInt(3)) {
            case 0 -> Ground.delete(victim);
            case 1 -> {
                var away = Files.createTempDirectory(ground.elsewhere, "away").resolve("d");
                Files.move(victim, away);
                Files.writeString(away.resolve("written away"), "w");
                Files.move(away, target(ground, random));
            }
            default -> Files.move(victim, Files.createTempDirectory(ground.elsewhere, "gone").resolve("d"));
        }
    }

    private static Path target(Ground ground, Random random) {
        return random.nextBoolean() ? ground.path("d" + random.nextInt(12)) : any(ground, random, true).resolve("d" + random.nextInt(6));
    }

    private static String freshPath(Ground ground, Random random) {
        var names = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            names.append('d').append(random.nextInt(6)).append('/');
        }
        return names + "f" + random.nextInt(40);
    }

    private static Path any(Ground ground, Random random, boolean wantDirectory) {
        try (Stream<Path> all = Files.walk(ground.root)) {
            var candidates = all.filter(path -> !path.equals(ground.root) && Files.isDirectory(path) == wantDirectory).toList();
            return candidates.isEmpty() ? ground.path("none") : candidates.get(random.nextInt(candidates.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
