package sigil.mcp.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * The process in which a {@link RuleCheckProcess} has tests run. Each line that it is sent names the directory of a changed class and test classes; it
 * loads all classes of this project anew for it, libraries once, and answers with a line for each class that failed and an empty one.
 */
final class RuleCheckRun implements TestExecutionListener {
    private final List<String> classes;
    private final CancellationToken enough = CancellationToken.create();
    /** By class, the first of its tests that failed. */
    private final Map<String, String> failed = new TreeMap<>();

    private RuleCheckRun(List<String> classes) {
        this.classes = classes;
    }

    /** Classes of this project are never those of the program's own class path. */
    private static final class OwnClasses extends URLClassLoader {
        private OwnClasses(List<URL> directories) {
            super(directories.toArray(URL[]::new), RuleCheckRun.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("sigil.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }

    /** The directories of the classes, the first of which counts where several have one. */
    public static void main(String[] directories) throws IOException {
        PrintStream answers = System.out;
        // what tests and the log write is no answer
        System.setOut(System.err);
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            List<String> words = List.of(order.split(" "));
            List<String> places = new ArrayList<>(List.of(words.getFirst()));
            places.addAll(List.of(directories));
            var run = new RuleCheckRun(words.subList(1, words.size()));
            run.execute(places);
            run.lines().forEach(answers::println);
            answers.println();
            answers.flush();
        }
        // what a test of broken code has left running is of no interest
        Runtime.getRuntime().halt(0);
    }

    private void execute(List<String> directories) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (var own = new OwnClasses(directories.stream().map(RuleCheckRun::url).toList())) {
            thread.setContextClassLoader(own);
            var discovery = LauncherDiscoveryRequestBuilder.request()
                    .selectors(classes.stream().map(name -> DiscoverySelectors.selectClass(own, name)).toList())
                    .configurationParameter("junit.jupiter.execution.timeout.default", "60 s")
                    .configurationParameter("junit.jupiter.execution.timeout.thread.mode.default", "SEPARATE_THREAD")
                    .build();
            LauncherFactory.create().execute(LauncherExecutionRequestBuilder.request(discovery).listeners(this).cancellationToken(enough).build());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL url(String directory) {
        try {
            return Path.of(directory).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(directory, e);
        }
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() != TestExecutionResult.Status.FAILED) {
            return;
        }
        test.getSource().ifPresent(source -> {
            String type = type(source);
            failed.putIfAbsent(type, "%s#%s: %s".formatted(type.substring(type.lastIndexOf('.') + 1),
                    source instanceof MethodSource method ? method.getMethodName() : "(all)", result.getThrowable().map(RuleCheckRun::line).orElse("")));
        });
        if (failed.keySet().containsAll(classes)) {
            enough.cancel();
        }
    }

    private synchronized List<String> lines() {
        return List.copyOf(failed.values());
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
}
