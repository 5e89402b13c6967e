package sigil.code.symbols;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A process of ours with a ctags of its own, which is killed. */
@Timeout(60)
class CtagsKilledTest {

    @TempDir
    Path directory;

    @Test
    void noCtagsOutlivesUs() throws Exception {
        try (var source = OutlineSource.of("auto")) {
            assumeTrue(source.knows("Lua") || "true".equals(System.getenv("CI")), "needs universal-ctags with json and interactive");
        }
        killed("auto");
    }

    @Test
    void noProgramThatReadsToTheEndOutlivesUs() throws Exception {
        killed(CtagsStandIn.script(directory, "5.9.0", "json interactive", CtagsStandIn.GREETING + """
                while read request && read text; do
                  echo '{"_type": "completed", "command": "generate-tags"}'
                done
                """).toString());
    }

    private static void killed(String ctags) throws IOException, InterruptedException {
        var classes = String.join(File.pathSeparator, System.getProperty("jdk.module.path", ""), System.getProperty("java.class.path", ""), "target/test-classes");
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-cp", classes, Asking.class.getName(), ctags)
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<ProcessHandle> started;
        try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var line = String.valueOf(output.readLine());
            assertThat(line, line.matches("\\d+( \\d+)*"), is(true));
            started = Stream.of(line.split(" ")).map(Long::valueOf).map(ProcessHandle::of).flatMap(Optional::stream).toList();
            assertThat(started.size(), greaterThan(0));
        } finally {
            process.destroyForcibly().waitFor();
        }
        started.forEach(handle -> handle.onExit().join());
    }

    /** The process: it asks once and waits for its death. */
    public static final class Asking {

        private Asking() {
        }

        /**
         * Asks.
         *
         * @param arguments what {@link OutlineSource#of} takes
         * @throws InterruptedException never
         */
        public static void main(String[] arguments) throws InterruptedException {
            var source = OutlineSource.of(arguments[0]);
            source.outline("Lua", "function a() end\n", () -> false);
            System.out.println(ProcessHandle.current().descendants().map(handle -> String.valueOf(handle.pid())).collect(Collectors.joining(" ")));
            System.out.flush();
            Thread.sleep(Duration.ofMinutes(1));
        }
    }
}
