package sigil.code.symbols;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of C that speak to the preprocessor. They are taken out of the code, and of a condition only those branches stay that open and
 * close as many brackets: otherwise the first, so that what follows has its brackets in order.
 */
final class Directives {

    /**
     * A macro.
     *
     * @param line begin of its line
     * @param name begin of its name
     * @param end  of all its lines, exclusive
     */
    record Macro(int line, int name, int nameEnd, int signatureEnd, int end) {
    }

    /** So deep conditions are followed. */
    private static final int DEEPEST = 100;

    /** A condition whose end has not come. */
    private static final class Condition {
        private final long before;
        private long after;
        private int branch;
        private boolean dead;
        private boolean first = true;

        Condition(long before, int branch, boolean dead) {
            this.before = before;
            this.after = before;
            this.branch = branch;
            this.dead = dead;
        }
    }

    private final String source;
    private final char[] code;
    private final List<Macro> macros = new ArrayList<>();
    private final ArrayDeque<Condition> conditions = new ArrayDeque<>();
    private int beyond;
    /** How many brackets are open: braces count for 2^32, parentheses for 1. */
    private long open;

    Directives(CodeText text) {
        this.source = text.source();
        this.code = text.code();
        int at = 0;
        while (at < code.length) {
            int end = lineEnd(at);
            int begin = at;
            while (begin < end && code[begin] <= ' ' && code[begin] != CodeText.LITERAL) {
                begin++;
            }
            if (begin < end && code[begin] == '#') {
                end = logicalEnd(end);
                directive(at, begin + 1, end);
                blank(at, end);
            } else {
                count(begin, end);
            }
            at = end + 1;
        }
        while (!conditions.isEmpty()) {
            endBranch(conditions.pop(), code.length);
        }
    }

    char[] code() {
        return code;
    }

    List<Macro> macros() {
        return macros;
    }

    private int lineEnd(int at) {
        int end = source.indexOf('\n', at);
        return end < 0 ? code.length : end;
    }

    private int logicalEnd(int first) {
        int end = first;
        while (end < code.length) {
            int last = source.charAt(end - 1) == '\r' ? end - 2 : end - 1;
            if (last < 0 || source.charAt(last) != '\\') {
                break;
            }
            end = lineEnd(end + 1);
        }
        return end;
    }

    private void count(int from, int to) {
        for (int i = from; i < to; i++) {
            switch (code[i]) {
                case '{' -> open += 1L << 32;
                case '}' -> open -= 1L << 32;
                case '(' -> open++;
                case ')' -> open--;
                default -> {
                }
            }
        }
    }

    private void directive(int line, int from, int to) {
        int at = skipBlanks(from, to);
        int end = wordEnd(at, to);
        switch (source.substring(at, end)) {
            case "define" -> macro(line, skipBlanks(end, to), to);
            case "if", "ifdef", "ifndef" -> {
                if (conditions.size() == DEEPEST) {
                    beyond++;
                } else {
                    conditions.push(new Condition(open, to, zero(end, to)));
                }
            }
            case "else", "elif" -> {
                if (beyond == 0 && !conditions.isEmpty()) {
                    var condition = conditions.peek();
                    endBranch(condition, line);
                    condition.branch = to;
                    condition.dead = condition.after != condition.before;
                    open = condition.before;
                }
            }
            case "endif" -> {
                if (beyond > 0) {
                    beyond--;
                } else if (!conditions.isEmpty()) {
                    endBranch(conditions.pop(), line);
                }
            }
            default -> {
            }
        }
    }

    private boolean zero(int from, int to) {
        int at = skipBlanks(from, to);
        return at < to && source.charAt(at) == '0' && skipBlanks(at + 1, to) == to;
    }

    private void endBranch(Condition condition, int to) {
        boolean even = open == condition.before;
        if (condition.dead || !even && !condition.first) {
            blank(condition.branch, to);
        } else {
            condition.first = false;
            condition.after = open;
        }
        open = condition.after;
    }

    private void macro(int line, int name, int to) {
        int end = wordEnd(name, to);
        if (end > name && conditions.stream().noneMatch(condition -> condition.dead)) {
            int close = end < to && code[end] == '(' ? source.indexOf(')', end, to) + 1 : 0;
            macros.add(new Macro(line, name, end, Math.max(end, close), to));
        }
    }

    private void blank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (code[i] != '\n') {
                code[i] = ' ';
            }
        }
    }

    private int skipBlanks(int from, int to) {
        int at = from;
        while (at < to && (code[at] <= ' ' && code[at] != CodeText.LITERAL || code[at] == '\\')) {
            at++;
        }
        return at;
    }

    private int wordEnd(int from, int to) {
        int at = from;
        while (at < to && Character.isJavaIdentifierPart(code[at]) && code[at] != CodeText.LITERAL) {
            at++;
        }
        return at;
    }
}
