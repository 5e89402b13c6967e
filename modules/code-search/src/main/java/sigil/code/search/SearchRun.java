package sigil.code.search;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;

/** One search under way: hands out the files in chunks and gathers their hits in the order they were handed out. For one thread. */
final class SearchRun {

    /** Files that are looked through together, in order. */
    private record Chunk(List<FileHits> hits, boolean whole) {
    }

    /** The first page is often full after few files: these the search looks through by itself. */
    private static final int FIRST_FILES = 4;
    private static final int MOST_FILES = 64;
    private static final long CHUNK_BYTES = 2L << 20;

    private final SearchQuery query;
    private final LineMatcher matcher;
    private final FileSource source;
    private final ThreadPoolExecutor workers;
    private final int largestFile;
    private final StopSignal stop;
    private final SearchControl control;
    private final ResultPage page;
    private final WholeWordsFirst first;
    private final long wanted;
    private final AtomicBoolean enough = new AtomicBoolean();
    private final ArrayDeque<FutureTask<Chunk>> underWay = new ArrayDeque<>();
    private final ConcurrentLinkedQueue<Desk> desks = new ConcurrentLinkedQueue<>();
    private List<Entry> files = new ArrayList<>();
    private int chunkFiles = FIRST_FILES;
    private long bytes;
    private long gathered;
    private boolean begun;
    private boolean gap;

    SearchRun(SearchQuery query, LineMatcher matcher, FileSource source, StopSignal stop, SearchControl control, ThreadPoolExecutor workers,
              int largestFile) {
        this.matcher = matcher;
        this.source = source;
        this.workers = workers;
        this.largestFile = largestFile;
        this.stop = stop;
        this.control = control;
        this.page = new ResultPage(query, matcher, stop);
        this.first = new WholeWordsFirst(query, page, stop);
        this.query = query;
        this.wanted = query.mostLines();
    }

    SearchResult over(List<Repository> chosen) {
        try {
            return look(chosen);
        } finally {
            // whoever looked on after an error has nothing open for long
            desks.forEach(Desk::close);
        }
    }

    private SearchResult look(List<Repository> chosen) {
        for (int pass = 0; pass < source.passes(); pass++) {
            for (var repository : chosen) {
                if (goOn()) {
                    source.offer(repository, pass, new Offered(repository));
                    handOut(repository);
                }
            }
        }
        while (!underWay.isEmpty()) {
            gather();
        }
        first.end();
        return page.result(source.arrangement(), enough.get() ? SearchResult.Ending.COMPLETE : stop.reason());
    }

    private boolean goOn() {
        return !enough.get() && !stop.raised();
    }

    /** Takes the files of a repository. */
    private final class Offered implements FileSource.Taker {
        private final Repository repository;

        Offered(Repository repository) {
            this.repository = repository;
        }

        @Override
        public boolean take(Entry file) {
            files.add(file);
            bytes += Math.min(file.size(), largestFile);
            if (files.size() >= chunkFiles || bytes >= CHUNK_BYTES) {
                handOut(repository);
            }
            return goOn();
        }

        @Override
        public void pass(int text, int binary, int tooLarge) {
            page.pass(text, binary, tooLarge);
        }

        @Override
        public void leave(int directories) {
            page.leave(directories);
        }

        @Override
        public boolean goOn() {
            return SearchRun.this.goOn();
        }
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
        if (!begun) {
            begun = true;
            task.run();
        } else {
            try {
                workers.execute(task);
            } catch (RejectedExecutionException e) {
                stop.raise(SearchResult.Ending.CANCELLED);
                underWay.removeLast();
                gap = true;
            }
        }
        // one more than can be looked through keeps everybody busy, and is read in vain where the page fills up before
        while (underWay.size() >= workers.getMaximumPoolSize() + (chunkFiles == MOST_FILES ? 1 : 0) || !underWay.isEmpty() && underWay.peek().isDone()) {
            gather();
        }
    }

    /** How many files to look through together, so that no more are read than the page seems to need: by what those before held. */
    private int nextChunk() {
        long found = first.certain();
        if (found == 0 || wanted == Long.MAX_VALUE) {
            return Math.min(MOST_FILES, chunkFiles * 2);
        }
        long files = Math.max(0, wanted - found) * gathered / found + 1;
        int workersToo = workers.getMaximumPoolSize();
        return (int) Math.clamp((files + workersToo - 1) / workersToo, 1, Math.min(MOST_FILES, chunkFiles * 2));
    }

    private Chunk look(Repository repository, List<Entry> chunk) {
        var hits = new ArrayList<FileHits>(chunk.size());
        var free = desks.poll();
        var desk = free != null ? free : new Desk(new FileScan(query, matcher, largestFile, stop));
        try {
            var cursor = desk.cursor(repository, source);
            for (var file : chunk) {
                if (enough.get() || stop.raised()) {
                    return new Chunk(hits, false);
                }
                hits.add(desk.scan.scan(repository.name(), file, cursor));
            }
        } catch (Interruptible.Stopped e) {
            return new Chunk(hits, false);
        } catch (IOException e) {
            // the repository's root has gone: the message would name it
            chunk.forEach(file -> hits.add(FileHits.passedOver(repository.name(), file.path(), FileHits.Status.UNREADABLE)));
        } finally {
            desks.add(desk);
        }
        return new Chunk(hits, true);
    }

    /** What one worker at a time looks through files with, so that it need not be made for each chunk. */
    private static final class Desk implements AutoCloseable {
        private final FileScan scan;
        private Optional<Repository> repository = Optional.empty();
        private Optional<FolderCursor> cursor = Optional.empty();

        Desk(FileScan scan) {
            this.scan = scan;
        }

        FolderCursor cursor(Repository of, FileSource source) throws IOException {
            if (cursor.isEmpty() || !repository.equals(Optional.of(of))) {
                close();
                cursor = Optional.of(source.cursor(of));
                repository = Optional.of(of);
            }
            return cursor.get();
        }

        @Override
        public void close() {
            cursor.ifPresent(FolderCursor::close);
            cursor = Optional.empty();
        }
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
            if (!first.add(hits)) {
                enough.set(true);
                break;
            }
        }
        gap |= !chunk.whole();
        gathered += chunk.hits().size();
        chunkFiles = nextChunk();
        control.filesDone().accept(page.filesDone());
    }
}
