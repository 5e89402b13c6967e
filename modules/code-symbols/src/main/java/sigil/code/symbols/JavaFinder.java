package sigil.code.symbols;

import java.util.Set;

/** Java: types, their members, and types within methods. Bodies are not looked at for anything else. */
final class JavaFinder implements Finder {

    private static final Set<String> MODIFIERS = Set.of("public", "protected", "private", "static", "final", "abstract", "native", "synchronized",
            "transient", "volatile", "strictfp", "default", "sealed");
    private static final Set<String> TYPES = Set.of("class", "interface", "enum", "record");

    @Override
    public void find(CodeText text, Findings findings) {
        var tokens = Tokens.of(text);
        new Reading(tokens, findings).members(0, tokens.size(), Scope.TOP, false);
    }

    private record Reading(Tokens tokens, Findings findings) {

        /** Reads what stands in the body of a type, or in a file. */
        void members(int from, int to, Scope scope, boolean constants) {
            int at = from;
            while (at < to && !findings.full() && !scope.tooDeep()) {
                at = member(at, to, scope, constants);
            }
        }

        private int member(int from, int to, Scope scope, boolean constants) {
            int at = from;
            int signature = from;
            boolean isStatic = false;
            boolean isFinal = false;
            while (at < to) {
                if (tokens.is(at, '@') && !tokens.is(at + 1, "interface")) {
                    at = afterAnnotation(at);
                    signature = at;
                } else if (tokens.in(at, MODIFIERS)) {
                    isStatic |= tokens.is(at, "static");
                    isFinal |= tokens.is(at, "final");
                    at++;
                } else if (tokens.is(at, "non") && tokens.is(at + 1, '-')) {
                    at += 3;
                } else {
                    break;
                }
            }
            if (tokens.is(at, '{')) {
                types(at + 1, tokens.partner(at), scope.deeper());
                return tokens.after(at);
            }
            if (typeBegins(at)) {
                return type(from, signature, at, to, scope);
            }
            if (tokens.is(at, "import") || tokens.is(at, "package")) {
                return tokens.find(at, to, ";") + 1;
            }
            return scope.path().isEmpty() && !tokens.word(at) ? tokens.after(at)
                    : variableOrMethod(from, signature, at, to, scope, constants || isStatic && isFinal);
        }

        private int afterAnnotation(int at) {
            int next = at + 2;
            while (tokens.is(next, '.') && tokens.word(next + 1)) {
                next += 2;
            }
            return tokens.is(next, '(') ? tokens.after(next) : next;
        }

        private boolean typeBegins(int at) {
            return tokens.is(at, '@') || tokens.in(at, TYPES) && tokens.word(at + 1)
                    && (!tokens.is(at, "record") || tokens.is(at + 2, '(') || tokens.is(at + 2, '<'));
        }

        private int type(int start, int signature, int keyword, int to, Scope scope) {
            int name = tokens.is(keyword, '@') ? keyword + 2 : keyword + 1;
            if (!tokens.word(name)) {
                return keyword + 1;
            }
            var kind = tokens.is(keyword, '@') ? SymbolKind.ANNOTATION
                    : SymbolKind.labelled(tokens.string(keyword)).orElse(SymbolKind.CLASS);
            int body = tokens.find(name, to, "{;");
            findings.add(tokens, kind, scope, start, signature, name, body, tokens.partner(body));
            var inner = scope.inner(tokens.string(name));
            if (kind == SymbolKind.RECORD) {
                components(tokens.find(name, to, "(") + 1, inner);
            }
            if (tokens.is(body, '{')) {
                int members = kind == SymbolKind.ENUM ? enumConstants(body + 1, tokens.partner(body), inner) : body + 1;
                members(members, tokens.partner(body), inner, kind == SymbolKind.INTERFACE || kind == SymbolKind.ANNOTATION);
            }
            return tokens.after(body);
        }

        private void components(int from, Scope scope) {
            int to = tokens.partner(from - 1);
            for (int at = from, start = from; at < to; ) {
                if (tokens.word(at) && (at + 1 == to || tokens.is(at + 1, ','))) {
                    findings.add(tokens, SymbolKind.FIELD, scope, start, start, at, at + 1, at);
                    start = at + 2;
                }
                at = tokens.is(at, '<') ? tokens.afterAngles(at, to) : tokens.after(at);
            }
        }

        /** Reads the constants of an enum; answers where its members begin. */
        private int enumConstants(int from, int to, Scope scope) {
            int at = from;
            while (at < to) {
                int start = at;
                while (tokens.is(at, '@')) {
                    at = afterAnnotation(at);
                }
                if (!tokens.word(at)) {
                    return Math.min(to, at + 1);
                }
                int next = tokens.is(at + 1, '(') ? tokens.after(at + 1) : at + 1;
                int end = tokens.is(next, '{') ? tokens.after(next) : next;
                findings.add(tokens, SymbolKind.CONSTANT, scope, start, at, at, next, end - 1);
                at = end;
                if (tokens.is(at, ',')) {
                    at++;
                } else {
                    return tokens.is(at, ';') ? at + 1 : to;
                }
            }
            return to;
        }

        private int variableOrMethod(int start, int signature, int from, int to, Scope scope, boolean constant) {
            int name = -1;
            int at = from;
            while (at < to) {
                if (tokens.is(at, '(')) {
                    return method(start, signature, from, name, at, to, scope);
                } else if (tokens.is(at, '=') || tokens.is(at, ';') || tokens.is(at, ',')) {
                    return variables(start, signature, from, name, at, to, scope, constant);
                } else if (tokens.is(at, '{')) {
                    if (name == from && tokens.string(name).equals(scope.name())) {
                        findings.add(tokens, SymbolKind.CONSTRUCTOR, scope, start, signature, name, at, tokens.partner(at));
                        types(at + 1, tokens.partner(at), scope.inner(scope.name()));
                    }
                    return tokens.after(at);
                } else if (tokens.is(at, '}')) {
                    return at + 1;
                } else if (tokens.is(at, '<')) {
                    at = tokens.afterAngles(at, to);
                } else if (tokens.is(at, '@')) {
                    at = afterAnnotation(at);
                } else {
                    name = tokens.word(at) ? at : name;
                    at = tokens.after(at);
                }
            }
            return to;
        }

        private int method(int start, int signature, int first, int name, int open, int to, Scope scope) {
            int body = tokens.after(open);
            while (body < to && !tokens.is(body, '{') && !tokens.is(body, ';') && !tokens.is(body, '}') && !tokens.is(body, "default")) {
                body = tokens.after(body);
            }
            int end = tokens.is(body, "default") ? tokens.find(body, to, ";") : body;
            // a constructor with type parameters has them before its name
            int plain = tokens.is(first, '<') ? tokens.afterAngles(first, to) : first;
            boolean constructor = name == plain && name >= 0 && tokens.string(name).equals(scope.name());
            if (name == open - 1 && (constructor || name > plain) && !scope.path().isEmpty()) {
                findings.add(tokens, constructor ? SymbolKind.CONSTRUCTOR : SymbolKind.METHOD, scope, start, signature, name, body,
                        tokens.partner(Math.min(end, tokens.size() - 1)));
                types(body + 1, tokens.is(body, '{') ? tokens.partner(body) : body, scope.inner(tokens.string(name)));
            }
            return tokens.after(end);
        }

        private int variables(int start, int signature, int first, int firstName, int from, int to, Scope scope, boolean constant) {
            int name = firstName;
            int at = from;
            int end = tokens.find(from, to, ";");
            while (name > first && !scope.path().isEmpty()) {
                findings.add(tokens, constant ? SymbolKind.CONSTANT : SymbolKind.FIELD, scope, start, signature, name,
                        Math.max(at, name + 1), end);
                while (at < end && !tokens.is(at, ',')) {
                    at = tokens.is(at, '<') && tokens.word(at - 1) ? tokens.afterAngles(at, end) : tokens.after(at);
                }
                boolean another = at < end && tokens.word(at + 1)
                        && (tokens.is(at + 2, '=') || tokens.is(at + 2, ',') || tokens.is(at + 2, ';') || tokens.is(at + 2, '['));
                name = another ? at + 1 : -1;
                at += 2;
            }
            return end + 1;
        }

        /** Finds the types in a body of statements. */
        private void types(int from, int to, Scope scope) {
            int at = from;
            while (at < to && !findings.full() && !scope.tooDeep()) {
                if (tokens.in(at, TYPES) && typeBegins(at) && !tokens.is(at - 1, '.')) {
                    int start = at;
                    while (start > from && tokens.in(start - 1, MODIFIERS)) {
                        start--;
                    }
                    at = type(start, start, at, to, scope);
                } else {
                    at++;
                }
            }
        }
    }
}
