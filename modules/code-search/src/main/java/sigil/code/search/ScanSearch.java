package sigil.code.search;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Search without an index: every file is walked and read each time, so the answer is never stale.
 *
 * <p>Files are looked through on platform threads, as many as there are processors, shared by all searches: a scan is all computing, and on
 * virtual threads it would hold up everything else that runs on them. Results do not depend on their number.
 */
public final class ScanSearch implements CodeSearch {

    /** The largest file searched unless told otherwise: 2 MiB. */
    public static final int STANDARD_LARGEST_FILE = 2 << 20;

    private static final int CHUNK_FILES = 64;
    private static final long CHUNK_BYTES = 2L << 20;

    private final Repositories repositories;
    private final PathGate gate;
    private final int largestFile;
    private final int threads = Runtime.getRuntime().availableProcessors();
    private final ThreadPoolExecutor workers;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * A search.
     *
     * @param repositories where
     * @param gate         judges every path
     */
    public ScanSearch(Repositories repositories, PathGate gate) {
        this(repositories, gate, STANDARD_LARGEST_FILE);
    }

    /**
     * A search.
     *
     * @param repositories     where
     * @param gate             judges every path
     * @param largestFileBytes 1 to 1 GiB: larger files are passed over and counted
     */
    public ScanSearch(Repositories repositories, PathGate gate, int largestFileBytes) {
        Ranges.within("largestFileBytes", largestFileBytes, 1, 1 << 30);
        this.repositories = repositories;
        this.gate = gate;
        this.largestFile = largestFileBytes;
        this.workers = new ThreadPoolExecutor(threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("code-search-", 0).factory());
        workers.allowCoreThreadTimeOut(true);
    }

    @Override
    public SearchOutcome search(SearchQuery query, SearchControl control) {
        LineMatcher matcher;
        var chosen = new ArrayList<Repository>();
        try {
            matcher = LineMatcher.of(query);
            choose(query, chosen);
        } catch (LineMatcher.BadQuery e) {
            return new QueryRejected(e.getMessage());
        }
        var cancellable = control.cancelledBy(() -> closed.get() || control.cancelled().getAsBoolean());
        var stop = new StopSignal(cancellable);
        var answer = new CompletableFuture<SearchResult>();
        Thread.ofPlatform().daemon().name("code-search-walk").start(() -> {
            try {
                answer.complete(new Run(query, matcher, stop, control).over(chosen));
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        return await(answer, stop);
    }

    private void choose(SearchQuery query, List<Repository> chosen) throws LineMatcher.BadQuery {
        for (var repository : repositories.all()) {
            if (query.repositories().isEmpty() || query.repositories().contains(repository.name())) {
                chosen.add(repository);
            }
        }
        for (var name : query.repositories()) {
            if (repositories.find(name).isEmpty()) {
                throw new LineMatcher.BadQuery("there is no repository '" + Refused.printable(name) + "'; there are: "
                        + String.join(", ", repositories.names()));
            }
        }
    }

    private static SearchResult await(CompletableFuture<SearchResult> answer, StopSignal stop) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return answer.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    stop.raise(SearchResult.Ending.CANCELLED);
                } catch (ExecutionException e) {
                    throw new IllegalStateException("the search failed", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        closed.set(true);
        workers.shutdown();
    }

    /** Files that are looked through together, in order. */
    private record Chunk(List<FileHits> hits, boolean whole) {
    }

    /** One search under way: walks, hands out chunks and gathers them in the order they were handed out. */
    private final class Run {
        private final SearchQuery query;
        private final LineMatcher matcher;
        private final StopSignal stop;
        private final SearchControl control;
        private final ResultPage page;
        private final AtomicBoolean enough = new AtomicBoolean();
        private final ArrayDeque<FutureTask<Chunk>> underWay = new ArrayDeque<>();
        private List<Entry> files = new ArrayList<>();
        private long bytes;
        private boolean gap;

        Run(SearchQuery query, LineMatcher matcher, StopSignal stop, SearchControl control) {
            this.query = query;
            this.matcher = matcher;
            this.stop = stop;
            this.control = control;
            this.page = new ResultPage(query, matcher, stop);
        }

        SearchResult over(List<Repository> chosen) {
            for (var repository : chosen) {
                if (goOn()) {
                    new Walk(gate, repository, query.includeHidden(), Integer.MAX_VALUE, entry -> visit(repository, entry)).wholeRepository();
                    handOut(repository);
                }
            }
            while (!underWay.isEmpty()) {
                gather();
            }
            return page.result(enough.get() ? SearchResult.Ending.COMPLETE : stop.reason());
        }

        private boolean goOn() {
            return !enough.get() && !stop.raised();
        }

        private boolean visit(Repository repository, Entry entry) {
            if (entry.kind() == Entry.Kind.FILE && query.paths().accepts(entry.path())) {
                files.add(entry);
                bytes += Math.min(entry.size(), largestFile);
                if (files.size() == CHUNK_FILES || bytes >= CHUNK_BYTES) {
                    handOut(repository);
                }
            }
            return goOn();
        }

        private void handOut(Repository repository) {
            if (files.isEmpty() || !goOn()) {
                return;
            }
            var chunk = List.copyOf(files);
            files = new ArrayList<>();
            bytes = 0;
            var task = new FutureTask<>((Callable<Chunk>) () -> look(repository, chunk));
            underWay.add(task);
            try {
                workers.execute(task);
            } catch (RejectedExecutionException e) {
                stop.raise(SearchResult.Ending.CANCELLED);
                underWay.removeLast();
                gap = true;
            }
            while (underWay.size() > 2 * threads || !underWay.isEmpty() && underWay.peek().isDone()) {
                gather();
            }
        }

        private Chunk look(Repository repository, List<Entry> chunk) {
            var hits = new ArrayList<FileHits>(chunk.size());
            var scan = new FileScan(matcher, largestFile, stop);
            try (var cursor = new FolderCursor(repository.root())) {
                for (var file : chunk) {
                    if (enough.get() || stop.raised()) {
                        return new Chunk(hits, false);
                    }
                    hits.add(scan.scan(repository.name(), file, cursor));
                }
            } catch (Interruptible.Stopped e) {
                return new Chunk(hits, false);
            } catch (IOException e) {
                // the repository's root has gone: the message would name it
                chunk.forEach(file -> hits.add(FileHits.passedOver(repository.name(), file.path(), FileHits.Status.UNREADABLE)));
            }
            return new Chunk(hits, true);
        }

        private void gather() {
            Chunk chunk;
            try {
                chunk = underWay.remove().get();
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException("looking through files failed", e);
            }
            // after a gap nothing may be shown: a page must not pass over lines without saying so
            for (var hits : gap || enough.get() ? List.<FileHits>of() : chunk.hits()) {
                if (!page.add(hits)) {
                    enough.set(true);
                    break;
                }
            }
            gap |= !chunk.whole();
            control.filesDone().accept(page.filesDone());
        }
    }
}
