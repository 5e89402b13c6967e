package sigil.code.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/** What is said when the kernel gives no more. */
class KernelLimitTest {

    @TempDir
    private Path directory;

    @Test
    void theLineThatRaisesItIsSaidWithTheValueThatIsInForce() throws IOException {
        var file = Files.writeString(directory.resolve("limit"), "8192\n");
        assertThat(KernelLimit.WATCHES.words(file), is("All watches that this account may have are in use:"
                + " sudo sysctl fs.inotify.max_user_watches=524288 raises the limit (now 8192)"));
    }

    @Test
    void whoHasMuchIsToldMore() throws IOException {
        var file = Files.writeString(directory.resolve("limit"), "1000000\n");
        assertThat(KernelLimit.WATCHES.words(file), is("All watches that this account may have are in use:"
                + " sudo sysctl fs.inotify.max_user_watches=2000000 raises the limit (now 1000000)"));
    }

    @Test
    void aValueThatCannotBeReadIsNotInvented() {
        assertThat(KernelLimit.INSTANCES.words(directory.resolve("none")), is("All inotify instances that this account may have are in use:"
                + " sudo sysctl fs.inotify.max_user_instances=1024 raises the limit (now not readable)"));
    }
}
