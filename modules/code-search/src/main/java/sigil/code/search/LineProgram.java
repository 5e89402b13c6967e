package sigil.code.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sigil.code.index.CharacterSet;
import sigil.code.index.RegexReader;

/**
 * The places of a pattern and which may follow which (after Glushkov, 1961), over bytes of UTF-8: from it {@link LineFinder} finds the lines in
 * which the pattern may match. It is weaker than the pattern, never stronger: assertions hold everywhere, large counts become "so many or more",
 * and beyond ASCII one character is like another. Immutable.
 */
final class LineProgram {

    /** With more, or with letters and blanks among them, most lines have one. */
    private static final int MOST_REQUIRED = 16;
    private static final String COMMON = " \tabcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ().,;=\"";
    /** Letters as they are met in programs, the rarest first. */
    private static final String LETTERS = "qzjxkwvybghfmdpuclosnriate";
    private static final int EVERYWHERE = 1_000;
    /** Shorter texts of letters stand in too many lines. */
    private static final int SHORTEST = 3;
    /** Patterns with more places are left to the engine. */
    private static final int MOST_PLACES = 600;
    /** All bytes that continue a character. */
    static final int CONTINUES = 0;
    /** The end of a line. */
    static final int LINE_END = 1;

    private final byte[] classes = new byte[256];
    private final long[][] follow;
    private final long[] first;
    private final long[] last;
    private final long[] beyond;
    private final long[][] members;
    private final Optional<ByteWindow> window;

    private LineProgram(List<CharacterSet> sets, List<BitSet> follow, BitSet first, BitSet last, Optional<ByteWindow> window) {
        this.window = window;
        int words = (sets.size() + 63) / 64;
        this.first = words(first, words);
        this.last = words(last, words);
        this.follow = follow.stream().map(set -> words(set, words)).toArray(long[][]::new);
        var wide = new BitSet();
        for (int place = 0; place < sets.size(); place++) {
            wide.set(place, sets.get(place).beyond());
        }
        this.beyond = words(wide, words);
        var distinct = new ArrayList<BitSet>(List.of(new BitSet(), new BitSet(), wide));
        Arrays.fill(classes, 0x80, 0xc0, (byte) CONTINUES);
        Arrays.fill(classes, 0xc0, 0x100, (byte) 2);
        for (int c = 0; c < 128; c++) {
            var places = new BitSet();
            for (int place = 0; place < sets.size(); place++) {
                places.set(place, sets.get(place).has(c));
            }
            int known = distinct.subList(2, distinct.size()).indexOf(places) + 2;
            if (c == '\n') {
                classes[c] = LINE_END;
            } else if (known >= 2) {
                classes[c] = (byte) known;
            } else {
                classes[c] = (byte) distinct.size();
                distinct.add(places);
            }
        }
        this.members = distinct.stream().map(set -> words(set, words)).toArray(long[][]::new);
    }

    private static long[] words(BitSet set, int words) {
        return Arrays.copyOf(set.toLongArray(), words);
    }

    /** The program of an RE2 pattern; empty if every line might match, or too little is known. */
    static Optional<LineProgram> of(String regex, boolean insensitive) {
        return new RegexReader<>(regex, insensitive, new PatternPart.Reading()).read().flatMap(LineProgram::of);
    }

    private static Optional<LineProgram> of(PatternPart pattern) {
        var building = new Building();
        try {
            var whole = building.add(pattern);
            return whole.empty() || building.sets.isEmpty() ? Optional.empty()
                    : Optional.of(new LineProgram(building.sets, building.follow, whole.first(), whole.last(),
                            windows(pattern).max(RARER).map(Run::window)));
        } catch (TooLarge e) {
            return Optional.empty();
        }
    }

    /**
     * Places that every match fills one after the other.
     *
     * @param rarest the number of the one that is met the least
     */
    private record Run(List<CharacterSet> sets, int rarest) {
        ByteWindow window() {
            return new ByteWindow(sets, rarest);
        }
    }

    private static final Comparator<Run> RARER = Comparator.<Run>comparingInt(run -> -common(run.sets().get(run.rarest())))
            .thenComparingInt(run -> run.sets().size());

    /** How often a character of a set is met, roughly; {@link #EVERYWHERE} if most lines have one. */
    private static int common(CharacterSet set) {
        int members = Long.bitCount(set.low()) + Long.bitCount(set.high());
        if (members <= MOST_REQUIRED && COMMON.chars().noneMatch(set::has)) {
            return members;
        }
        int letter = IntStream.range(0, LETTERS.length()).filter(i -> set.has(LETTERS.charAt(i))).findFirst().orElse(-1);
        boolean both = letter >= 0 && set.has(Character.toUpperCase(LETTERS.charAt(letter)));
        return letter >= 0 && members == (both ? 2 : 1) ? MOST_REQUIRED + 1 + letter : EVERYWHERE;
    }

    private static Stream<Run> windows(PatternPart part) {
        var all = new ArrayList<Run>();
        var run = new ArrayList<CharacterSet>();
        windows(part, run, all);
        end(run, all);
        return all.stream();
    }

    /** Adds to the run that reaches this part, and to the runs that are over. */
    private static void windows(PatternPart part, List<CharacterSet> run, List<Run> all) {
        switch (part) {
            case PatternPart.One(var set) when !set.beyond() -> run.add(set);
            case PatternPart.Then(var one, var other) -> {
                windows(one, run, all);
                windows(other, run, all);
            }
            case PatternPart.Repeated(var inner) -> {
                end(run, all);
                windows(inner).forEach(all::add);
            }
            case PatternPart.Empty empty -> {
            }
            case PatternPart.One one -> end(run, all);
            case PatternPart.Or or -> end(run, all);
        }
    }

    private static void end(List<CharacterSet> run, List<Run> all) {
        IntStream.range(0, run.size()).boxed().min(Comparator.comparingInt(i -> common(run.get(i))))
                .filter(rarest -> common(run.get(rarest)) <= MOST_REQUIRED || common(run.get(rarest)) < EVERYWHERE && run.size() >= SHORTEST)
                .ifPresent(rarest -> all.add(new Run(List.copyOf(run), rarest)));
        run.clear();
    }

    private static final class TooLarge extends Exception {
        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("too large", null, false, false);
        }
    }

    /** How the matches of a part begin and end. */
    private record Ends(boolean empty, BitSet first, BitSet last) {
    }

    /** Numbers the places. */
    private static final class Building {
        private final List<CharacterSet> sets = new ArrayList<>();
        private final List<BitSet> follow = new ArrayList<>();

        Ends add(PatternPart part) throws TooLarge {
            switch (part) {
                case PatternPart.Empty() -> {
                    return new Ends(true, new BitSet(), new BitSet());
                }
                case PatternPart.One(var set) -> {
                    if (sets.size() == MOST_PLACES) {
                        throw new TooLarge();
                    }
                    var place = new BitSet();
                    place.set(sets.size());
                    sets.add(set);
                    follow.add(new BitSet());
                    return new Ends(false, place, place);
                }
                case PatternPart.Then(var one, var other) -> {
                    var a = add(one);
                    var b = add(other);
                    join(a.last(), b.first());
                    return new Ends(a.empty() && b.empty(), a.empty() ? union(a.first(), b.first()) : a.first(),
                            b.empty() ? union(a.last(), b.last()) : b.last());
                }
                case PatternPart.Or(var one, var other) -> {
                    var a = add(one);
                    var b = add(other);
                    return new Ends(a.empty() || b.empty(), union(a.first(), b.first()), union(a.last(), b.last()));
                }
                case PatternPart.Repeated(var inner) -> {
                    var a = add(inner);
                    join(a.last(), a.first());
                    return a;
                }
            }
        }

        private void join(BitSet from, BitSet to) {
            from.stream().forEach(place -> follow.get(place).or(to));
        }

        private static BitSet union(BitSet a, BitSet b) {
            var all = (BitSet) a.clone();
            all.or(b);
            return all;
        }
    }

    /** Bytes that stand in every matching line; empty if those that are known would tell little. */
    Optional<ByteWindow> window() {
        return window;
    }

    /** The class of each byte: bytes of a class lead from the same places to the same places. */
    byte[] classes() {
        return classes;
    }

    int classCount() {
        return members.length;
    }

    /** No place yet: where every line begins. */
    long[] start() {
        return new long[first.length];
    }

    /** The places reached from places by a byte; a match may begin anywhere. */
    long[] step(long[] places, int byteClass) {
        var next = new long[first.length];
        if (byteClass == CONTINUES) {
            for (int i = 0; i < next.length; i++) {
                next[i] = places[i] & beyond[i];
            }
            return next;
        }
        System.arraycopy(first, 0, next, 0, next.length);
        for (int i = 0; i < places.length; i++) {
            for (long left = places[i]; left != 0; left &= left - 1) {
                var following = follow[i * 64 + Long.numberOfTrailingZeros(left)];
                for (int j = 0; j < next.length; j++) {
                    next[j] |= following[j];
                }
            }
        }
        for (int i = 0; i < next.length; i++) {
            next[i] &= members[byteClass][i];
        }
        return next;
    }

    /** Whether a match may end at one of these places. */
    boolean accepts(long[] places) {
        for (int i = 0; i < places.length; i++) {
            if ((places[i] & last[i]) != 0) {
                return true;
            }
        }
        return false;
    }
}
