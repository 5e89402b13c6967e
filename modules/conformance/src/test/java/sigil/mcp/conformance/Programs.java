package sigil.mcp.conformance;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Other programs, run for a bounded time with their output in a file. */
final class Programs {

    private Programs() {
    }

    /** Those that the PATH does not lead to. */
    static List<String> missing(String... names) {
        return Stream.of(names)
                .filter(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .noneMatch(directory -> Files.isExecutable(Path.of(directory, name))))
                .toList();
    }

    /**
     * Runs a program to its end.
     *
     * @return its exit code
     * @throws AssertionError if it is not done in time; then it is no more
     */
    static int run(Path directory, Path output, Duration limit, List<String> command) throws IOException, InterruptedException {
        Files.createDirectories(output.getParent());
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(String.join(" ", command) + " took longer than " + limit.toSeconds() + " s; see " + output);
            }
            return process.exitValue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
