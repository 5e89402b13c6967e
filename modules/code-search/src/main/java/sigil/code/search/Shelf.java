package sigil.code.search;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is known of one repository's place in the index: whether the index is up to date with it, and at which paths it is to look again. A
 * path leaves the list only after a snapshot shows what was found there, so that a search that reads the list first and takes a snapshot
 * then misses nothing.
 */
final class Shelf {

    /** A reason to look; each is different from all others. */
    record Look(long number, long notBeforeNanos, long sinceNanos) {
    }

    /** What the comparison under way has met, or the last one met. */
    record Met(int files, long bytes) {
    }

    private final Repository repository;
    private final Map<String, Look> dirty = new ConcurrentHashMap<>();
    private final Map<String, Look> unsettled = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong wholesale = new AtomicLong();
    private volatile long reconciled = -1;
    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();
    private final Set<String> notEntered = ConcurrentHashMap.newKeySet();
    private volatile boolean watched;
    private volatile boolean anew;
    private volatile Met met = new Met(0, 0);
    private volatile Optional<Instant> compared = Optional.empty();

    Shelf(Repository repository) {
        this.repository = repository;
    }

    Repository repository() {
        return repository;
    }

    /** Whether the index with the paths of {@link #dirty} knows everything. */
    boolean current() {
        return watched && reconciled();
    }

    /** Whether the index was compared with the whole repository since that was last asked for. */
    boolean reconciled() {
        return reconciled == wholesale.get();
    }

    /** How often everything was to be looked at. */
    long asked() {
        return wholesale.get();
    }

    void lookAtEverything() {
        wholesale.incrementAndGet();
    }

    /** Everything is to be looked at, and nothing that is known is to be believed. */
    void beginAnew() {
        anew = true;
        lookAtEverything();
    }

    /** Whether it was to begin anew before that was last asked. */
    boolean anewBefore() {
        boolean before = anew;
        anew = false;
        return before;
    }

    /** Everything was looked at that had been asked for when the number was taken. */
    void reconciled(long asked) {
        compared = Optional.of(Instant.now());
        reconciled = asked;
    }

    /** When everything was last looked at. */
    Optional<Instant> compared() {
        return compared;
    }

    void met(Met now) {
        met = now;
    }

    Met met() {
        return met;
    }

    void unreadable(String path) {
        unreadable.add(path);
    }

    void readable(String path) {
        unreadable.remove(path);
    }

    int unreadableCount() {
        return unreadable.size();
    }

    /** A directory that is served cannot be entered, as a walk found that looks at it now. */
    void notEntered(String directory) {
        notEntered.add(directory);
    }

    /** What cannot be entered in a directory, or is it, is about to be found out. */
    void entering(String directory) {
        notEntered.removeIf(known -> directory.isEmpty() || known.equals(directory) || known.startsWith(directory + '/'));
    }

    int notEnteredCount() {
        return notEntered.size();
    }

    void watched(boolean now) {
        watched = now;
    }

    /** Looks again at once. */
    void look(String path) {
        lookIn(path, 0);
    }

    /** Looks again after a while; until then searches read the file themselves. */
    void lookIn(String path, long nanos) {
        long now = System.nanoTime();
        // what changes again and again has been waiting since the first time
        dirty.merge(path, new Look(numbers.incrementAndGet(), now + nanos, now),
                (known, newer) -> new Look(newer.number(), newer.notBeforeNanos(), known.sinceNanos()));
    }

    /** Looks again after a while, only because the file might have changed without showing it. */
    void settleIn(String path, long nanos) {
        long now = System.nanoTime();
        unsettled.put(path, new Look(numbers.incrementAndGet(), now + nanos, now));
    }

    List<String> dirty() {
        return dirty.keySet().stream().sorted(CodePointOrder.PATHS).toList();
    }

    /** For how long the oldest of what is dirty has been so; zero where nothing is. */
    Duration oldestDirty() {
        long now = System.nanoTime();
        return Duration.ofNanos(dirty.values().stream().mapToLong(look -> now - look.sinceNanos()).max().orElse(0));
    }

    int dirtyCount() {
        return dirty.size();
    }

    /** What is to be looked at now, in path order, with the reason. */
    List<Map.Entry<String, Look>> due() {
        long now = System.nanoTime();
        unsettled.forEach((path, look) -> {
            if (look.notBeforeNanos() - now <= 0 && unsettled.remove(path, look)) {
                dirty.putIfAbsent(path, new Look(numbers.incrementAndGet(), now, now));
            }
        });
        return dirty.entrySet().stream().filter(entry -> entry.getValue().notBeforeNanos() - now <= 0)
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .sorted(Map.Entry.comparingByKey(CodePointOrder.PATHS)).toList();
    }

    /** It was looked at, for that reason; a newer one stays. */
    void looked(String path, Look reason) {
        dirty.remove(path, reason);
    }
}
