package sigil.mcp.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many objects of each class of this module are reachable: whatever is left over after a flood stands here, parked threads included. */
final class LiveObjects {
    private static final Pattern LINE = Pattern.compile("^ *\\d+: +(\\d+) +\\d+ +(sigil\\.mcp\\.(?:http|core)\\.\\S+)");
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private LiveObjects() {
    }

    /** Counts them, after a collection. */
    static Map<String, Long> count() {
        try {
            // to a file: who counts stands still meanwhile, and could not read what is written to it
            Path histogram = Files.createTempFile("histogram", ".txt");
            try {
                new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(ProcessHandle.current().pid()), "GC.class_histogram").redirectOutput(histogram.toFile()).start().waitFor();
                Map<String, Long> counts = new TreeMap<>();
                Files.readAllLines(histogram).forEach(line -> {
                    Matcher matcher = LINE.matcher(line);
                    if (matcher.find()) {
                        counts.put(matcher.group(2), Long.parseLong(matcher.group(1)));
                    }
                });
                return counts;
            } finally {
                Files.delete(histogram);
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until there are no more of the given classes than there were before. */
    static void comeBackTo(Map<String, Long> before, Class<?>... classes) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Map<String, Long> now = count();
        while (!left(before, now, classes).isEmpty() && System.nanoTime() - end < 0) {
            Thread.sleep(100);
            now = count();
        }
        assertThat("what is left over", left(before, now, classes), is(Map.of()));
    }

    private static Map<String, Long> left(Map<String, Long> before, Map<String, Long> now, Class<?>... classes) {
        Map<String, Long> left = new TreeMap<>();
        for (Class<?> type : classes) {
            long more = now.getOrDefault(type.getName(), 0L) - before.getOrDefault(type.getName(), 0L);
            if (more > 0) {
                left.put(type.getName(), more);
            }
        }
        return left;
    }
}
