package sigil.mcp.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import sigil.code.search.Freshness;
import sigil.code.search.PathGate;
import sigil.code.search.Repositories;
import sigil.code.search.Repository;
import sigil.code.search.SecretRules;
import sigil.code.watch.FileWatch;
import sigil.code.watch.LookAgain;
import sigil.code.watch.WatchMethod;
import sigil.code.watch.WatchSettings;
import sigil.code.watch.WatchedRoot;

/** How soon a change of a file is told, how long it takes to watch a large tree, and when the last file of another branch is told. */
public final class WatchLatency {
    private static final int SAVES = 300;
    private static final int DIRECTORIES = 5_000;
    private static final int FILES = 8_000;

    private final Path scratch;

    private WatchLatency(Path scratch) {
        this.scratch = scratch;
    }

    /** What was told, and when the last of it was. */
    private static final class Told {
        private final Set<String> paths = new HashSet<>();
        private boolean everything;
        private long last;
        private int batches;

        synchronized void lookAgain(LookAgain where) {
            last = System.nanoTime();
            batches++;
            paths.addAll(where.paths());
            everything |= !where.beneath().isEmpty();
            notifyAll();
        }

        synchronized void forget() {
            paths.clear();
            everything = false;
            batches = 0;
        }

        synchronized void awaitEverything() throws InterruptedException {
            while (!everything) {
                wait();
            }
        }

        synchronized long await(String path) throws InterruptedException {
            while (!paths.contains(path)) {
                wait();
            }
            return last;
        }

        synchronized boolean knows(Set<String> wanted) {
            return everything || paths.containsAll(wanted);
        }
    }

    /**
     * Measures.
     *
     * @param arguments a scratch directory, if any
     * @throws Exception if the files cannot be made
     */
    public static void main(String[] arguments) throws Exception {
        Path scratch = arguments.length > 0 ? Files.createDirectories(Path.of(arguments[0])) : Files.createTempDirectory("watch");
        new WatchLatency(scratch.toRealPath()).measure();
        System.exit(0);
    }

    private void measure() throws IOException, InterruptedException {
        Path wide = wide();
        Path repository = repository();
        System.out.println("| method | " + DIRECTORIES + " directories watched, ms | through the gate, ms | save to told p50, ms | p99, ms"
                + " | after git switched " + FILES + " files, ms | batches | overflows |");
        System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|");
        for (WatchMethod method : List.of(WatchMethod.INOTIFY, WatchMethod.WATCH_SERVICE, WatchMethod.INOTIFY, WatchMethod.WATCH_SERVICE)) {
            long registered = registered(wide, method);
            long gated = gated(wide, method);
            long[] saves = saves(wide, method);
            System.out.printf("| %s | %d | %d | %.1f | %.1f | %s |%n", method, registered, gated, Stats.percentile(saves, 50) / 1e6,
                    Stats.percentile(saves, 99) / 1e6, switched(repository, method));
        }
        delete(scratch);
    }

    private Path wide() throws IOException {
        Path wide = scratch.resolve("wide");
        for (int i = 0; i < DIRECTORIES - 50 - 1; i++) {
            Path directory = Files.createDirectories(wide.resolve("d" + i % 50 + "/e" + i));
            Files.writeString(directory.resolve("File.java"), "class File {}\n");
        }
        return wide;
    }

    private static long registered(Path root, WatchMethod method) throws InterruptedException {
        Told told = new Told();
        long begun = System.nanoTime();
        try (FileWatch watch = open(root, method, told)) {
            told.awaitEverything();
            return millis(System.nanoTime() - begun);
        }
    }

    private static FileWatch open(Path root, WatchMethod method, Told told) {
        return FileWatch.open(List.of(new WatchedRoot("wide", root, path -> !path.equals(".git"))), told::lookAgain, WatchSettings.DEFAULTS.with(method));
    }

    private static long gated(Path root, WatchMethod method) throws InterruptedException {
        CountDownLatch everything = new CountDownLatch(1);
        long begun = System.nanoTime();
        try (Freshness freshness = new Freshness(Repositories.of(List.of(Repository.of("wide", root))), PathGate.of(SecretRules.standard()),
                WatchSettings.DEFAULTS.with(method))) {
            freshness.tell(stale -> everything.countDown());
            freshness.begin();
            everything.await();
            return millis(System.nanoTime() - begun);
        }
    }

    private static long[] saves(Path root, WatchMethod method) throws IOException, InterruptedException {
        Told told = new Told();
        long[] latencies = new long[SAVES];
        try (FileWatch watch = open(root, method, told)) {
            told.awaitEverything();
            for (int i = 0; i < SAVES; i++) {
                told.forget();
                String path = "d" + i % 50 + "/e" + i + "/File.java";
                Files.writeString(root.resolve(path), "class File { int i = " + i + "; }\n");
                long saved = System.nanoTime();
                latencies[i] = told.await(path) - saved;
                Thread.sleep(15);
            }
        }
        Arrays.sort(latencies);
        return latencies;
    }

    private Path repository() throws IOException, InterruptedException {
        Path repository = Files.createDirectories(scratch.resolve("repository"));
        git(repository, "init", "-q", "-b", "one");
        write(repository, 1);
        commit(repository);
        git(repository, "switch", "-q", "-c", "two");
        write(repository, 2);
        commit(repository);
        return repository;
    }

    private static void write(Path repository, int version) throws IOException {
        for (int i = 0; i < FILES; i++) {
            Path file = repository.resolve("src/m" + i % 100 + "/p" + i % 7 + "/File" + i + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, "class File" + i + " { int version = " + version + "; }\n" + "// filling\n".repeat(i % 90));
        }
    }

    private static void commit(Path repository) throws IOException, InterruptedException {
        git(repository, "add", "-A");
        git(repository, "-c", "user.name=Bench", "-c", "user.email=bench@example.com", "-c", "gc.auto=0", "commit", "-q", "-m", "files");
    }

    /** Back to the first branch, and forth again, of which the second is measured. */
    private static String switched(Path repository, WatchMethod method) throws IOException, InterruptedException {
        Set<String> files = new HashSet<>();
        for (int i = 0; i < FILES; i++) {
            files.add("src/m" + i % 100 + "/p" + i % 7 + "/File" + i + ".java");
        }
        Told told = new Told();
        try (FileWatch watch = open(repository, method, told)) {
            told.awaitEverything();
            git(repository, "switch", "-q", "one");
            until(told, files);
            told.forget();
            long overflows = watch.state().overflows();
            git(repository, "switch", "-q", "two");
            long ended = System.nanoTime();
            until(told, files);
            return millis(told.last - ended) + " | " + told.batches + " | " + (watch.state().overflows() - overflows);
        }
    }

    private static void until(Told told, Set<String> files) throws InterruptedException {
        while (!told.knows(files)) {
            Thread.sleep(1);
        }
        // what is told of more than once
        Thread.sleep(1_500);
    }

    private static void git(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
    }

    private static long millis(long nanos) {
        return Math.round(nanos / 1e6);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }
}
