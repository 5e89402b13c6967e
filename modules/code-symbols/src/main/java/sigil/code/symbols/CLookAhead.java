package sigil.code.symbols;

import java.util.Set;

/**
 * What stands ahead in a text of C or C++. It finds and moves nothing.
 *
 * @param cpp whether it is C++
 */
record CLookAhead(Tokens tokens, boolean cpp) {

    private static final int LONGEST_OLD_STYLE = 200;
    private static final Set<String> AFTER_PARAMETERS = Set.of("const", "noexcept", "override", "final", "volatile", "throw", "try", "requires", "mutable");

    /** Whether a word goes on with the head of a function. */
    boolean afterParameters(int at) {
        return tokens.in(at, AFTER_PARAMETERS);
    }

    /** Whether a second word after struct is still part of its name: a macro stands before it, as in {@code class API Name &#123;}. */
    boolean aggregateGoesOn(int at) {
        return tokens.is(at + 1, '{') || cpp && (tokens.is(at + 1, ':') || tokens.is(at + 1, "final") && tokens.is(at + 2, '{'));
    }

    /** The token before a list of type arguments that ends here; the token itself if none does. */
    int beforeAngles(int close, int from) {
        int depth = 0;
        for (int at = close; at > from && tokens.is(close, '>'); at--) {
            depth += tokens.is(at, '>') ? 1 : tokens.is(at, '<') ? -1 : 0;
            if (depth == 0) {
                return at - 1;
            }
        }
        return close;
    }

    /** The name in {@code (*name)} or {@code (API *name[2])}; -1 if it is none. */
    int pointed(int open, int close) {
        int at = tokens.word(open + 1) && tokens.is(close + 1, '(') ? open + 2 : open + 1;
        if (!tokens.is(at, '*') && !tokens.is(at, '^')) {
            return -1;
        }
        int name = -1;
        while (at < close && !tokens.is(at, '(') && !tokens.is(at, ',')) {
            name = tokens.word(at) ? at : name;
            at = tokens.after(at);
        }
        return name;
    }

    /** Whether the parameters' types stand between the parentheses and the body, as before 1989. */
    boolean oldStyle(int open, int close, int to) {
        int at = close + 1;
        if (!tokens.word(at) || open + 1 == close || afterParameters(at)) {
            return false;
        }
        for (int i = open + 1; i < close; i++) {
            if (!tokens.word(i) && !tokens.is(i, ',')) {
                return false;
            }
        }
        int last = Math.min(to, at + LONGEST_OLD_STYLE);
        while (at < last && !tokens.is(at, '{') && !tokens.is(at, '=') && !tokens.is(at, '}')) {
            at = tokens.after(at);
        }
        return at < last && tokens.is(at, '{') && tokens.is(at - 1, ';');
    }

    /** The brace of a function's body, or what ends its declaration. */
    int functionEnd(int open, int to) {
        int at = tokens.after(open);
        boolean initializers = false;
        while (at < to) {
            if (tokens.is(at, ':')) {
                initializers = true;
            } else if (tokens.is(at, '{')) {
                // in a list of initializers a brace after a name is the value
                if (!initializers || !tokens.word(at - 1) || tokens.is(at - 1, "try")) {
                    return at;
                }
            } else if (tokens.is(at, ';') || tokens.is(at, '}') || tokens.is(at, '=') || tokens.is(at, ',') && !initializers) {
                return tokens.is(at, '=') ? tokens.find(at, to, ";") : at;
            }
            at = tokens.after(at);
        }
        return Math.min(at, to);
    }

    /** Whether a declaration gives a value. */
    boolean initialized(int from, int end) {
        return tokens.is(tokens.find(from, end, "="), '=');
    }
}
