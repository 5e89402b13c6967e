package sigil.code.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/** A listener that keeps all that it is told. */
final class Told implements WatchListener {

    /** Far beyond what a busy machine needs. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final List<LookAgain> all = new ArrayList<>();

    @Override
    public synchronized void lookAgain(LookAgain where) {
        all.add(where);
        notifyAll();
    }

    synchronized List<LookAgain> all() {
        return List.copyOf(all);
    }

    synchronized void forget() {
        all.clear();
    }

    /** All paths that were told by their names. */
    Set<String> paths() {
        var paths = new LinkedHashSet<String>();
        all().forEach(where -> paths.addAll(where.paths()));
        return paths;
    }

    /** Whether somebody who was told all this would look at a path. */
    boolean covers(String path) {
        return all().stream().anyMatch(where -> where.paths().contains(path)
                || where.beneath().stream().anyMatch(directory -> WatchedRoot.beneath(path, directory)));
    }

    boolean everything(String directory) {
        return all().stream().anyMatch(where -> where.beneath().contains(directory));
    }

    void await(String... paths) {
        for (var path : paths) {
            until("told of " + path + ", not only of " + paths(), () -> covers(path));
        }
    }

    void awaitEverything(String directory) {
        until("told of all beneath '" + directory + "'", () -> everything(directory));
    }

    static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            // asking may be a walk over the whole tree
            pause(Duration.ofMillis(50));
        }
        assertThat(what, condition.getAsBoolean(), is(true));
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
