package sigil.code.index;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the groups of three bytes of every file satisfy that holds a matching line. It may be satisfied by other files too: where little is
 * known it says little. The last two bytes of a line make a group with its end.
 */
public sealed interface TrigramQuery {

    /** Nothing is known. */
    TrigramQuery ALL = new All();

    /** More parts than this cost more to ask for than they rule out. */
    int MOST_PARTS = 400;

    /** Every file satisfies it. */
    record All() implements TrigramQuery {
    }

    /**
     * The file has a group.
     *
     * @param trigram its three bytes, the first highest, letters folded
     */
    record Holds(int trigram) implements TrigramQuery {
    }

    /**
     * The file has a group of this kind.
     *
     * @param first  the bytes that may stand first, one in each char, in order, letters folded
     * @param second those that may follow
     * @param third  those that may follow that; {@link #ANY} also of the end of a line
     */
    record HoldsLike(String first, String second, String third) implements TrigramQuery {

        /** Whatever follows. */
        public static final String ANY = any();

        private static String any() {
            var bytes = new StringBuilder();
            for (char b = 0; b < 256; b++) {
                bytes.append(b);
            }
            return bytes.toString();
        }

        /** Two bytes side by side. */
        static HoldsLike pair(String first, String second) {
            return new HoldsLike(first, second, ANY);
        }

        /** How many groups are of this kind. */
        int kinds() {
            return first.length() * second.length() * third.length();
        }
    }

    /**
     * All parts are satisfied.
     *
     * @param parts two or more, none of which is {@link All} or {@link And}
     */
    record And(List<TrigramQuery> parts) implements TrigramQuery {
        /** Copies the parts. */
        public And {
            parts = List.copyOf(parts);
        }
    }

    /**
     * At least one part is satisfied.
     *
     * @param parts two or more, none of which is {@link All} or {@link Or}
     */
    record Or(List<TrigramQuery> parts) implements TrigramQuery {
        /** Copies the parts. */
        public Or {
            parts = List.copyOf(parts);
        }
    }

    /**
     * Of lines that hold a text.
     *
     * @param text the text; whether case counts makes no difference, since the index has letters folded
     * @return the query
     */
    static TrigramQuery ofLiteral(String text) {
        var bytes = folded(text);
        return bytes.length() == 2 && bytes.indexOf('\n') < 0 && bytes.indexOf('\r') < 0 ? HoldsLike.pair(bytes.substring(0, 1), bytes.substring(1))
                : bounded(ofText(bytes));
    }

    /**
     * Of lines in which an RE2 pattern matches. A pattern that cannot be read gives {@link #ALL}.
     *
     * @param pattern     RE2 syntax
     * @param insensitive whether case does not count, from the beginning of the pattern on
     * @return the query
     */
    static TrigramQuery ofRegex(String pattern, boolean insensitive) {
        var byTexts = bounded(new RegexReader<>(pattern, insensitive, new Matches.Reading()).read().map(Matches::query).orElse(ALL));
        return byTexts.equals(ALL) ? new RegexReader<>(pattern, insensitive, new Neighbours.Reading()).read().map(Neighbours::query).orElse(ALL) : byTexts;
    }

    /** The folded UTF-8 bytes of a text, one in each char. */
    static String folded(String text) {
        var folded = new StringBuilder();
        text.codePoints().forEach(c -> folded.appendCodePoint(Folding.fold(c)));
        return new String(folded.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** All groups of folded bytes; those that hold a line's end are in no index. */
    static TrigramQuery ofText(String bytes) {
        Set<TrigramQuery> groups = new LinkedHashSet<>();
        for (int i = 0; i + 3 <= bytes.length(); i++) {
            var group = bytes.substring(i, i + 3);
            if (group.indexOf('\n') < 0 && group.indexOf('\r') < 0) {
                groups.add(new Holds(group.charAt(0) << 16 | group.charAt(1) << 8 | group.charAt(2)));
            }
        }
        return and(groups);
    }

    /** One of several texts is held. */
    static TrigramQuery ofAny(Collection<String> texts) {
        return texts.isEmpty() ? ALL : or(texts.stream().map(TrigramQuery::ofText).toList());
    }

    /** All of them. */
    static TrigramQuery and(Collection<? extends TrigramQuery> parts) {
        Set<TrigramQuery> flat = new LinkedHashSet<>();
        for (var part : parts) {
            switch (part) {
                case All() -> {
                }
                case And(var inner) -> flat.addAll(inner);
                default -> flat.add(part);
            }
        }
        return flat.isEmpty() ? ALL : flat.size() == 1 ? flat.iterator().next() : new And(new ArrayList<>(flat));
    }

    /** One of them. */
    static TrigramQuery or(Collection<? extends TrigramQuery> parts) {
        Set<TrigramQuery> flat = new LinkedHashSet<>();
        for (var part : parts) {
            switch (part) {
                case All() -> {
                    return ALL;
                }
                case Or(var inner) -> flat.addAll(inner);
                default -> flat.add(part);
            }
        }
        return flat.isEmpty() ? ALL : flat.size() == 1 ? flat.iterator().next() : new Or(new ArrayList<>(flat));
    }

    /** Weaker where it would be large. */
    private static TrigramQuery bounded(TrigramQuery query) {
        if (size(query) <= MOST_PARTS) {
            return query;
        }
        if (!(query instanceof And(var parts))) {
            return ALL;
        }
        var kept = new ArrayList<TrigramQuery>();
        int size = 0;
        for (var part : parts) {
            if (size + size(part) <= MOST_PARTS) {
                kept.add(part);
                size += size(part);
            }
        }
        return and(kept);
    }

    private static int size(TrigramQuery query) {
        return switch (query) {
            case All() -> 0;
            case Holds(int trigram) -> 1;
            case HoldsLike like -> 1;
            case And(var parts) -> parts.stream().mapToInt(TrigramQuery::size).sum();
            case Or(var parts) -> parts.stream().mapToInt(TrigramQuery::size).sum();
        };
    }
}
