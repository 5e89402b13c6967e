package sigil.mcp.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The other process of {@link RuleCheck}: runs test classes until each has failed once, or to their end. */
final class RuleCheckRun implements TestExecutionListener {
    private final Path report;
    private final List<String> classes;
    /** By class, the first of its tests that failed. */
    private final Map<String, String> failed = new TreeMap<>();

    private RuleCheckRun(Path report, List<String> classes) {
        this.report = report;
        this.classes = classes;
    }

    /** The file for the report, which is one line for each class that failed, and the names of the classes. */
    public static void main(String[] args) {
        List<String> classes = List.of(args).subList(1, args.length);
        var run = new RuleCheckRun(Path.of(args[0]), classes);
        LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request()
                .selectors(classes.stream().map(DiscoverySelectors::selectClass).toList())
                .configurationParameter("junit.jupiter.execution.timeout.default", "90 s")
                .configurationParameter("junit.jupiter.execution.timeout.thread.mode.default", "SEPARATE_THREAD")
                .build(), run);
        run.end();
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() != TestExecutionResult.Status.FAILED) {
            return;
        }
        test.getSource().ifPresent(source -> {
            String type = type(source);
            String method = source instanceof MethodSource of ? of.getMethodName() : "(all)";
            failed.putIfAbsent(type, "%s#%s: %s".formatted(type.substring(type.lastIndexOf('.') + 1), method,
                    result.getThrowable().map(RuleCheckRun::line).orElse("")));
        });
        if (failed.keySet().containsAll(classes)) {
            end();
        }
    }

    private static String type(TestSource source) {
        String name = switch (source) {
            case MethodSource method -> method.getClassName();
            case ClassSource type -> type.getClassName();
            default -> "";
        };
        return name.split("\\$")[0];
    }

    private static String line(Throwable fault) {
        String text = Optional.ofNullable(fault.getMessage()).orElse(fault.getClass().getSimpleName()).strip().replaceAll("\\s+", " ");
        return text.length() <= 120 ? text : text.substring(0, 120) + "…";
    }

    /** At once: what a test of broken code has left running is of no interest. */
    private synchronized void end() {
        try {
            Files.write(report, failed.values());
        } catch (IOException e) {
            throw new UncheckedIOException(Arrays.toString(classes.toArray()), e);
        }
        Runtime.getRuntime().halt(0);
    }
}
