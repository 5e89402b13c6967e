package sigil.code.symbols;

import java.util.ArrayDeque;
import java.util.Set;

/** Ruby: modules, classes, methods, constants and attributes. Where a body ends is told by the indentation of its {@code end}. */
final class RubyFinder implements Finder {

    private static final Set<String> ATTRIBUTES = Set.of("attr_accessor", "attr_reader", "attr_writer");
    private static final Set<String> BEFORE = Set.of("private", "protected", "public", "module_function", "private_class_method", "memoize");

    @Override
    public void find(CodeText text, Findings findings) {
        new Reading(Tokens.of(text), findings).lines();
    }

    /** What an {@code end} will close. */
    private record Open(int column, Scope scope) {
    }

    private static final class Reading {
        private final Tokens tokens;
        private final Findings findings;
        private final ArrayDeque<Open> open = new ArrayDeque<>();
        private final int[] ends;

        Reading(Tokens tokens, Findings findings) {
            this.tokens = tokens;
            this.findings = findings;
            this.ends = ends();
        }

        /** For each token that begins a line: the {@code end} that stands as far in, or the token itself if something else comes first. */
        private int[] ends() {
            var found = new int[tokens.size()];
            var waiting = new ArrayDeque<Integer>();
            for (int at = 0; at < tokens.size(); at++) {
                if (!tokens.first(at) || tokens.literal(at)) {
                    continue;
                }
                found[at] = at;
                int column = tokens.column(at);
                while (!waiting.isEmpty() && tokens.column(waiting.peek()) >= column) {
                    int begin = waiting.pop();
                    found[begin] = tokens.is(at, "end") && tokens.column(begin) == column ? at : begin;
                }
                waiting.push(at);
            }
            return found;
        }

        void lines() {
            for (int at = 0; at < tokens.size() && !findings.full(); at++) {
                if (tokens.first(at) && !tokens.literal(at)) {
                    line(at);
                }
            }
        }

        private void line(int from) {
            int column = tokens.column(from);
            while (!open.isEmpty() && column <= open.peek().column()) {
                open.pop();
            }
            var scope = open.isEmpty() ? Scope.TOP : open.peek().scope();
            if (scope.tooDeep()) {
                return;
            }
            int at = tokens.in(from, BEFORE) && tokens.word(from + 1) ? from + 1 : from;
            if ((tokens.is(at, "class") || tokens.is(at, "module")) && tokens.word(at + 1)) {
                type(from, at, scope);
            } else if (tokens.is(at, "def")) {
                method(from, at, scope);
            } else if (tokens.in(at, ATTRIBUTES)) {
                attributes(at, scope);
            } else if (tokens.word(at) && tokens.is(at + 1, '=') && Character.isUpperCase(tokens.string(at).charAt(0))) {
                int end = lineEnd(at);
                findings.add(tokens, SymbolKind.CONSTANT, scope, at, at, at, end, end - 1);
            }
        }

        private int lineEnd(int from) {
            int at = from;
            do {
                at = tokens.after(at);
            } while (at < tokens.size() && !tokens.first(at));
            return at;
        }

        private void type(int start, int keyword, Scope outer) {
            var scope = outer;
            int name = keyword + 1;
            while (tokens.is(name + 1, "::") && tokens.word(name + 2)) {
                scope = scope.inner(tokens.string(name));
                name += 2;
            }
            int stop = lineEnd(name);
            findings.add(tokens, tokens.is(keyword, "class") ? SymbolKind.CLASS : SymbolKind.MODULE, scope, start, start, name, stop, last(start, stop));
            open.push(new Open(tokens.column(start), scope.inner(tokens.string(name))));
        }

        private int last(int start, int stop) {
            return tokens.first(start) && ends[start] > start ? ends[start] : stop - 1;
        }

        private void method(int start, int keyword, Scope scope) {
            int name = keyword + 1;
            while (tokens.is(name + 1, '.') && tokens.touches(name + 1)) {
                name += 2;
            }
            int end = name + 1;
            if (tokens.word(name) && tokens.touches(end) && (tokens.is(end, '?') || tokens.is(end, '!') || tokens.is(end, '=') && tokens.is(end + 1, '('))) {
                end++;
            }
            while (!tokens.word(name) && end < tokens.size() && tokens.touches(end) && !tokens.word(end) && !tokens.is(end, '(')) {
                end++;
            }
            if (name >= tokens.size() || !tokens.touches(name) && tokens.first(name)) {
                return;
            }
            int stop = tokens.is(end, '(') ? tokens.after(end) : lineEnd(end - 1);
            int last = Math.min(last(start, lineEnd(end - 1)), tokens.size() - 1);
            boolean constructor = tokens.is(name, "initialize") && !scope.path().isEmpty();
            var written = tokens.text().source().substring(tokens.start(name), tokens.end(end - 1));
            findings.add(scope.path().isEmpty() ? SymbolKind.FUNCTION : constructor ? SymbolKind.CONSTRUCTOR : SymbolKind.METHOD, written, scope,
                    tokens.start(start), tokens.start(name), tokens.start(start), tokens.end(Math.clamp(stop - 1, name, tokens.size() - 1)),
                    tokens.end(Math.max(last, name)));
            open.push(new Open(tokens.column(start), scope.inner(written.length() > Findings.LONGEST_NAME ? "" : written)));
        }

        private void attributes(int at, Scope scope) {
            int end = lineEnd(at);
            for (int i = at + 1; i < end; i++) {
                if (tokens.is(i, ':') && tokens.word(i + 1)) {
                    findings.add(tokens, SymbolKind.PROPERTY, scope, at, at, i + 1, end, end - 1);
                }
            }
        }
    }
}
