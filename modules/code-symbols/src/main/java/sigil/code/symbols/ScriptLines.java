package sigil.code.symbols;

import java.util.Set;

/** Where statements, types and members of JavaScript and TypeScript end, which need no semicolon. */
record ScriptLines(Tokens tokens) {

    private static final Set<String> GO_ON_AFTER = Set.of("extends", "implements", "return", "new", "typeof", "keyof", "in", "of", "is", "as", "infer", "await", "instanceof",
            "const", "let", "var", "readonly", "unique");
    private static final Set<String> GO_ON_WITH = Set.of("extends", "implements", "instanceof", "in", "as", "satisfies", "of");
    private static final String ENDS = ")]}";
    private static final String BEGINS = "([{!~@#+-";

    /** The first token that does not belong to a statement: its semicolon, a closing brace, or the beginning of a later line. */
    int statementEnd(int from, int to) {
        int at = from;
        for (int steps = 0; at < to && steps < Tokens.LONGEST_HEAD && !tokens.is(at, ';') && !tokens.is(at, '}'); steps++) {
            at = tokens.after(at);
            if (at < to && tokens.first(at) && !goesOn(at)) {
                return at;
            }
        }
        return Math.min(at, to);
    }

    /** Whether the first token of a line goes on with the line before. */
    boolean goesOn(int at) {
        int last = at - 1;
        boolean finished = tokens.word(last) ? !tokens.in(last, GO_ON_AFTER) : tokens.literal(last) || ended(last);
        boolean begins = tokens.word(at) ? !tokens.in(at, GO_ON_WITH) : tokens.literal(at) || begun(at);
        return !finished || !begins;
    }

    private boolean ended(int last) {
        var sign = tokens.string(last);
        return Character.isDigit(sign.charAt(0)) || sign.length() == 1 && (ENDS.contains(sign) || sign.equals(">"));
    }

    private boolean begun(int at) {
        var sign = tokens.string(at);
        return Character.isDigit(sign.charAt(0)) || sign.length() == 1 && (BEGINS.contains(sign) || sign.equals("*"));
    }

    /** After the parentheses of parameters: the brace of the body, or what ends the declaration. A brace within the type of the result is none. */
    int body(int from, int to) {
        int at = from;
        for (int steps = 0; at < to && steps < Tokens.LONGEST_HEAD; steps++) {
            if (tokens.is(at, '{')) {
                boolean type = at > from && (tokens.is(at - 1, ':') || tokens.is(at - 1, '|') || tokens.is(at - 1, '&') || tokens.is(at - 1, "=>")
                        || tokens.is(at - 1, "is") || tokens.is(at - 1, "extends"));
                if (!type) {
                    return at;
                }
            } else if (tokens.is(at, ';') || tokens.is(at, '}') || tokens.is(at, ',') || at > from && tokens.first(at) && !goesOn(at)) {
                return at;
            }
            at = tokens.is(at, '<') ? tokens.afterAngles(at, to) : tokens.after(at);
        }
        return Math.min(at, to);
    }
}
