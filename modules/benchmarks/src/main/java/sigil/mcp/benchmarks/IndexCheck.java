package sigil.mcp.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import sigil.code.search.CaseMode;
import sigil.code.search.FollowedIndex;
import sigil.code.search.Freshness;
import sigil.code.search.IndexState;
import sigil.code.search.IndexedSearch;
import sigil.code.search.Indexer;
import sigil.code.search.PathGate;
import sigil.code.search.Repositories;
import sigil.code.search.Repository;
import sigil.code.search.ScanSearch;
import sigil.code.search.SearchControl;
import sigil.code.search.SearchQuery;
import sigil.code.search.SearchResult;
import sigil.code.search.SecretRules;

/** How soon a search finds what was saved, what git switched to, and anything at all after a restart, with a repository that is watched. */
public final class IndexCheck {
    private static final String REPOSITORY = "many";
    private static final int SAVES = 200;
    private static final int BESIDE = 3;

    private final Path files;
    private final Path state;
    private final Repositories repositories;
    private final PathGate gate = PathGate.of(SecretRules.standard());

    private IndexCheck(Path scratch) throws IOException {
        this.files = Files.createDirectories(scratch.resolve("many"));
        this.state = scratch.resolve("state");
        this.repositories = Repositories.of(List.of(Repository.of(REPOSITORY, files)));
    }

    /** A process's part of the program: what watches, indexes and searches. */
    private final class Running implements AutoCloseable {
        private final Indexer indexer = new Indexer(repositories, gate, state, ScanSearch.STANDARD_LARGEST_FILE, Duration.ZERO, System.out::println);
        private final IndexedSearch search = new IndexedSearch(repositories, gate, indexer);
        private final Freshness freshness = new Freshness(repositories, gate);

        Running() {
            freshness.tell(new FollowedIndex(indexer, freshness));
            freshness.begin();
        }

        int found(String text) {
            SearchQuery query = SearchQuery.literal(text).withCase(CaseMode.SENSITIVE).withCountAll(true);
            return ((SearchResult) search.search(query, SearchControl.within(Duration.ofMinutes(1)))).coverage().matching();
        }

        int page(String text) {
            return ((SearchResult) search.search(SearchQuery.literal(text).withBestFirst(true), SearchControl.within(Duration.ofMinutes(1)))).shown();
        }

        void until(IndexState.Phase phase) throws InterruptedException {
            while (indexer.state(REPOSITORY).phase() != phase || indexer.state(REPOSITORY).pending() > 0) {
                Thread.sleep(2);
            }
        }

        @Override
        public void close() {
            freshness.close();
            search.close();
            indexer.close();
        }
    }

    /**
     * Measures.
     *
     * @param arguments a scratch directory, the number of files, and how many of them git switches
     * @throws Exception if the files cannot be made
     */
    public static void main(String[] arguments) throws Exception {
        Path scratch = Files.createDirectories(Path.of(arguments[0])).toRealPath();
        int number = Integer.parseInt(arguments[1]);
        int switched = Integer.parseInt(arguments[2]);
        try {
            new IndexCheck(scratch).measure(number, switched);
        } finally {
            try (Stream<Path> all = Files.walk(scratch)) {
                all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> file.delete());
            }
        }
        System.exit(0);
    }

    private Path file(int i) {
        return files.resolve("d" + i % 97 + "/e" + i % 53 + "/File" + i + ".java");
    }

    private void measure(int number, int switched) throws IOException, InterruptedException {
        FileTime before = FileTime.from(Instant.now().minusSeconds(3_600));
        for (int i = 0; i < number; i++) {
            Files.createDirectories(file(i).getParent());
            Files.writeString(file(i), "package d" + i % 97 + ";\n\nclass File" + i + " {\n    int value" + i * 7919L + "() {\n        return " + i + ";\n    }\n}\n");
            Files.setLastModifiedTime(file(i), before);
        }
        git("init", "-q");
        git("config", "user.email", "nobody@example.org");
        git("config", "user.name", "Nobody");
        git("add", "-A");
        git("commit", "-q", "-m", "before");
        git("switch", "-q", "-c", "other");
        for (int i = 0; i < switched; i++) {
            Files.writeString(file(i), "class Switched" + i + " {\n    int switchedOver = " + i + ";\n}\n");
        }
        git("commit", "-q", "-a", "-m", "after");
        git("switch", "-q", "-");
        try (Running running = new Running()) {
            long begun = System.nanoTime();
            running.until(IndexState.Phase.CURRENT);
            System.out.printf(Locale.ROOT, "%d files indexed in %.1f s%n", number, (System.nanoTime() - begun) / 1e9);
            System.out.println("\n| | ms | ripgrep beside it, ms |\n|---|---:|---:|");
            saved(running);
            branches(running, switched);
        }
        restarted("File" + (number - 1) + " ");
    }

    private void saved(Running running) throws IOException, InterruptedException {
        long[] taken = new long[SAVES];
        long[] beside = new long[BESIDE];
        for (int i = -10; i < SAVES; i++) {
            String word = "saved" + (i + 10) + "now";
            Path path = file((i + 10) * 31);
            String text = Files.readString(path) + "// " + word + "\n";
            long before = System.nanoTime();
            Files.writeString(path, text);
            while (running.found(word) == 0) {
                Thread.onSpinWait();
            }
            if (i >= 0) {
                taken[i] = System.nanoTime() - before;
                if (i < BESIDE) {
                    beside[i] = ripgrep(word);
                }
            }
            Thread.sleep(20);
        }
        Arrays.sort(taken);
        Arrays.sort(beside);
        row("save to searchable, p50", Stats.percentile(taken, 50), Stats.percentile(beside, 50));
        row("save to searchable, p99", Stats.percentile(taken, 99), Stats.percentile(beside, 99));
    }

    private void branches(Running running, int switched) throws IOException, InterruptedException {
        // what was saved would be in git's way
        git("checkout", "-q", "-f");
        running.until(IndexState.Phase.CURRENT);
        long before = System.nanoTime();
        git("switch", "-q", "other");
        long ended = System.nanoTime();
        while (running.found("switchedOver") < switched) {
            Thread.onSpinWait();
        }
        row("searchable after git switched " + switched + " files", System.nanoTime() - ended, ripgrep("switchedOver"));
        running.until(IndexState.Phase.CURRENT);
        row("in the index after that", System.nanoTime() - ended, 0);
        row("git itself", ended - before, 0);
    }

    private void restarted(String word) throws InterruptedException {
        long before = System.nanoTime();
        try (Running running = new Running()) {
            int shown = running.page("return");
            row("first page after a restart (" + shown + " lines)", System.nanoTime() - before, 0);
            long asked = System.nanoTime();
            int found = running.found(word);
            row("after that, a count in all files (" + found + " file)", System.nanoTime() - asked, ripgrep(word));
            running.until(IndexState.Phase.CURRENT);
            row("reconciled after a restart", System.nanoTime() - before, 0);
        }
    }

    private static void row(String name, long nanos, long beside) {
        System.out.printf(Locale.ROOT, "| %s | %.1f | %s |%n", name, nanos / 1e6, beside == 0 ? "" : String.format(Locale.ROOT, "%.1f", beside / 1e6));
    }

    private long ripgrep(String word) throws InterruptedException {
        long before = System.nanoTime();
        try {
            new ProcessBuilder("rg", "--no-config", "-F", "-c", word, files.toString()).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException e) {
            throw new IllegalStateException("ripgrep is not installed", e);
        }
        return System.nanoTime() - before;
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        String[] command = Stream.concat(Stream.of("git", "-C", files.toString(), "-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0"), Arrays.stream(arguments)).toArray(String[]::new);
        if (new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start().waitFor() != 0) {
            throw new IOException("git failed: " + String.join(" ", arguments));
        }
    }
}
