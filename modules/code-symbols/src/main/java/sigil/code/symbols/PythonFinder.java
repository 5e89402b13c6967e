package sigil.code.symbols;

import java.util.ArrayDeque;
import java.util.Set;

/** Python: classes, functions, and the variables of modules and classes. What belongs to what is told by the indentation. */
final class PythonFinder implements Finder {

    private static final Set<String> BLOCKS = Set.of("if", "elif", "else", "for", "while", "try", "except", "finally", "with", "async", "match", "case");

    @Override
    public void find(CodeText text, Findings findings) {
        new Reading(Tokens.of(text), findings).statements();
    }

    /** A class or function whose body is being read. */
    private record Open(int column, Scope scope, boolean isClass, int start, int name, int stop) {
    }

    private static final class Reading {
        private final Tokens tokens;
        private final Findings findings;
        private final ArrayDeque<Open> open = new ArrayDeque<>();
        private int decorators = -1;

        Reading(Tokens tokens, Findings findings) {
            this.tokens = tokens;
            this.findings = findings;
        }

        void statements() {
            int at = 0;
            while (at < tokens.size() && !findings.full()) {
                int end = lineEnd(at);
                close(tokens.column(at), at - 1);
                statement(at, end);
                at = end;
            }
            close(-1, tokens.size() - 1);
        }

        /** The first token after a line; brackets, and a backslash at its end, hold lines together. */
        private int lineEnd(int from) {
            int at = from;
            do {
                at = tokens.after(at);
            } while (at < tokens.size() && (!tokens.first(at) || tokens.is(at - 1, '\\')));
            return at;
        }

        private void close(int column, int last) {
            while (!open.isEmpty() && column <= open.peek().column()) {
                var done = open.pop();
                var outer = open.isEmpty() ? Scope.TOP : open.peek().scope();
                boolean member = !open.isEmpty() && open.peek().isClass();
                findings.add(tokens, done.isClass() ? SymbolKind.CLASS : member ? SymbolKind.METHOD : SymbolKind.FUNCTION, outer,
                        done.start(), keyword(done.name()), done.name(), done.stop(), last);
            }
        }

        private int keyword(int name) {
            return tokens.is(name - 2, "async") ? name - 2 : name - 1;
        }

        private void statement(int from, int to) {
            if (tokens.is(from, '@')) {
                decorators = decorators < 0 ? from : decorators;
                return;
            }
            int at = tokens.is(from, "async") ? from + 1 : from;
            boolean isClass = tokens.is(at, "class");
            if ((isClass || tokens.is(at, "def")) && tokens.word(at + 1)) {
                definition(from, at + 1, to, isClass);
            } else if (open.isEmpty() || open.peek().isClass()) {
                int begin = tokens.in(from, BLOCKS) ? colon(from, to) + 1 : from;
                variables(begin, to);
            }
            decorators = -1;
        }

        private void definition(int from, int name, int to, boolean isClass) {
            var outer = open.isEmpty() ? Scope.TOP : open.peek().scope();
            int stop = colon(name, to);
            if (!outer.tooDeep()) {
                open.push(new Open(tokens.column(from), outer.inner(tokens.string(name)), isClass, decorators < 0 ? from : decorators, name, stop));
            }
        }

        /** The colon that ends the head of a block; the end of the line if there is none. */
        private int colon(int from, int to) {
            int at = from;
            while (at < to && !tokens.is(at, ':')) {
                at = tokens.after(at);
            }
            return at;
        }

        /** Names to which a line assigns, or whose type it tells. */
        private void variables(int from, int to) {
            int target = from;
            int at = from;
            while (at < to) {
                boolean typed = tokens.is(at, ':') && target == from;
                if (tokens.is(at, '=') || typed) {
                    names(target, at, to);
                    at++;
                    target = at;
                    if (typed) {
                        return;
                    }
                } else {
                    at = tokens.after(at);
                }
            }
        }

        private void names(int from, int to, int end) {
            boolean bracketed = tokens.is(from, '(') && tokens.after(from) == to;
            int first = bracketed ? from + 1 : from;
            int last = bracketed ? to - 1 : to;
            for (int at = first; at < last; at += 2) {
                if (!tokens.word(at) || at + 1 < last && !tokens.is(at + 1, ',')) {
                    return;
                }
            }
            var scope = open.isEmpty() ? Scope.TOP : open.peek().scope();
            for (int at = first; at < last; at += 2) {
                findings.add(tokens, open.isEmpty() ? SymbolKind.VARIABLE : SymbolKind.FIELD, scope, from, from, at, end, end - 1);
            }
        }
    }
}
