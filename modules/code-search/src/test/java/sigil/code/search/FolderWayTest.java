package sigil.code.search;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whichever way a cursor goes, it comes to the same directories. */
class FolderWayTest {

    @TempDir
    Path directory;

    /** The ways to go. */
    enum Kind {
        STEPS {
            @Override
            FolderWay from(Path root) throws IOException {
                return new FolderWay.Steps(Folder.open(root));
            }
        },
        LEAPS {
            @Override
            FolderWay from(Path root) throws IOException {
                assumeTrue(Kernel.isUsable() && Kernel.isLeaping(), "Linux 5.6 on x86-64, and native access");
                return new FolderWay.Leaps(KernelFolder.open(root));
            }
        };

        abstract FolderWay from(Path root) throws IOException;
    }

    private static String read(Folder folder, String name) throws IOException {
        try (var channel = folder.file(name)) {
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The directory of a path; what is above it holds what it holds. */
    private static Folder go(FolderWay way, String[] names, int common) throws IOException {
        way.to(names, names.length, common);
        for (int count = common + 1; count <= names.length; count++) {
            assertThat(read(way.step(count), "here"), is(String.join("/", Arrays.asList(names).subList(0, count))));
        }
        return way.step(names.length);
    }

    private void tree(Path at, String path, int depth) throws IOException {
        Files.createDirectories(at);
        Files.writeString(at.resolve("here"), path);
        for (int i = 0; i < 3 && depth > 0; i++) {
            tree(at.resolve("d" + i), path.isEmpty() ? "d" + i : path + "/d" + i, depth - 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void directoriesAreReachedInAnyOrder(Kind kind) throws IOException {
        tree(directory, "", 4);
        var random = new Random(5);
        try (var way = kind.from(directory)) {
            var before = new String[0];
            for (int i = 0; i < 500; i++) {
                var names = random.ints(random.nextInt(5), 0, 3).mapToObj(n -> "d" + n).toArray(String[]::new);
                int mismatch = Arrays.mismatch(before, names);
                assertThat(read(go(way, names, mismatch < 0 ? names.length : mismatch), "here"), is(String.join("/", names)));
                before = names;
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLinkOnTheWayLeadsNowhereAndTheNextOneIsReachedAllTheSame(Kind kind) throws IOException {
        tree(directory.resolve("outside/x"), "outside", 2);
        var root = directory.resolve("root");
        tree(root, "", 2);
        Files.createSymbolicLink(root.resolve("d0/link"), directory.resolve("outside/x"));
        Files.createSymbolicLink(root.resolve("d0/within"), Path.of("d1"));
        try (var way = kind.from(root)) {
            go(way, new String[] {"d0", "d1"}, 0);
            for (var link : new String[] {"link", "within", "gone"}) {
                assertThrows(NoSuchFileException.class, () -> go(way, new String[] {"d0", link, "d0"}, 1));
                assertThrows(NoSuchFileException.class, () -> go(way, new String[] {"d0", link}, 1));
            }
            assertThat(read(go(way, new String[] {"d0", "d2"}, 1), "here"), is("d0/d2"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDirectoryThatIsExchangedForALinkOnTheWayIsNotEntered(Kind kind) throws IOException {
        tree(directory.resolve("outside"), "outside", 2);
        var root = directory.resolve("root");
        tree(root, "", 3);
        try (var way = kind.from(root)) {
            go(way, new String[] {"d0", "d1", "d2"}, 0);
            Files.move(root.resolve("d1"), root.resolve("moved"));
            Files.createSymbolicLink(root.resolve("d1"), directory.resolve("outside"));
            assertThrows(NoSuchFileException.class, () -> go(way, new String[] {"d1", "d1"}, 0));
        }
    }
}
