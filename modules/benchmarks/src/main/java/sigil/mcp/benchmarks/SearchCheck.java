package sigil.mcp.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import sigil.code.search.CaseMode;
import sigil.code.search.CodeSearch;
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

/** How long the first page of a search takes over a directory, with the index and without, beside ripgrep in the same run. */
public final class SearchCheck {
    private static final String REPOSITORY = "corpus";
    private static final int WARMING = 25;
    private static final int ROUNDS = 10;
    private static final List<String> LITERALS = List.of("InterruptedException", "HashMap", "return", "the", "if", "=>", "nowhere to be found", "TODO",
            "public static void main(", "import java.util.List;", "getClass()", "volatile");
    private static final List<String> PATTERNS = List.of("class\\s+\\w+Handler\\b", "(foo|bar|baz)\\(", "^import", "\\bint\\s+hashCode\\(\\)",
            "\\d{4}-\\d{2}-\\d{2}", "[a-z]{3}[0-9]{3}[a-z]{3}", "get[A-Z]\\w*Name\\(", "(?i)hashmap");

    private SearchCheck() {
    }

    /**
     * Measures.
     *
     * @param arguments the directory to search
     * @throws Exception if it cannot be read
     */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]).toRealPath();
        Repositories repositories = Repositories.of(List.of(Repository.of(REPOSITORY, directory)));
        PathGate gate = PathGate.of(SecretRules.standard());
        Path first = Files.createTempDirectory("search-check");
        Path state = Files.createTempDirectory("search-check");
        try {
            System.out.println("| index built | seconds | MB/s | MB for a second of processor time |\n|---|---:|---:|---:|");
            build("the first time", repositories, gate, first);
            long megabytes = build("again in the same process", repositories, gate, state) / 1_000_000;
            measure(repositories, gate, state, directory, megabytes);
        } finally {
            delete(first);
            delete(state);
        }
    }

    /** Builds an index; answers how many bytes were read. */
    private static long build(String name, Repositories repositories, PathGate gate, Path state) throws InterruptedException {
        Duration usedBefore = processor();
        long begun = System.nanoTime();
        try (Indexer indexer = indexer(repositories, gate, state)) {
            until(indexer, IndexState.Phase.COMPARED);
            double seconds = (System.nanoTime() - begun) / 1e9;
            double used = processor().minus(usedBefore).toMillis() / 1e3;
            long bytes = indexer.report(REPOSITORY).metBytes();
            System.out.printf(Locale.ROOT, "| %s | %.1f | %.1f | %.1f |%n", name, seconds, bytes / 1e6 / seconds, bytes / 1e6 / used);
            return bytes;
        }
    }

    private static Indexer indexer(Repositories repositories, PathGate gate, Path state) {
        return new Indexer(repositories, gate, state, ScanSearch.STANDARD_LARGEST_FILE, Duration.ZERO, System.out::println);
    }

    private static void measure(Repositories repositories, PathGate gate, Path state, Path directory, long megabytes) throws InterruptedException {
        try (Indexer indexer = indexer(repositories, gate, state);
                CodeSearch indexed = new IndexedSearch(repositories, gate, indexer);
                CodeSearch scan = new ScanSearch(repositories, gate)) {
            until(indexer, IndexState.Phase.COMPARED);
            System.out.printf(Locale.ROOT, "%n%d files, %d MB; index %.1f MB, %.1f %% of the files%n%n", indexer.state(REPOSITORY).files(), megabytes,
                    indexer.sizeBytes() / 1e6, indexer.sizeBytes() / 1e4 / megabytes);
            System.out.println("| first page of 50 lines, ms | p50 | p90 | p99 | processor time of this process, mean |\n|---|---:|---:|---:|---:|");
            row("index, nobody watches", query -> () -> search(indexed, query));
            indexer.watched(REPOSITORY, true);
            until(indexer, IndexState.Phase.CURRENT);
            row("index, watched", query -> () -> search(indexed, query));
            row("index, watched, the best first", query -> () -> search(indexed, query.withBestFirst(true)));
            row("scan", query -> () -> search(scan, query));
            row("ripgrep until 50 lines", query -> () -> ripgrep(query, directory));
            System.out.println("\n| watched, the best first, ms | p50 | slowest | files read | lines on the page |\n|---|---:|---:|---:|---:|");
            queries().forEach(query -> row(indexed, query.withBestFirst(true)));
        }
    }

    private static void delete(Path state) throws IOException {
        try (Stream<Path> files = Files.walk(state)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> file.delete());
        }
    }

    private static void until(Indexer indexer, IndexState.Phase phase) throws InterruptedException {
        while (indexer.state(REPOSITORY).phase() != phase || indexer.state(REPOSITORY).pending() > 0) {
            Thread.sleep(10);
        }
    }

    /** Makes the measured call for a query. */
    private interface Way {
        LongSupplier of(SearchQuery query);
    }

    private static List<SearchQuery> queries() {
        List<SearchQuery> queries = new ArrayList<>();
        LITERALS.forEach(text -> queries.add(SearchQuery.literal(text).withCase(CaseMode.SENSITIVE)));
        PATTERNS.forEach(pattern -> queries.add(SearchQuery.regex(pattern).withCase(CaseMode.SENSITIVE)));
        return queries;
    }

    /** A single query, and what it took. */
    private static void row(CodeSearch search, SearchQuery query) {
        long[] nanos = LongStream.generate(() -> search(search, query)).limit(ROUNDS).sorted().toArray();
        SearchResult result = (SearchResult) search.search(query, SearchControl.within(Duration.ofMinutes(1)));
        System.out.printf(Locale.ROOT, "| `%s` | %.2f | %.2f | %d | %d |%n", query.text().replace("|", "\\|"), Stats.percentile(nanos, 50) / 1e6, Stats.percentile(nanos, 100) / 1e6,
                result.coverage().searched() - result.coverage().ruledOut(), result.shown());
    }

    private static void row(String name, Way way) {
        List<SearchQuery> queries = queries();
        long[] nanos = new long[queries.size() * ROUNDS];
        int n = 0;
        Duration usedBefore = Duration.ZERO;
        for (int round = -WARMING; round < ROUNDS; round++) {
            usedBefore = round == 0 ? processor() : usedBefore;
            for (SearchQuery query : queries) {
                long taken = way.of(query).getAsLong();
                if (round >= 0) {
                    nanos[n++] = taken;
                }
            }
        }
        Duration used = processor().minus(usedBefore);
        Arrays.sort(nanos);
        System.out.printf(Locale.ROOT, "| %s | %.2f | %.2f | %.2f | %.2f |%n", name, Stats.percentile(nanos, 50) / 1e6, Stats.percentile(nanos, 90) / 1e6,
                Stats.percentile(nanos, 99) / 1e6, (double) used.toMillis() / nanos.length);
    }

    /** What this process has used so far, its compiler and collector too. */
    private static Duration processor() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static long search(CodeSearch search, SearchQuery query) {
        long before = System.nanoTime();
        if (!(search.search(query, SearchControl.within(Duration.ofMinutes(1))) instanceof SearchResult)) {
            throw new IllegalStateException("not a query: " + query);
        }
        return System.nanoTime() - before;
    }

    private static long ripgrep(SearchQuery query, Path directory) {
        long before = System.nanoTime();
        try {
            Process process = new ProcessBuilder("rg", "--no-config", "-n", "--no-heading", "-s", query.regex() ? "-e" : "-Fe", query.text(), directory.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            int lines = 0;
            try (InputStream out = process.getInputStream()) {
                for (int b = out.read(); b >= 0 && lines < 50; b = out.read()) {
                    lines += b == '\n' ? 1 : 0;
                }
            }
            process.destroy();
            process.waitFor();
        } catch (IOException e) {
            throw new IllegalStateException("ripgrep is not installed", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return System.nanoTime() - before;
    }
}
