package sigil.code.watch;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicLong;

/** Tells the listener, on a thread of its own: however long it takes, nobody who notices changes waits for it. */
final class Teller {

    private static final System.Logger LOG = System.getLogger("sigil.code.watch");

    private final Batches batches;
    private final WatchListener listener;
    private final AtomicLong failures = new AtomicLong();
    private final Thread thread;

    Teller(Batches batches, WatchListener listener) {
        this.batches = batches;
        this.listener = listener;
        this.thread = Thread.ofVirtual().name("watch-tell").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    long failures() {
        return failures.get();
    }

    private void run() {
        try {
            for (var next = batches.take(); next.isPresent(); next = batches.take()) {
                tell(next.get());
            }
        } catch (InterruptedException e) {
            // nobody interrupts it but a listener that keeps the mark of an interruption of its own
            LOG.log(Level.ERROR, "The thread that tells of changes was interrupted; changes are not told any more.");
        }
    }

    private void tell(LookAgain next) {
        try {
            listener.lookAgain(next);
        } catch (RuntimeException | Error e) {
            failures.incrementAndGet();
            LOG.log(Level.ERROR, "Whoever was told of changes in " + next.root() + " failed.", e);
        } finally {
            // a mark that the listener left behind would end this thread
            Thread.interrupted();
        }
    }
}
