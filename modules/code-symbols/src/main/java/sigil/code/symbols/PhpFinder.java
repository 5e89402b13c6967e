package sigil.code.symbols;

import java.util.Set;

/** PHP: namespaces, types with their members, functions and constants. */
final class PhpFinder implements Finder {

    private static final Set<String> MODIFIERS = Set.of("public", "protected", "private", "static", "final", "abstract", "readonly", "var");
    private static final Set<String> TYPES = Set.of("class", "interface", "trait", "enum");

    @Override
    public void find(CodeText text, Findings findings) {
        var tokens = Tokens.of(text);
        new Reading(tokens, findings).statements(0, tokens.size(), Scope.TOP);
    }

    private record Reading(Tokens tokens, Findings findings) {

        /** Finds types and functions, also those within blocks and bodies. */
        void statements(int from, int to, Scope outer) {
            var scope = outer;
            for (int at = from; at < to && !findings.full() && !scope.tooDeep(); ) {
                if (tokens.is(at, "namespace") && tokens.word(at + 1)) {
                    int body = tokens.find(at, to, "{;");
                    findings.add(tokens, SymbolKind.MODULE, outer, at, at, lastWord(at, body), body, tokens.is(body, '{') ? tokens.partner(body) : to - 1);
                    at = body + 1;
                } else if (tokens.in(at, TYPES) && tokens.word(at + 1) && !tokens.is(at - 1, "::") && !tokens.is(at - 1, "->")) {
                    at = Math.max(type(start(at, from), at, to, scope), at + 1);
                } else if (tokens.is(at, "function") && name(at) > 0) {
                    at = function(at, at, to, scope, SymbolKind.FUNCTION);
                } else if (tokens.is(at, "const") && tokens.word(at + 1)) {
                    at = constants(at, at, to, scope);
                } else if (tokens.is(at, "define") && tokens.is(at + 1, '(') && tokens.literal(at + 2)) {
                    define(at, scope);
                    at += 2;
                } else {
                    at++;
                }
            }
        }

        private int lastWord(int from, int to) {
            int at = to - 1;
            while (at > from + 1 && !tokens.word(at)) {
                at--;
            }
            return at;
        }

        private int start(int at, int from) {
            int start = at;
            while (start > from && tokens.in(start - 1, MODIFIERS)) {
                start--;
            }
            return start;
        }

        private int name(int keyword) {
            int name = tokens.is(keyword + 1, '&') ? keyword + 2 : keyword + 1;
            return tokens.word(name) && tokens.is(name + 1, '(') ? name : -1;
        }

        private int type(int start, int keyword, int to, Scope scope) {
            int name = keyword + 1;
            int body = tokens.find(name, to, "{;)");
            if (!tokens.is(body, '{') || tokens.is(name, "extends") || tokens.is(name, "implements")) {
                return keyword + 1;
            }
            var kind = SymbolKind.labelled(tokens.string(keyword)).orElse(SymbolKind.CLASS);
            findings.add(tokens, kind, scope, start, start, name, body, tokens.partner(body));
            members(body + 1, tokens.partner(body), scope.inner(tokens.string(name)));
            return tokens.after(body);
        }

        private void members(int from, int to, Scope scope) {
            for (int at = from; at < to && !findings.full() && !scope.tooDeep(); ) {
                int start = at;
                while (at < to && (tokens.in(at, MODIFIERS) || tokens.is(at, '#'))) {
                    at = tokens.is(at, '#') ? tokens.after(at + 1) : at + 1;
                }
                if (tokens.is(at, "function") && name(at) > 0) {
                    boolean constructor = tokens.is(name(at), "__construct");
                    if (constructor) {
                        promoted(name(at) + 2, tokens.partner(name(at) + 1), scope);
                    }
                    at = function(start, at, to, scope, constructor ? SymbolKind.CONSTRUCTOR : SymbolKind.METHOD);
                } else if (tokens.is(at, "const")) {
                    at = constants(start, at, to, scope);
                } else if (tokens.is(at, "case") && tokens.word(at + 1)) {
                    int end = tokens.find(at, to, ";");
                    findings.add(tokens, SymbolKind.CONSTANT, scope, start, at, at + 1, end, end);
                    at = end + 1;
                } else if (tokens.is(at, "use")) {
                    int end = tokens.find(at, to, ";{");
                    at = tokens.after(end);
                } else {
                    at = properties(start, at, to, scope);
                }
            }
        }

        private int properties(int start, int from, int to, Scope scope) {
            int end = tokens.find(from, to, ";{");
            for (int at = from; at < end; ) {
                int stop = at;
                while (stop < end && !tokens.is(stop, ',')) {
                    stop = tokens.after(stop);
                }
                while (at < stop && !variable(at)) {
                    at++;
                }
                if (at < stop) {
                    add(SymbolKind.FIELD, scope, start, at, stop, end);
                }
                at = stop + 1;
            }
            return tokens.after(end);
        }

        private boolean variable(int at) {
            return tokens.word(at) && tokens.end(at) - tokens.start(at) > 1 && tokens.string(at).charAt(0) == '$';
        }

        /** Adds a variable, without its sign. */
        private void add(SymbolKind kind, Scope scope, int start, int name, int stop, int last) {
            findings.add(kind, tokens.string(name).substring(1), scope, tokens.start(start), tokens.start(name), tokens.start(start),
                    tokens.end(Math.max(name, stop - 1)), tokens.end(Math.clamp(last, name, tokens.size() - 1)));
        }

        private void promoted(int from, int to, Scope scope) {
            for (int at = from; at < to; ) {
                int end = tokens.find(at, to, ",");
                int name = at;
                while (name < end && !variable(name)) {
                    name = tokens.after(name);
                }
                if (tokens.in(at, MODIFIERS) && name < end) {
                    add(SymbolKind.FIELD, scope, at, name, end, end - 1);
                }
                at = end + 1;
            }
        }

        private int function(int start, int keyword, int to, Scope scope, SymbolKind kind) {
            int name = name(keyword);
            int body = tokens.find(name + 1, to, "{;");
            findings.add(tokens, kind, scope, start, start, name, body, tokens.partner(body));
            if (tokens.is(body, '{')) {
                statements(body + 1, tokens.partner(body), scope.inner(tokens.string(name)));
            }
            return tokens.after(body);
        }

        private int constants(int start, int keyword, int to, Scope scope) {
            int end = tokens.find(keyword, to, ";");
            for (int at = keyword + 1; at < end; ) {
                int stop = tokens.find(at, end, ",");
                int equals = tokens.find(at, stop, "=");
                if (equals > at && tokens.word(equals - 1)) {
                    findings.add(tokens, SymbolKind.CONSTANT, scope, start, start, equals - 1, equals, end);
                }
                at = stop + 1;
            }
            return end + 1;
        }

        private void define(int at, Scope scope) {
            var literal = tokens.text().source().substring(tokens.start(at + 2), tokens.end(at + 2)).strip();
            if (literal.length() > 2) {
                findings.add(SymbolKind.CONSTANT, literal.substring(1, literal.length() - 1), scope, tokens.start(at), tokens.start(at + 2), tokens.start(at),
                        tokens.end(Math.min(tokens.partner(at + 1), tokens.size() - 1)), tokens.end(Math.min(tokens.partner(at + 1), tokens.size() - 1)));
            }
        }
    }
}
