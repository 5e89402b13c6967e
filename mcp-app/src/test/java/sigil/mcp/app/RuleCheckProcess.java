package sigil.mcp.app;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.platform.launcher.Launcher;

/** A process that runs tests of one module on changed code, and is replaced by another one now and then: what broken code leaves behind adds up. */
final class RuleCheckProcess implements AutoCloseable {
    private static final long MINUTES = 5;
    private static final int RUNS = 20;

    private final Path root;
    private final String module;
    private final Path scratch;
    private Process process;
    private BufferedReader answers;
    private int runs;

    /**
     * Prepares one.
     *
     * @param root    the checkout
     * @param module  whose tests they are
     * @param scratch a directory of its own, which exists
     */
    RuleCheckProcess(Path root, String module, Path scratch) throws IOException {
        this.root = root;
        this.module = module;
        this.scratch = scratch;
        services(Files.createDirectories(scratch.resolve("services/META-INF/services")));
        Files.createDirectory(scratch.resolve("tmp"));
    }

    /** What the code and the tests of a module see, as Maven resolved it. */
    static List<String> classPath(Path root, String module) throws IOException {
        Path target = root.resolve(module).resolve("target");
        return Stream.concat(Stream.of(target.resolve("test-classes").toString(), target.resolve("classes").toString()),
                Stream.of(Files.readString(target.resolve("test.classpath")).strip().split(":"))).toList();
    }

    /** On the class path the services of a module are found by files that it does not have. */
    private void services(Path directory) throws IOException {
        Map<String, Set<String>> provided = new TreeMap<>();
        for (String entry : classPath(root, module)) {
            Path descriptor = Path.of(entry, "module-info.class");
            if (Files.exists(descriptor)) {
                try (InputStream in = Files.newInputStream(descriptor)) {
                    ModuleDescriptor.read(in).provides().forEach(service ->
                            provided.computeIfAbsent(service.service(), any -> new LinkedHashSet<>()).addAll(service.providers()));
                }
            }
        }
        for (var service : provided.entrySet()) {
            Files.write(directory.resolve(service.getKey()), service.getValue());
        }
    }

    /**
     * Runs test classes.
     *
     * @param changed a directory with the classes that are to be used in the place of the module's
     * @return a line for each class that failed, which begins with its simple name and #
     */
    List<String> failures(Path changed, List<String> classes) throws IOException, InterruptedException {
        if (process == null) {
            start();
        }
        process.outputWriter().append(changed.toString()).append(' ').append(String.join(" ", classes)).append('\n').flush();
        Process running = process;
        var over = CompletableFuture.runAsync(running::destroyForcibly, CompletableFuture.delayedExecutor(MINUTES, TimeUnit.MINUTES));
        List<String> failures = new ArrayList<>();
        String line = answers.readLine();
        while (line != null && !line.isEmpty()) {
            failures.add(line);
            line = answers.readLine();
        }
        over.cancel(false);
        if (line == null) {
            failures.add("No verdict: the process that ran the tests has ended, or was ended after " + MINUTES + " minutes.");
        }
        runs++;
        if (line == null || runs == RUNS) {
            close();
        }
        return failures;
    }

    private void start() throws IOException {
        List<String> all = classPath(root, module);
        List<String> directories = new ArrayList<>(all.stream().filter(entry -> Files.isDirectory(Path.of(entry))).toList());
        directories.add(scratch.resolve("services").toString());
        List<String> libraries = new ArrayList<>(all.stream().filter(entry -> !Files.isDirectory(Path.of(entry))).toList());
        libraries.add(place(RuleCheckRun.class));
        libraries.add(place(Launcher.class));
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-XX:+UseSerialGC", "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED", "-Djava.io.tmpdir=" + scratch.resolve("tmp"),
                "-cp", String.join(File.pathSeparator, libraries), RuleCheckRun.class.getName()));
        command.addAll(directories);
        process = new ProcessBuilder(command).directory(root.resolve(module).toFile()).redirectError(scratch.resolve("output").toFile()).start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        runs = 0;
    }

    private static String place(Class<?> type) {
        return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString())).toString();
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
            process = null;
        }
    }
}
