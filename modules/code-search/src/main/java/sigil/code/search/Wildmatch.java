package sigil.code.search;

/**
 * Git's own pattern matcher ({@code wildmatch.c} of git 2.39), on UTF-8 bytes as there, quirks included: {@code ?} is one byte, and a
 * double star counts as such only between slashes or ends. A memo of failed positions keeps patterns with many stars from exploding.
 */
final class Wildmatch {

    private static final int MATCH = 0;
    private static final int NOMATCH = 1;
    private static final int ABORT_ALL = 2;
    private static final int ABORT_TO_STARSTAR = 3;

    private final byte[] pattern;
    private final byte[] text;
    private final boolean pathname;
    private final byte[] memo;

    private Wildmatch(byte[] pattern, byte[] text, boolean pathname, boolean memorise) {
        this.pattern = pattern;
        this.text = text;
        this.pathname = pathname;
        this.memo = memorise ? new byte[(pattern.length + 1) * (text.length + 1)] : new byte[0];
    }

    /**
     * Whether a pattern matches a text.
     *
     * @param pathname {@code true} where {@code *} and {@code ?} stop at slashes
     */
    static boolean matches(byte[] pattern, int patternFrom, byte[] text, int textFrom, boolean pathname) {
        int stars = 0;
        for (int i = patternFrom; i < pattern.length; i++) {
            stars += pattern[i] == '*' ? 1 : 0;
        }
        return new Wildmatch(pattern, text, pathname, stars > 2).match(patternFrom, textFrom) == MATCH;
    }

    private int p(int at) {
        return at < pattern.length ? pattern[at] & 0xff : 0;
    }

    private int t(int at) {
        return at < text.length ? text[at] & 0xff : 0;
    }

    private int match(int p, int t) {
        if (memo.length == 0) {
            return run(p, t);
        }
        int key = p * (text.length + 1) + Math.min(t, text.length);
        if (memo[key] == 0) {
            memo[key] = (byte) (run(p, t) + 1);
        }
        return memo[key] - 1;
    }

    private int run(int start, int textStart) {
        int p = start;
        int t = textStart;
        for (; p(p) != 0; t++, p++) {
            int c = p(p);
            int x = t(t);
            if (x == 0 && c != '*') {
                return ABORT_ALL;
            }
            switch (c) {
                case '?' -> {
                    if (pathname && x == '/') {
                        return NOMATCH;
                    }
                }
                case '*' -> {
                    int before = p - 1;
                    boolean slashes = !pathname;
                    p++;
                    if (p(p) == '*') {
                        while (p(p) == '*') {
                            p++;
                        }
                        if (pathname && (before < start || p(before) == '/')
                                && (p(p) == 0 || p(p) == '/' || p(p) == '\\' && p(p + 1) == '/')) {
                            if (p(p) == '/' && match(p + 1, t) == MATCH) {
                                return MATCH;
                            }
                            slashes = true;
                        }
                    }
                    if (p(p) == 0) {
                        return slashes || slashFrom(t) < 0 ? MATCH : NOMATCH;
                    }
                    if (slashes || p(p) != '/') {
                        return star(p, t, slashes);
                    }
                    t = slashFrom(t);
                    if (t < 0) {
                        return NOMATCH;
                    }
                }
                case '[' -> {
                    int end = bracket(p, x);
                    if (end < 0) {
                        return ABORT_ALL;
                    }
                    if (!bracketMatched || pathname && x == '/') {
                        return NOMATCH;
                    }
                    p = end;
                }
                default -> {
                    if (c == '\\') {
                        c = p(++p);
                    }
                    if (x != c) {
                        return NOMATCH;
                    }
                }
            }
        }
        return t(t) == 0 ? MATCH : NOMATCH;
    }

    private int star(int p, int from, boolean slashes) {
        int next = p(p);
        boolean literal = next != '*' && next != '?' && next != '[' && next != '\\';
        for (int t = from; t(t) != 0; t++) {
            if (literal) {
                while (t(t) != 0 && (slashes || t(t) != '/') && t(t) != next) {
                    t++;
                }
                if (t(t) != next) {
                    return NOMATCH;
                }
            }
            int matched = match(p, t);
            if (matched != NOMATCH) {
                if (!slashes || matched != ABORT_TO_STARSTAR) {
                    return matched;
                }
            } else if (!slashes && t(t) == '/') {
                return ABORT_TO_STARSTAR;
            }
        }
        return ABORT_ALL;
    }

    private int slashFrom(int t) {
        for (int i = t; i < text.length; i++) {
            if (text[i] == '/') {
                return i;
            }
        }
        return -1;
    }

    private boolean bracketMatched;

    /** Reads a bracket expression that begins at {@code p}; answers the place of its closing bracket, or -1 if it is malformed. */
    private int bracket(int open, int x) {
        int p = open + 1;
        int c = p(p);
        boolean negated = c == '!' || c == '^';
        if (negated) {
            c = p(++p);
        }
        int previous = 0;
        boolean matched = false;
        do {
            if (c == 0) {
                return -1;
            }
            if (c == '\\') {
                c = p(++p);
                if (c == 0) {
                    return -1;
                }
                matched |= x == c;
            } else if (c == '-' && previous != 0 && p(p + 1) != 0 && p(p + 1) != ']') {
                c = p(++p);
                if (c == '\\') {
                    c = p(++p);
                    if (c == 0) {
                        return -1;
                    }
                }
                matched |= x <= c && x >= previous;
                c = 0;
            } else if (c == '[' && p(p + 1) == ':') {
                int name = p + 2;
                int end = name;
                while (p(end) != 0 && p(end) != ']') {
                    end++;
                }
                if (p(end) == 0) {
                    return -1;
                }
                if (end - name - 1 < 0 || p(end - 1) != ':') {
                    matched |= x == '[';
                } else {
                    int in = inClass(new String(pattern, name, end - name - 1, java.nio.charset.StandardCharsets.ISO_8859_1), x);
                    if (in < 0) {
                        return -1;
                    }
                    matched |= in > 0;
                    p = end;
                    c = 0;
                }
            } else {
                matched |= x == c;
            }
            previous = c;
            c = p(++p);
        } while (c != ']');
        bracketMatched = matched != negated;
        return p;
    }

    private static int inClass(String name, int x) {
        boolean lower = x >= 'a' && x <= 'z';
        boolean upper = x >= 'A' && x <= 'Z';
        boolean digit = x >= '0' && x <= '9';
        boolean graphic = x > 32 && x < 127;
        boolean in;
        switch (name) {
            case "alnum" -> in = lower || upper || digit;
            case "alpha" -> in = lower || upper;
            case "blank" -> in = x == ' ' || x == '\t';
            case "cntrl" -> in = x < 32 || x == 127;
            case "digit" -> in = digit;
            case "graph" -> in = graphic;
            case "lower" -> in = lower;
            case "print" -> in = graphic || x == ' ';
            case "punct" -> in = graphic && !lower && !upper && !digit;
            case "space" -> in = x == ' ' || x >= 9 && x <= 13;
            case "upper" -> in = upper;
            case "xdigit" -> in = digit || x >= 'a' && x <= 'f' || x >= 'A' && x <= 'F';
            default -> {
                return -1;
            }
        }
        return in ? 1 : 0;
    }
}
