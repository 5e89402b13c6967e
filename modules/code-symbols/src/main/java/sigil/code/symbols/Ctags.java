package sigil.code.symbols;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Outlines by universal-ctags, where it is installed: at most two processes, started when they are needed and ended with this.
 *
 * <p>A file takes at most a time, {@link #LONGEST_FILE}; then its process is ended, as it is after a nonsense answer or when nobody waits any longer, and
 * the next file gets another. After some failures in a row there is a rest, so that a program that never works costs little.
 */
final class Ctags implements OutlineSource {

    /** What a file may take. A file in earnest takes 1 to 5 ms. */
    static final Duration LONGEST_FILE = Duration.ofSeconds(2);

    private static final int MOST_PROCESSES = 2;
    private static final long LOOK_UP_MILLIS = 20;
    private static final int MOST_FAILURES = 5;
    private static final long REST_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final List<Path> candidates;
    private final long longestFile;
    private final BlockingQueue<Seat> seats = new ArrayBlockingQueue<>(MOST_PROCESSES);
    private final Set<CtagsProcess> running = ConcurrentHashMap.newKeySet();
    private final Object looking = new Object();
    private Optional<CtagsProgram> program;
    private ExecutorService askers;
    private int failures;
    private OptionalLong restUntil = OptionalLong.empty();
    private volatile boolean closed;

    /** A place for a process; whoever holds it asks the process. */
    private static final class Seat {
        private CtagsProcess process;
    }

    /** How asking ended. */
    private sealed interface Answer {
    }

    private record Told(CtagsTags tags) implements Answer {
    }

    private enum Fault implements Answer { BROKEN, SLOW, STOPPED }

    /** With the first of these that is universal-ctags; they are looked at when that is first asked for. */
    Ctags(List<Path> candidates, Duration longestFile) {
        this.candidates = List.copyOf(candidates);
        this.longestFile = longestFile.toNanos();
        for (int i = 0; i < MOST_PROCESSES; i++) {
            seats.add(new Seat());
        }
    }

    @Override
    public boolean knows(String language) {
        return language(language).isPresent();
    }

    @Override
    public String said() {
        return program().map(found -> "ctags " + found.version() + (resting() ? ", resting after failures" : ""))
                .orElse("no ctags" + (candidates.size() == 1 ? ": that of symbols.ctags cannot be used" : ""));
    }

    @Override
    public Optional<Outline> outline(String language, String text, BooleanSupplier stop) {
        return language(language).map(known -> {
            var bytes = text.length() > Outline.LONGEST_TEXT ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
            if (text.isEmpty()) {
                return new Outline(known.label(), List.of(), true);
            }
            return text.length() > Outline.LONGEST_TEXT || bytes.length > Outline.LONGEST_TEXT || resting() ? Outline.unread(known.label())
                    : tags(known, bytes, stop).map(tags -> known.outline(text, tags)).orElseGet(() -> Outline.unread(known.label()));
        });
    }

    @Override
    public void close() {
        closed = true;
        running.forEach(CtagsProcess::end);
        running.clear();
        synchronized (looking) {
            if (askers != null) {
                askers.shutdownNow();
            }
        }
    }

    private Optional<CtagsLanguage> language(String label) {
        return CtagsLanguage.labelled(label).filter(language -> program().filter(found -> found.languages().contains(language.name())).isPresent());
    }

    private Optional<CtagsProgram> program() {
        synchronized (looking) {
            if (closed) {
                return Optional.empty();
            }
            if (program == null) {
                program = CtagsProgram.firstOf(candidates);
                askers = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("code-ctags-", 0).factory());
            }
            return program;
        }
    }

    private Optional<CtagsTags> tags(CtagsLanguage language, byte[] text, BooleanSupplier stop) {
        var seat = seat(stop);
        if (seat.isEmpty()) {
            return Optional.empty();
        }
        try {
            // a process that did well before may have been ended by others, or by its own bounds: that is not the fault of this file
            boolean again = seat.get().process != null;
            var answer = ask(seat.get(), language, text, stop);
            if (again && answer == Fault.BROKEN) {
                answer = ask(seat.get(), language, text, stop);
            }
            return answer instanceof Told(var tags) ? Optional.of(tags) : Optional.empty();
        } finally {
            seats.add(seat.get());
        }
    }

    /** A free seat; nothing if nobody waits any longer, or all are taken for too long. */
    private Optional<Seat> seat(BooleanSupplier stop) {
        long since = System.nanoTime();
        try {
            while (!closed && !stop.getAsBoolean() && System.nanoTime() - since < 2 * longestFile) {
                var seat = seats.poll(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
                if (seat != null) {
                    return Optional.of(seat);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    /** The reading is left to another thread: one that reads a pipe cannot be called back. */
    private Answer ask(Seat seat, CtagsLanguage language, byte[] text, BooleanSupplier stop) {
        Answer answer;
        try {
            if (seat.process == null) {
                seat.process = started();
            }
            var process = seat.process;
            var task = new FutureTask<>(() -> process.tags(language.file(), text));
            askers.execute(task);
            answer = await(task, stop);
        } catch (IOException | RejectedExecutionException e) {
            answer = Fault.BROKEN;
        }
        if (answer instanceof Fault && seat.process != null) {
            seat.process.end();
            running.remove(seat.process);
            seat.process = null;
        }
        count(answer);
        return answer;
    }

    private CtagsProcess started() throws IOException {
        var process = new CtagsProcess(program().orElseThrow(() -> new IOException("closed")));
        running.add(process);
        if (closed) {
            process.end();
        }
        return process;
    }

    private Answer await(FutureTask<CtagsTags> task, BooleanSupplier stop) {
        long since = System.nanoTime();
        while (true) {
            try {
                return new Told(task.get(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                if (closed || stop.getAsBoolean()) {
                    return Fault.STOPPED;
                }
                if (System.nanoTime() - since >= longestFile) {
                    return Fault.SLOW;
                }
            } catch (ExecutionException e) {
                return Fault.BROKEN;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Fault.STOPPED;
            }
        }
    }

    private void count(Answer answer) {
        synchronized (looking) {
            switch (answer) {
                case Told told -> failures = 0;
                case Fault.STOPPED -> { }
                case Fault fault -> {
                    if (++failures == MOST_FAILURES) {
                        failures = 0;
                        restUntil = OptionalLong.of(System.nanoTime() + REST_NANOS);
                    }
                }
            }
        }
    }

    private boolean resting() {
        synchronized (looking) {
            return restUntil.isPresent() && System.nanoTime() - restUntil.getAsLong() < 0;
        }
    }
}
