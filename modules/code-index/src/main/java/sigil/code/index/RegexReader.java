package sigil.code.index;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads an RE2 pattern for what its matches hold. Nothing is executed; what it does not know makes the answer weaker, never wrong. */
final class RegexReader {

    private static final int DEEPEST = 200;
    private static final int MOST_COPIES = 8;
    private static final int MOST_CHARACTERS = 16;
    private static final Pattern TIMES = Pattern.compile("\\{([0-9]{1,4})(?:(,)([0-9]{0,4}))?}");
    private static final List<String> DIGITS = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    /** The pattern is not valid, or says something that is not known here. */
    private static final class Unknown extends Exception {
        private static final long serialVersionUID = 1L;

        Unknown() {
            super("unknown", null, false, false);
        }
    }

    private final String pattern;
    private boolean insensitive;
    private int at;

    RegexReader(String pattern, boolean insensitive) {
        this.pattern = pattern;
        this.insensitive = insensitive;
    }

    TrigramQuery query() {
        try {
            var matches = alternatives(0);
            return at == pattern.length() ? matches.query() : TrigramQuery.ALL;
        } catch (Unknown e) {
            return TrigramQuery.ALL;
        }
    }

    private Matches alternatives(int depth) throws Unknown {
        if (depth > DEEPEST) {
            throw new Unknown();
        }
        var any = sequence(depth);
        while (at < pattern.length() && pattern.charAt(at) == '|') {
            at++;
            any = any.or(sequence(depth));
        }
        return any;
    }

    private Matches sequence(int depth) throws Unknown {
        var all = Matches.EMPTY;
        while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            var part = repeats(part(depth));
            all = all.then(part);
        }
        return all;
    }

    private Matches part(int depth) throws Unknown {
        int c = next();
        return switch (c) {
            case '.' -> Matches.SOMETHING;
            case '^', '$' -> Matches.EMPTY;
            case '[' -> characters();
            case '(' -> group(depth);
            case '\\' -> escape();
            case '*', '+', '?' -> throw new Unknown();
            default -> character(c);
        };
    }

    private int next() throws Unknown {
        if (at >= pattern.length()) {
            throw new Unknown();
        }
        int c = pattern.codePointAt(at);
        at += Character.charCount(c);
        return c;
    }

    private Matches character(int c) {
        return certain(c) ? Matches.of(List.of(TrigramQuery.folded(Character.toString(c)))) : Matches.SOMETHING;
    }

    /**
     * Whether only what folds to the same character matches this one. Beyond ASCII the engine that executes patterns has tables of its own.
     * A line's end is in no group, and U+FFFD stands for characters that are kept away from that engine.
     */
    private boolean certain(int c) {
        return c != '\n' && c != '\r' && c != 0xfffd && Character.getType(c) != Character.SURROGATE && (c < 128 || !insensitive);
    }

    private Matches repeats(Matches part) throws Unknown {
        var repeated = part;
        while (at < pattern.length()) {
            switch (pattern.charAt(at)) {
                case '*' -> repeated = Matches.ANYTHING;
                case '+' -> repeated = repeated.repeated();
                case '?' -> repeated = repeated.or(Matches.EMPTY);
                case '{' -> {
                    var times = TIMES.matcher(pattern).region(at, pattern.length());
                    if (!times.lookingAt()) {
                        return repeated;
                    }
                    repeated = times(repeated, times.group(1), times.group(2) != null, times.group(3));
                    at = times.end() - 1;
                }
                default -> {
                    return repeated;
                }
            }
            at++;
            if (at < pattern.length() && pattern.charAt(at) == '?') {
                at++;
            }
        }
        return repeated;
    }

    private static Matches times(Matches part, String least, boolean more, String most) throws Unknown {
        if (least.length() > 1 && least.startsWith("0") || most != null && most.length() > 1 && most.startsWith("0")) {
            // not a count for the engine
            throw new Unknown();
        }
        int from = Integer.parseInt(least);
        int to = !more ? from : most.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(most);
        if (from == 0) {
            return to == 0 ? Matches.EMPTY : to == 1 ? part.or(Matches.EMPTY) : Matches.ANYTHING;
        }
        int copies = Math.min(from, MOST_COPIES);
        var last = copies < to ? part.repeated() : part;
        var all = Matches.EMPTY;
        for (int i = 1; i < copies; i++) {
            all = all.then(part);
        }
        return all.then(last);
    }

    private Matches group(int depth) throws Unknown {
        boolean before = insensitive;
        if (at < pattern.length() && pattern.charAt(at) == '?') {
            at++;
            if (pattern.startsWith("P<", at) || pattern.startsWith("<", at)) {
                name();
            } else if (flags()) {
                // they hold until the group around them ends
                notRepeated();
                return Matches.EMPTY;
            }
        }
        var inner = alternatives(depth + 1);
        if (next() != ')') {
            throw new Unknown();
        }
        insensitive = before;
        return inner;
    }

    /** After what adds nothing a repeat belongs to what stands before it. */
    private void notRepeated() throws Unknown {
        if (at < pattern.length() && "*+?{".indexOf(pattern.charAt(at)) >= 0) {
            throw new Unknown();
        }
    }

    private void name() throws Unknown {
        at = pattern.indexOf('<', at) + 1;
        int from = at;
        while (next() != '>') {
            int c = pattern.charAt(at - 1);
            if (c != '_' && !(c < 128 && Character.isLetterOrDigit(c))) {
                throw new Unknown();
            }
        }
        if (at - 1 == from) {
            throw new Unknown();
        }
    }

    /** Reads flags; whether they stand alone. */
    private boolean flags() throws Unknown {
        boolean on = true;
        while (true) {
            switch (next()) {
                case 'i' -> insensitive = on;
                case 'm', 's', 'U' -> {
                    // which matches there are in a line does not depend on them, as far as it is known here
                }
                case '-' -> on = false;
                case ':' -> {
                    return false;
                }
                case ')' -> {
                    return true;
                }
                default -> throw new Unknown();
            }
        }
    }

    private Matches escape() throws Unknown {
        int c = next();
        return switch (c) {
            case 'b', 'B', 'A', 'z' -> Matches.EMPTY;
            case 'd' -> Matches.of(DIGITS);
            case 'D', 'w', 'W', 's', 'S' -> Matches.SOMETHING;
            case 'p', 'P' -> {
                named();
                yield Matches.SOMETHING;
            }
            case 'Q' -> {
                int end = pattern.indexOf("\\E", at);
                at = end < 0 ? pattern.length() : end + 2;
                notRepeated();
                yield Matches.ANYTHING;
            }
            default -> character(escaped(c));
        };
    }

    /** What follows {@code \p}. */
    private void named() throws Unknown {
        if (next() == '{') {
            at = pattern.indexOf('}', at) + 1;
            if (at == 0) {
                throw new Unknown();
            }
        }
    }

    /** The character that an escape stands for. */
    private int escaped(int c) throws Unknown {
        return switch (c) {
            case 'a' -> 7;
            case 'f' -> '\f';
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'v' -> 11;
            case 'x' -> hexadecimal();
            default -> {
                if (c >= 128 || Character.isLetterOrDigit(c)) {
                    throw new Unknown();
                }
                yield c;
            }
        };
    }

    private int hexadecimal() throws Unknown {
        int from = at;
        int end;
        if (next() == '{') {
            from = at;
            end = pattern.indexOf('}', at);
            at = end + 1;
        } else {
            end = from + 2;
            at = end;
        }
        try {
            int c = end < from || end > pattern.length() ? -1 : Integer.parseInt(pattern, from, end, 16);
            if (c < 0 || c > Character.MAX_CODE_POINT) {
                throw new Unknown();
            }
            return c;
        } catch (NumberFormatException e) {
            throw new Unknown();
        }
    }

    private Matches characters() throws Unknown {
        boolean wide = pattern.startsWith("^", at);
        if (wide) {
            at++;
        }
        var texts = new TreeSet<String>();
        for (boolean first = true; first || !pattern.startsWith("]", at); first = false) {
            if (pattern.startsWith("[:", at) && pattern.indexOf(":]", at) > 0) {
                at = pattern.indexOf(":]", at) + 2;
                wide = true;
                continue;
            }
            int low = member();
            if (low < 0) {
                wide = true;
                continue;
            }
            int high = low;
            if (pattern.startsWith("-", at) && !pattern.startsWith("-]", at)) {
                at++;
                high = member();
            }
            wide |= high < low || high - low >= MOST_CHARACTERS;
            for (int c = low; c <= high && !wide; c++) {
                wide = !certain(c);
                texts.add(TrigramQuery.folded(Character.toString(c)));
            }
        }
        at++;
        return wide || texts.size() > MOST_CHARACTERS ? Matches.SOMETHING : Matches.of(texts);
    }

    /** The next member of a class of characters; -1 if it is a class itself. */
    private int member() throws Unknown {
        int c = next();
        if (c != '\\') {
            return c;
        }
        int escaped = next();
        switch (escaped) {
            case 'd', 'D', 'w', 'W', 's', 'S' -> {
                return -1;
            }
            case 'p', 'P' -> {
                named();
                return -1;
            }
            default -> {
                return escaped(escaped);
            }
        }
    }
}
