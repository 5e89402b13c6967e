package sigil.code.index;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads an RE2 pattern for what its matches hold. Nothing is executed; what it does not know makes the answer weaker, never wrong. For one
 * thread, once.
 *
 * @param <T> what is made of it
 */
public final class RegexReader<T> {

    private static final int DEEPEST = 200;
    private static final Pattern TIMES = Pattern.compile("\\{([0-9]{1,4})(?:(,)([0-9]{0,4}))?}");

    /** The pattern is not valid, or says something that is not known here. */
    private static final class Unknown extends Exception {
        private static final long serialVersionUID = 1L;

        Unknown() {
            super("unknown", null, false, false);
        }
    }

    private final String pattern;
    private final RegexMeaning<T> meaning;
    private boolean insensitive;
    private int at;

    /**
     * A reader.
     *
     * @param pattern     RE2 syntax
     * @param insensitive whether case does not count, from the beginning of the pattern on
     * @param meaning     makes something of it
     */
    public RegexReader(String pattern, boolean insensitive, RegexMeaning<T> meaning) {
        this.pattern = pattern;
        this.insensitive = insensitive;
        this.meaning = meaning;
    }

    /** @return the meaning of the pattern; empty if it is not valid, or says something that is not known here */
    public Optional<T> read() {
        try {
            var all = alternatives(0);
            return at == pattern.length() ? Optional.of(all) : Optional.empty();
        } catch (Unknown e) {
            return Optional.empty();
        }
    }

    private T alternatives(int depth) throws Unknown {
        if (depth > DEEPEST) {
            throw new Unknown();
        }
        var any = sequence(depth);
        while (at < pattern.length() && pattern.charAt(at) == '|') {
            at++;
            any = meaning.or(any, sequence(depth));
        }
        return any;
    }

    private T sequence(int depth) throws Unknown {
        var all = meaning.empty();
        while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            var part = repeats(part(depth));
            all = meaning.then(all, part);
        }
        return all;
    }

    private T part(int depth) throws Unknown {
        int c = next();
        return switch (c) {
            case '.' -> meaning.one(CharacterSet.ALL);
            case '^', '$' -> meaning.empty();
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

    private T character(int c) {
        var members = new CharacterMembers(insensitive);
        members.add(c, c);
        return meaning.one(members.set(false));
    }

    private T repeats(T part) throws Unknown {
        var repeated = part;
        while (at < pattern.length()) {
            switch (pattern.charAt(at)) {
                case '*' -> repeated = meaning.anyNumber(repeated);
                case '+' -> repeated = meaning.repeated(repeated);
                case '?' -> repeated = meaning.or(repeated, meaning.empty());
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

    private T times(T part, String least, boolean more, String most) throws Unknown {
        if (least.length() > 1 && least.startsWith("0") || most != null && most.length() > 1 && most.startsWith("0")) {
            // not a count for the engine
            throw new Unknown();
        }
        int from = Integer.parseInt(least);
        int to = !more ? from : most.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(most);
        if (from == 0) {
            return to == 0 ? meaning.empty() : to == 1 ? meaning.or(part, meaning.empty()) : meaning.anyNumber(part);
        }
        int copies = Math.min(from, meaning.mostCopies());
        var last = copies < to ? meaning.repeated(part) : part;
        var all = meaning.empty();
        for (int i = 1; i < copies; i++) {
            all = meaning.then(all, part);
        }
        return meaning.then(all, last);
    }

    private T group(int depth) throws Unknown {
        boolean before = insensitive;
        if (at < pattern.length() && pattern.charAt(at) == '?') {
            at++;
            if (pattern.startsWith("P<", at) || pattern.startsWith("<", at)) {
                name();
            } else if (flags()) {
                // they hold until the group around them ends
                notRepeated();
                return meaning.empty();
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

    private T escape() throws Unknown {
        int c = next();
        return switch (c) {
            case 'b', 'B', 'A', 'z' -> meaning.empty();
            case 'd', 'D', 'w', 'W', 's', 'S' -> {
                var members = new CharacterMembers(insensitive);
                members.addClass(c);
                yield meaning.one(members.set(false));
            }
            case 'p', 'P' -> {
                named();
                yield meaning.one(CharacterSet.ALL);
            }
            case 'Q' -> {
                int end = pattern.indexOf("\\E", at);
                at = end < 0 ? pattern.length() : end + 2;
                notRepeated();
                yield meaning.anything();
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

    private T characters() throws Unknown {
        boolean negated = pattern.startsWith("^", at);
        if (negated) {
            at++;
        }
        var members = new CharacterMembers(insensitive);
        for (boolean first = true; first || !pattern.startsWith("]", at); first = false) {
            if (pattern.startsWith("[:", at) && pattern.indexOf(":]", at) > 0) {
                at = pattern.indexOf(":]", at) + 2;
                members.addUnknown();
                continue;
            }
            int low = member(members);
            if (low < 0) {
                continue;
            }
            int high = low;
            if (pattern.startsWith("-", at) && !pattern.startsWith("-]", at)) {
                at++;
                high = member(members);
            }
            members.add(low, high);
        }
        at++;
        return meaning.one(members.set(negated));
    }

    /** The next member of a class of characters; -1 if it was a class itself, which is then added. */
    private int member(CharacterMembers members) throws Unknown {
        int c = next();
        if (c != '\\') {
            return c;
        }
        int escaped = next();
        switch (escaped) {
            case 'd', 'D', 'w', 'W', 's', 'S' -> {
                members.addClass(escaped);
                return -1;
            }
            case 'p', 'P' -> {
                named();
                members.addUnknown();
                return -1;
            }
            default -> {
                return escaped(escaped);
            }
        }
    }
}
