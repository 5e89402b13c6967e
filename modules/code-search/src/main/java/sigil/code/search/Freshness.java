package sigil.code.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import sigil.code.watch.FileWatch;
import sigil.code.watch.LookAgain;
import sigil.code.watch.WatchSettings;
import sigil.code.watch.WatchState;
import sigil.code.watch.WatchedRoot;

/**
 * Follows repositories and says where to look again. What the gate does not admit is never named, and directories that it does not admit are not
 * watched.
 *
 * <p>The first thing told of a repository is "everything", as soon as no change can be missed any more.
 */
public final class Freshness implements AutoCloseable {

    private final Repositories repositories;
    private final PathGate gate;
    private final WatchSettings settings;
    private final List<StaleListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, Repository> followed = new HashMap<>();
    private FileWatch watch;
    private boolean closed;

    /**
     * One that does not follow anything yet.
     *
     * @param repositories what is to be followed
     * @param gate         judges every path
     */
    public Freshness(Repositories repositories, PathGate gate) {
        this(repositories, gate, WatchSettings.DEFAULTS);
    }

    /**
     * One that does not follow anything yet.
     *
     * @param repositories what is to be followed
     * @param gate         judges every path
     * @param settings     how to watch
     */
    public Freshness(Repositories repositories, PathGate gate, WatchSettings settings) {
        this.repositories = repositories;
        this.gate = gate;
        this.settings = settings;
        repositories.onChange(this::follow);
    }

    /**
     * Tells somebody too.
     *
     * @param listener told from now on; before {@link #begin}, of everything
     */
    public void tell(StaleListener listener) {
        listeners.add(listener);
    }

    /**
     * Begins to follow, in the background, and goes on with other repositories when these take their place. Does nothing the second time, or once it
     * is closed.
     */
    public synchronized void begin() {
        if (watch == null && !closed) {
            watch = FileWatch.open(List.of(), this::lookAgain, settings);
            follow();
        }
    }

    private synchronized void follow() {
        if (watch == null || closed) {
            return;
        }
        followed.values().removeIf(repository -> {
            boolean gone = !repositories.find(repository.name()).equals(Optional.of(repository));
            if (gone) {
                watch.remove(repository.name());
            }
            return gone;
        });
        for (var repository : repositories.all()) {
            if (followed.putIfAbsent(repository.name(), repository) == null) {
                watch.add(new WatchedRoot(repository.name(), repository.root(), new RepositoryRule(gate, repository)));
            }
        }
    }

    /** @return how the watch is; empty while nothing is followed */
    public synchronized Optional<WatchState> state() {
        return Optional.ofNullable(watch).map(FileWatch::state);
    }

    /**
     * Whether something might be named.
     *
     * @param repository where
     * @param path       relative to its root
     * @return false for what is ignored, secret or in {@code .git}, be it there or not
     */
    public boolean names(Repository repository, String path) {
        return new NameablePaths(gate, repository).names(path);
    }

    private void lookAgain(LookAgain where) {
        repositories.find(where.root()).ifPresent(repository -> {
            var nameable = new NameablePaths(gate, repository);
            Set<String> paths = where.paths().stream().filter(nameable::names).collect(Collectors.toUnmodifiableSet());
            Set<String> beneath = where.beneath().stream().filter(nameable::names).collect(Collectors.toUnmodifiableSet());
            if (!paths.isEmpty() || !beneath.isEmpty()) {
                tell(new Stale(repository, paths, beneath));
            }
        });
    }

    private void tell(Stale stale) {
        RuntimeException failure = null;
        for (var listener : listeners) {
            try {
                listener.stale(stale);
            } catch (RuntimeException e) {
                // the others are told all the same
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Ends it at once: nobody is told any more. */
    @Override
    public synchronized void close() {
        closed = true;
        if (watch != null) {
            watch.close();
        }
    }
}
