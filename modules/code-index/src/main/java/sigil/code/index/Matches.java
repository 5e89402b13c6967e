package sigil.code.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of the texts that a part of a pattern matches, as folded bytes. After the algorithm of Russ Cox ("Regular Expression Matching
 * with a Trigram Index", 2012): the texts themselves where they are few, else how they may begin and end, and what they hold.
 *
 * @param empty    whether the empty text may be among them
 * @param exact    all of them, if {@code known}
 * @param known    whether they are known one by one
 * @param prefixes each begins with one of these
 * @param suffixes each ends with one of these
 * @param holds    what every file satisfies that holds one of them
 */
record Matches(boolean empty, Set<String> exact, boolean known, Set<String> prefixes, Set<String> suffixes, TrigramQuery holds) {

    /** Makes them of a pattern. */
    static final class Reading implements RegexMeaning<Matches> {

        @Override
        public Matches empty() {
            return EMPTY;
        }

        @Override
        public Matches anything() {
            return ANYTHING;
        }

        @Override
        public Matches one(CharacterSet set) {
            return set.texts().isEmpty() ? SOMETHING : of(set.texts());
        }

        @Override
        public Matches then(Matches first, Matches second) {
            return first.then(second);
        }

        @Override
        public Matches or(Matches one, Matches other) {
            return one.or(other);
        }

        @Override
        public Matches repeated(Matches part) {
            return part.repeated();
        }

        @Override
        public Matches anyNumber(Matches part) {
            return ANYTHING;
        }

        @Override
        public int mostCopies() {
            return 8;
        }
    }

    private static final int MOST_EXACT = 16;
    private static final int MOST_ENDS = 20;
    private static final int LONGEST_EXACT = 64;

    /** Any one character, or any text that is not empty. */
    static final Matches SOMETHING = new Matches(false, Set.of(), false, Set.of(""), Set.of(""), TrigramQuery.ALL);
    /** Any text. */
    static final Matches ANYTHING = new Matches(true, Set.of(), false, Set.of(""), Set.of(""), TrigramQuery.ALL);
    /** The empty text: also what an assertion matches. */
    static final Matches EMPTY = of(List.of(""));

    static Matches of(Collection<String> texts) {
        return new Matches(texts.contains(""), new TreeSet<>(texts), true, Set.of(), Set.of(), TrigramQuery.ALL).simple();
    }

    /** This, and then that. */
    Matches then(Matches that) {
        boolean bothEmpty = empty && that.empty;
        if (known && that.known) {
            return new Matches(bothEmpty, cross(exact, that.exact), true, Set.of(), Set.of(), TrigramQuery.and(List.of(holds, that.holds))).simple();
        }
        var begins = known ? cross(exact, that.prefixes) : new TreeSet<>(prefixes);
        if (!known && empty) {
            begins.addAll(that.known ? that.exact : that.prefixes);
        }
        var ends = that.known ? cross(suffixes, that.exact) : new TreeSet<>(that.suffixes);
        if (!that.known && that.empty) {
            ends.addAll(known ? exact : suffixes);
        }
        var parts = new ArrayList<>(List.of(holds, that.holds));
        var left = known ? exact : suffixes;
        var right = that.known ? that.exact : that.prefixes;
        if (left.size() <= MOST_ENDS && right.size() <= MOST_ENDS) {
            // what this ends with and that begins with stand side by side
            parts.add(TrigramQuery.ofAny(cross(left, right)));
        }
        return new Matches(bothEmpty, Set.of(), false, begins, ends, TrigramQuery.and(parts)).simple();
    }

    /** This, or that. */
    Matches or(Matches that) {
        if (known && that.known && holds.equals(TrigramQuery.ALL) && that.holds.equals(TrigramQuery.ALL)) {
            return new Matches(empty || that.empty, union(exact, that.exact), true, Set.of(), Set.of(), TrigramQuery.ALL).simple();
        }
        var a = inexact();
        var b = that.inexact();
        return new Matches(empty || that.empty, Set.of(), false, union(a.prefixes, b.prefixes), union(a.suffixes, b.suffixes),
                TrigramQuery.or(List.of(a.holds, b.holds))).simple();
    }

    /** This, once or more often. */
    Matches repeated() {
        return inexact();
    }

    /** What is known in the end. */
    TrigramQuery query() {
        return inexact().holds;
    }

    /** The same without the single texts. */
    private Matches inexact() {
        return known ? new Matches(empty, Set.of(), false, exact, exact, TrigramQuery.and(List.of(holds, TrigramQuery.ofAny(exact)))).simple() : this;
    }

    /** Weaker where it would grow. */
    private Matches simple() {
        if (known) {
            boolean few = exact.size() <= MOST_EXACT && exact.stream().allMatch(text -> text.length() <= LONGEST_EXACT);
            return few ? this : inexact();
        }
        return new Matches(empty, exact, false, cut(prefixes, true), cut(suffixes, false), holds);
    }

    /** Two bytes of each end are enough to find the groups that cross it; fewer where there are many. */
    private static Set<String> cut(Set<String> ends, boolean prefix) {
        for (int length = 2; ; length--) {
            var cut = new TreeSet<String>();
            for (var end : ends) {
                int kept = Math.min(length, end.length());
                cut.add(prefix ? end.substring(0, kept) : end.substring(end.length() - kept));
            }
            if (cut.size() <= MOST_ENDS) {
                return cut;
            }
        }
    }

    private static Set<String> cross(Set<String> left, Set<String> right) {
        var all = new TreeSet<String>();
        left.forEach(a -> right.forEach(b -> all.add(a + b)));
        return all;
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        var all = new TreeSet<>(a);
        all.addAll(b);
        return all;
    }
}
