package sigil.code.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/** Thousands of changes at once: whoever looks only where he is told knows in the end what there is. */
class StormTest {

    @TempDir
    private Path directory;
    private Ground ground;
    private Follower follower;

    @BeforeEach
    void prepare() {
        ground = Ground.in(directory);
        follower = new Follower(ground.root);
    }

    @ParameterizedTest
    @EnumSource
    void fiveThousandFilesInOneDirectory(WatchMethod method) {
        ground.write("many/first", "x");
        try (var watch = follow(method)) {
            for (int i = 0; i < 5_000; i++) {
                ground.write("many/" + i, "x".repeat(i % 7));
            }
            knowsAll(watch, 5_001);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSwitchBetweenBranchesOfTwoThousandFilesInManyDirectories(WatchMethod method) throws Exception {
        git("init", "-q", "-b", "one");
        for (int i = 0; i < 2_000; i++) {
            ground.write("src/m" + i % 50 + "/p" + i % 7 + "/File" + i + ".java", "class File" + i + " {}\n");
        }
        commit("one");
        git("switch", "-q", "-c", "two");
        Ground.delete(ground.path("src/m7"));
        for (int i = 0; i < 2_000; i++) {
            ground.write((i % 3 == 0 ? "other/n" : "src/m") + i % 40 + "/p" + i % 7 + "/File" + i + ".java", "class File" + i + " { int two; }\n");
        }
        commit("two");
        try (var watch = follow(method)) {
            git("switch", "-q", "one");
            knowsAll(watch, 2_000);
            git("switch", "-q", "two");
            knowsAll(watch, Follower.walk(ground.root, "").size() - gitFiles());
        }
    }

    private FileWatch follow(WatchMethod method) {
        // the directory of git is none of the tree
        var root = new WatchedRoot("storm", ground.root, path -> !path.equals(".git"));
        var watch = FileWatch.open(List.of(root), follower, Ground.settings(method));
        Told.until("the beginning", () -> watch.state().settled() && mine().equals(truth()));
        return watch;
    }

    private void knowsAll(FileWatch watch, int files) {
        Told.until("all known", () -> mine().equals(truth()) && watch.state().settled());
        assertThat(truth().size(), is(files));
    }

    private Map<String, Follower.Seen> mine() {
        return tree(follower.files());
    }

    private Map<String, Follower.Seen> truth() {
        return tree(Follower.walk(ground.root, ""));
    }

    private int gitFiles() {
        return Follower.walk(ground.root, ".git").size();
    }

    private static Map<String, Follower.Seen> tree(Map<String, Follower.Seen> files) {
        var tree = new TreeMap<>(files);
        tree.keySet().removeIf(path -> WatchedRoot.beneath(path, ".git"));
        return tree;
    }

    private void commit(String message) throws IOException, InterruptedException {
        git("add", "-A");
        git("-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "gc.auto=0", "commit", "-q", "-m", message);
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).directory(ground.root.toFile()).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said, process.waitFor(), is(0));
    }
}
