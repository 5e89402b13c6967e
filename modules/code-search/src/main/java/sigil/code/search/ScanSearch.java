package sigil.code.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
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

    private final Repositories repositories;
    private final PathGate gate;
    private final int largestFile;
    private final ThreadPoolExecutor workers;
    /** one thread for each search under way */
    private final ThreadPoolExecutor walkers;
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
        int threads = Runtime.getRuntime().availableProcessors();
        this.workers = new ThreadPoolExecutor(threads, threads, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("code-search-", 0).factory());
        workers.allowCoreThreadTimeOut(true);
        this.walkers = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(),
                Thread.ofPlatform().daemon().name("code-search-walk-", 0).factory());
    }

    /** Says where the files of a query come from. */
    interface Sources {
        FileSource of(SearchQuery query, LineMatcher matcher);
    }

    @Override
    public SearchOutcome search(SearchQuery query, SearchControl control) {
        return search(query, control, (asked, matcher) -> {
            var walk = new WalkSource(gate, asked);
            return asked.bestFirst() ? new RankedSource(walk, Definers.NONE, asked, false) : walk;
        });
    }

    /** The same over files from elsewhere. */
    SearchOutcome search(SearchQuery query, SearchControl control, Sources sources) {
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
        var source = sources.of(query, matcher);
        var answer = new CompletableFuture<SearchResult>();
        var run = new SearchRun(query, matcher, source, stop, control, workers, largestFile);
        Runnable look = () -> {
            try {
                answer.complete(run.over(chosen));
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        };
        try {
            walkers.execute(look);
        } catch (RejectedExecutionException e) {
            // it is closed, which cancels the search before it has begun
            look.run();
        }
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
        walkers.shutdown();
    }
}
