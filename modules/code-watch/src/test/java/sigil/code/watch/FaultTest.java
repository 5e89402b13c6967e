package sigil.code.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

/** A kernel that has no watches left, one that lost what happened, and file systems that tell nothing. */
class FaultTest {
    private static final WatchSettings SETTINGS = WatchSettings.DEFAULTS.polling(Duration.ofMillis(60), Duration.ofMillis(120));

    @TempDir
    private Path directory;

    @Test
    void whereNoWatchIsLeftASubtreeIsPolledAndTheCureIsSaid() throws IOException {
        var ground = Ground.in(directory).write("a/deep/1.txt", "1").write("b/2.txt", "2").write("c/3.txt", "3");
        // one for the directory of the rules elsewhere, one for the root
        try (ground) {
            ground.follow(SETTINGS, new FaultyBackend(2), () -> new Mounts(Map.of(), Set.of()));
            assertThat(ground.watch.state().polled(), hasSize(ground.watch.state().directories() == 1 ? 3 : 2));
            String why = ground.watch.state().polled().getFirst().why();
            assertThat(why, containsString("sysctl fs.inotify.max_user_watches="));
            assertThat(why, containsString("(now " + inForce() + ")"));
            ground.write("a/deep/1.txt", "11").write("b/2.txt", "22").write("c/new/4.txt", "4").write("top.txt", "t");
            ground.told.await("a/deep/1.txt", "b/2.txt", "c/new/4.txt", "top.txt");
        }
    }

    /** As a shell reads it. */
    private static String inForce() throws IOException {
        var process = new ProcessBuilder("cat", "/proc/sys/fs/inotify/max_user_watches").start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    }

    @Test
    void aPolledDirectoryThatIsDeletedIsPolledNoMore() {
        var ground = Ground.in(directory).write("a/1.txt", "1");
        try (ground) {
            ground.follow(SETTINGS, new FaultyBackend(2), () -> new Mounts(Map.of(), Set.of()));
            Ground.delete(ground.path("a"));
            ground.told.await("a/1.txt");
            Told.until("not polled", () -> ground.watch.state().polled().isEmpty());
        }
    }

    @Test
    void whatWasLostIsToldAsEverythingAndFollowedAfterwards() {
        var ground = Ground.in(directory).write("src/1.txt", "1");
        var backend = new FaultyBackend(1_000);
        try (ground) {
            ground.follow(SETTINGS, backend, () -> new Mounts(Map.of(), Set.of()));
            backend.lose();
            ground.write("src/new/deep/2.txt", "2").move("src", "moved");
            Told.pause(Duration.ofMillis(200));
            assertThat(ground.told.all(), hasSize(0));
            backend.overflow();
            ground.told.awaitEverything("");
            assertThat(ground.watch.state().overflows(), is(1L));
            ground.calm();
            ground.write("moved/new/deep/2.txt", "changed");
            ground.told.await("moved/new/deep/2.txt");
            assertThat(ground.watch.state().directories(), is(4));
        }
    }

    @Test
    void aFileSystemThatTellsNothingIsPolledWhileItIsMounted() {
        var ground = Ground.in(directory).write("here/1.txt", "1").write("share/2.txt", "2");
        var mounts = new AtomicReference<>(Mounts.parse("30 1 0:1 / / rw - ext4 /dev/vda rw\n31 30 0:2 / "
                + ground.path("share") + " rw - nfs4 box:/ rw"));
        try (ground) {
            ground.follow(SETTINGS, new FaultyBackend(1_000), mounts::get);
            assertThat(ground.watch.state().polled(), hasSize(1));
            assertThat(ground.watch.state().polled().getFirst().directory(), is("share"));
            assertThat(ground.watch.state().polled().getFirst().why(), containsString("nfs4"));
            ground.write("share/2.txt", "22").write("here/1.txt", "11");
            ground.told.await("share/2.txt", "here/1.txt");
            mounts.set(Mounts.parse("30 1 0:1 / / rw - ext4 /dev/vda rw"));
            Told.until("watched", () -> ground.watch.state().polled().isEmpty() && ground.watch.state().settled());
            ground.calm();
            ground.write("share/2.txt", "222");
            ground.told.await("share/2.txt");
        }
    }

    @Test
    void aRootOnSuchAFileSystemIsPolledAsAWhole() {
        var ground = Ground.in(directory).write("1.txt", "1");
        try (ground) {
            ground.follow(SETTINGS, new FaultyBackend(1_000), () -> Mounts.parse("31 30 0:2 / " + directory.getRoot() + " rw - fuse.sshfs x rw"));
            assertThat(ground.watch.state().directories(), is(0));
            assertThat(ground.watch.state().polled().getFirst().directory(), is(""));
            ground.write("1.txt", "11");
            ground.told.await("1.txt");
        }
    }
}
