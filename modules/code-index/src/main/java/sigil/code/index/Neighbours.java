package sigil.code.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What stands side by side in every text that a part of a pattern matches, where {@link Matches} knows too many texts to name one: three digits
 * in a row, a letter after an equals sign. A place is the folded bytes that may stand there, one in each char, in order.
 *
 * @param fixed whether each text has exactly the places of {@code begin}
 * @param begin how each text begins
 * @param end   how each text ends
 * @param runs  what each text holds
 */
record Neighbours(boolean fixed, List<String> begin, List<String> end, List<List<String>> runs) {

    /** Makes them of a pattern. */
    static final class Reading implements RegexMeaning<Neighbours> {

        @Override
        public Neighbours empty() {
            return of(List.of());
        }

        @Override
        public Neighbours anything() {
            return UNKNOWN;
        }

        @Override
        public Neighbours one(CharacterSet set) {
            return place(set).map(Neighbours::of).orElse(UNKNOWN);
        }

        @Override
        public Neighbours then(Neighbours first, Neighbours second) {
            return first.then(second);
        }

        @Override
        public Neighbours or(Neighbours one, Neighbours other) {
            return one.or(other);
        }

        @Override
        public Neighbours repeated(Neighbours part) {
            return new Neighbours(false, part.begin, part.end, with(part.runs, part.begin));
        }

        @Override
        public Neighbours anyNumber(Neighbours part) {
            return UNKNOWN;
        }

        @Override
        public int mostCopies() {
            return 8;
        }
    }

    private static final int MOST_PLACES = 16;
    private static final int MOST_RUNS = 16;
    /** More groups than these are in nearly every file, and take long to look up. */
    private static final int MOST_GROUPS = 4_000;
    private static final int MOST_PAIRS = 64;
    private static final int MOST_PARTS = 3;
    private static final Neighbours UNKNOWN = new Neighbours(false, List.of(), List.of(), List.of());

    private static Neighbours of(List<String> places) {
        return new Neighbours(true, places, places, List.of());
    }

    /** The places of one character; empty where it may be anything beyond ASCII, or a line's end, which stands in no group but at its end. */
    private static Optional<List<String>> place(CharacterSet set) {
        if (set.texts().size() == 1) {
            return Optional.of(set.texts().getFirst().chars().mapToObj(Character::toString).toList());
        }
        if (set.beyond() || set.has('\n') || set.has('\r')) {
            return Optional.empty();
        }
        var bytes = new StringBuilder();
        for (int c = 0; c < 128; c++) {
            boolean lower = c >= 'a' && c <= 'z';
            if ((c < 'A' || c > 'Z') && (set.has(c) || lower && set.has(c - 32))) {
                bytes.append((char) c);
            }
        }
        return Optional.of(List.of(bytes.toString()));
    }

    private Neighbours then(Neighbours that) {
        var joined = joined(end, that.begin);
        if (fixed && that.fixed && joined.size() <= MOST_PLACES) {
            return of(joined);
        }
        var all = runs;
        for (var run : that.runs) {
            all = with(all, run);
        }
        return new Neighbours(false, first(fixed ? joined(begin, that.begin) : begin), last(that.fixed ? joined(end, that.end) : that.end), with(all, joined));
    }

    private Neighbours or(Neighbours that) {
        if (!fixed || !that.fixed || begin.size() != that.begin.size()) {
            return UNKNOWN;
        }
        var either = new ArrayList<String>();
        for (int i = 0; i < begin.size(); i++) {
            var bytes = new StringBuilder();
            (begin.get(i) + that.begin.get(i)).chars().distinct().sorted().forEach(c -> bytes.append((char) c));
            either.add(bytes.toString());
        }
        return of(List.copyOf(either));
    }

    private static List<String> joined(List<String> one, List<String> other) {
        var all = new ArrayList<>(one);
        all.addAll(other);
        return List.copyOf(all);
    }

    private static List<String> first(List<String> places) {
        return places.subList(0, Math.min(MOST_PLACES, places.size()));
    }

    private static List<String> last(List<String> places) {
        return places.subList(Math.max(0, places.size() - MOST_PLACES), places.size());
    }

    private static List<List<String>> with(List<List<String>> runs, List<String> run) {
        if (run.size() < 2 || runs.size() == MOST_RUNS) {
            return runs;
        }
        var all = new ArrayList<>(runs);
        all.add(run);
        return List.copyOf(all);
    }

    /** What a file holds that holds such a text: the rarest of its groups, by how many there are of their kind. */
    TrigramQuery query() {
        Set<TrigramQuery.HoldsLike> groups = new LinkedHashSet<>();
        Set<TrigramQuery.HoldsLike> pairs = new LinkedHashSet<>();
        for (var run : with(runs, fixed ? begin : List.of())) {
            for (int i = 0; i + 2 <= run.size(); i++) {
                if (i + 3 <= run.size()) {
                    groups.add(new TrigramQuery.HoldsLike(run.get(i), run.get(i + 1), run.get(i + 2)));
                }
                pairs.add(TrigramQuery.HoldsLike.pair(run.get(i), run.get(i + 1)));
            }
        }
        groups.removeIf(group -> group.kinds() > MOST_GROUPS);
        pairs.removeIf(pair -> pair.kinds() > MOST_PAIRS * TrigramQuery.HoldsLike.ANY.length());
        return TrigramQuery.and((groups.isEmpty() ? pairs : groups).stream()
                .sorted(Comparator.comparingInt(TrigramQuery.HoldsLike::kinds)).limit(MOST_PARTS).toList());
    }
}
