package sigil.code.search;

/**
 * How large a regex becomes once its repeats are written out, told before it is compiled: RE2/J writes them out first and measures afterwards,
 * and <code>((a{1000}){1000}){1000}</code> takes all memory on the way.
 */
final class RepeatBound {
    /** Above any bound; sums and products stop here, so that none overflows. */
    private static final long ENOUGH = 1L << 40;

    private final String regex;
    private int at;

    private RepeatBound(String regex) {
        this.regex = regex;
    }

    /** An estimate of the number of instructions, not below the real one by more than a small factor. */
    static long of(String regex) {
        return new RepeatBound(regex).alternatives(0);
    }

    /** Reads up to the closing parenthesis of this depth, or the end. */
    private long alternatives(int depth) {
        long sum = 0;
        long last = 0;
        while (at < regex.length()) {
            char c = regex.charAt(at++);
            switch (c) {
                case '(' -> {
                    flags();
                    // the engine itself refuses what is nested so deeply
                    last = depth < 500 ? alternatives(depth + 1) + 2 : ENOUGH;
                    sum = cap(sum + last);
                }
                case ')' -> {
                    if (depth > 0) {
                        return sum;
                    }
                    last = 1;
                    sum = cap(sum + 1);
                }
                case '*', '+', '?', '|' -> {
                    last = c == '|' ? 0 : last + 1;
                    sum = cap(sum + 1);
                }
                case '{' -> {
                    long times = times();
                    sum = cap(sum + cap(last * Math.max(times - 1, 0)) + (times < 0 ? 1 : 0));
                    last = times < 0 ? 1 : cap(last * times);
                }
                case '[' -> {
                    characterClass();
                    last = 1;
                    sum = cap(sum + 1);
                }
                case '\\' -> {
                    last = escape();
                    sum = cap(sum + last);
                }
                default -> {
                    last = 1;
                    sum = cap(sum + 1);
                }
            }
        }
        return sum;
    }

    /** What follows an opening parenthesis and is no part of the group's pattern. */
    private void flags() {
        if (at < regex.length() && regex.charAt(at) == '?') {
            while (at < regex.length() && ":>)".indexOf(regex.charAt(at)) < 0) {
                at++;
            }
            if (at < regex.length() && regex.charAt(at) != ')') {
                at++;
            }
        }
    }

    /** The largest count between braces, or -1 where they are literal. */
    private long times() {
        int end = regex.indexOf('}', at);
        if (end < 0 || !regex.substring(at, end).matches("[0-9]{1,9}(,[0-9]{0,9})?")) {
            return -1;
        }
        String[] counts = regex.substring(at, end).split(",", 2);
        at = end + 1;
        long least = Long.parseLong(counts[0]);
        long most = counts.length == 1 ? least : counts[1].isEmpty() ? least + 1 : Long.parseLong(counts[1]);
        return Math.max(Math.max(least, most), 1);
    }

    private void characterClass() {
        if (at < regex.length() && regex.charAt(at) == '^') {
            at++;
        }
        for (boolean first = true; at < regex.length(); first = false) {
            char c = regex.charAt(at++);
            if (c == '\\') {
                at++;
            } else if (c == '[' && at < regex.length() && regex.charAt(at) == ':' && regex.indexOf(":]", at) > 0) {
                at = regex.indexOf(":]", at) + 2;
            } else if (c == ']' && !first) {
                return;
            }
        }
    }

    /** The cost of what a backslash begins. */
    private long escape() {
        if (at >= regex.length()) {
            return 1;
        }
        char c = regex.charAt(at++);
        if (c == 'Q') {
            int end = regex.indexOf("\\E", at);
            int length = (end < 0 ? regex.length() : end) - at;
            at = end < 0 ? regex.length() : end + 2;
            return length;
        }
        if ((c == 'p' || c == 'P' || c == 'x') && at < regex.length() && regex.charAt(at) == '{') {
            int end = regex.indexOf('}', at);
            at = end < 0 ? regex.length() : end + 1;
        }
        return 1;
    }

    private static long cap(long value) {
        return Math.min(value, ENOUGH);
    }
}
