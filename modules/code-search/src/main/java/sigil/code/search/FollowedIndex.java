package sigil.code.search;

import java.util.HashSet;
import sigil.code.watch.WatchState;

/** Tells the indexer where to look again, as soon as the watch says so, and which repositories it may take for watched. */
public final class FollowedIndex implements StaleListener {

    private final Indexer indexer;
    private final Freshness freshness;

    /**
     * A listener, which is to be told by the same watch.
     *
     * @param indexer   told where to look again
     * @param freshness knows how the watch is
     */
    public FollowedIndex(Indexer indexer, Freshness freshness) {
        this.indexer = indexer;
        this.freshness = freshness;
    }

    @Override
    public void stale(Stale stale) {
        var name = stale.repository().name();
        if (stale.beneath().contains("")) {
            // what is polled is told of late: searches go on to look for themselves
            indexer.watched(name, freshness.state().map(WatchState::polled).filter(polled -> polled.isEmpty()).isPresent());
            indexer.lookAtEverythingAgain(name);
        } else {
            var paths = new HashSet<>(stale.paths());
            paths.addAll(stale.beneath());
            indexer.lookAgain(name, paths);
        }
    }
}
