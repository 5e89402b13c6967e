package sigil.code.search;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** The shelf of each repository on offer. */
final class Shelves {

    private final Repositories repositories;
    private final AtomicBoolean others = new AtomicBoolean();
    private volatile Map<String, Shelf> shelves = Map.of();

    Shelves(Repositories repositories) {
        this.repositories = repositories;
        takeOver();
    }

    /** Other repositories may be on offer: those that are the same keep what is known of them. */
    synchronized void takeOver() {
        var before = shelves;
        var now = new TreeMap<String, Shelf>();
        for (var repository : repositories.all()) {
            var known = before.get(repository.name());
            now.put(repository.name(), known != null && known.repository().equals(repository) ? known : new Shelf(repository));
        }
        shelves = Collections.unmodifiableMap(now);
        others.set(true);
    }

    /** Whether others were on offer before that was last asked. */
    boolean othersBefore() {
        return others.getAndSet(false);
    }

    Collection<Shelf> all() {
        return shelves.values();
    }

    Optional<Shelf> find(String repository) {
        return Optional.ofNullable(shelves.get(repository));
    }
}
