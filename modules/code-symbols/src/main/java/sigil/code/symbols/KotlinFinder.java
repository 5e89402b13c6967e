package sigil.code.symbols;

import java.util.Set;

/** Kotlin: types and their members, functions and properties of files. Bodies of functions are not looked at. */
final class KotlinFinder implements Finder {

    private static final Set<String> MODIFIERS = Set.of("public", "private", "protected", "internal", "open", "abstract", "final", "sealed", "data", "inner",
            "inline", "value", "annotation", "enum", "companion", "override", "lateinit", "const", "suspend", "tailrec", "operator", "infix", "external",
            "expect", "actual", "noinline", "crossinline", "vararg", "reified", "fun");
    private static final Set<String> GO_ON_WITH = Set.of("else", "as", "in", "is", "by", "where", "get", "set", "catch", "finally");

    @Override
    public void find(CodeText text, Findings findings) {
        var tokens = Tokens.of(text, text.code(), "`");
        new Reading(tokens, findings).members(0, tokens.size(), Scope.TOP);
    }

    private record Reading(Tokens tokens, Findings findings) {

        void members(int from, int to, Scope scope) {
            for (int at = from; at < to && !findings.full() && !scope.tooDeep(); ) {
                int start = at;
                while (at < to && (tokens.is(at, '@') || tokens.in(at, MODIFIERS) && !named(at))) {
                    at = tokens.is(at, '@') ? afterAnnotation(at) : at + 1;
                }
                at = Math.max(at < to ? member(start, at, to, scope) : to, at + 1);
            }
        }

        /** Whether a function is declared here, and not an interface with one. */
        private boolean named(int at) {
            return tokens.is(at, "fun") && !tokens.is(at + 1, "interface");
        }

        private int afterAnnotation(int at) {
            int next = tokens.is(at + 1, '[') ? tokens.after(at + 1) : at + 2;
            while (tokens.is(next, '.') || tokens.is(next, ':') && tokens.touches(next) && tokens.word(next + 1)) {
                next += 2;
            }
            return tokens.is(next, '(') && tokens.touches(next) ? tokens.after(next) : next;
        }

        private int member(int start, int at, int to, Scope scope) {
            return switch (tokens.word(at) ? tokens.string(at) : "") {
                case "class" -> type(tokens.is(at - 1, "enum") ? SymbolKind.ENUM : tokens.is(at - 1, "annotation") ? SymbolKind.ANNOTATION : SymbolKind.CLASS,
                        start, at, to, scope);
                case "interface" -> type(SymbolKind.INTERFACE, start, at, to, scope);
                case "object" -> type(SymbolKind.CLASS, start, at, to, scope);
                case "fun" -> function(start, at, to, scope);
                case "val", "var" -> property(start, at, to, scope);
                case "constructor" -> constructor(start, at, to, scope);
                case "typealias" -> {
                    int end = end(at, to);
                    if (tokens.word(at + 1)) {
                        findings.add(tokens, SymbolKind.TYPE, scope, start, start, at + 1, end, end - 1);
                    }
                    yield end;
                }
                default -> tokens.after(at);
            };
        }

        private int type(SymbolKind kind, int start, int keyword, int to, Scope scope) {
            int name = keyword + 1;
            boolean nameless = tokens.is(keyword, "object") && (!tokens.word(name) || tokens.first(name));
            int at = nameless ? name : name + 1;
            int parameters = -1;
            while (at < to && !tokens.is(at, '{') && !tokens.is(at, ';') && !(tokens.first(at) && !goesOn(at))) {
                parameters = parameters < 0 && tokens.is(at, '(') ? at : parameters;
                at = tokens.is(at, '<') ? tokens.afterAngles(at, to) : tokens.after(at);
            }
            at = Math.min(at, to);
            boolean body = tokens.is(at, '{');
            var inner = nameless ? scope.inner("Companion") : scope.inner(tokens.string(name));
            if (!nameless && tokens.word(name)) {
                findings.add(tokens, kind, scope, start, start, name, at, body ? tokens.partner(at) : at - 1);
            }
            if (parameters > 0) {
                parameters(parameters + 1, tokens.partner(parameters), inner);
            }
            if (body) {
                members(kind == SymbolKind.ENUM ? constants(at + 1, tokens.partner(at), inner) : at + 1, tokens.partner(at), inner);
            }
            return body ? tokens.after(at) : at;
        }

        private void parameters(int from, int to, Scope scope) {
            for (int at = from; at < to; ) {
                int start = at;
                int end = at;
                int name = -1;
                while (end < to && !tokens.is(end, ',')) {
                    name = tokens.is(end, "val") || tokens.is(end, "var") ? end + 1 : name;
                    end = tokens.is(end, '<') ? tokens.afterAngles(end, to) : tokens.after(end);
                }
                if (name > 0 && tokens.word(name)) {
                    findings.add(tokens, SymbolKind.PROPERTY, scope, start, start, name, end, end - 1);
                }
                at = end + 1;
            }
        }

        private int constants(int from, int to, Scope scope) {
            int at = from;
            while (at < to) {
                while (tokens.is(at, '@')) {
                    at = afterAnnotation(at);
                }
                if (!tokens.word(at)) {
                    return tokens.is(at, ';') ? at + 1 : at;
                }
                int next = tokens.is(at + 1, '(') ? tokens.after(at + 1) : at + 1;
                next = tokens.is(next, '{') ? tokens.after(next) : next;
                findings.add(tokens, SymbolKind.CONSTANT, scope, at, at, at, at + 1, next - 1);
                at = tokens.is(next, ',') ? next + 1 : next;
                if (!tokens.is(next, ',')) {
                    return tokens.is(at, ';') ? at + 1 : at;
                }
            }
            return to;
        }

        private int function(int start, int keyword, int to, Scope scope) {
            int at = tokens.is(keyword + 1, '<') ? tokens.afterAngles(keyword + 1, to) : keyword + 1;
            int name = -1;
            int longest = Math.min(to, at + Tokens.LONGEST_HEAD);
            while (at < longest && !tokens.is(at, '(') && !tokens.is(at, '{') && !tokens.is(at, '=')) {
                name = tokens.word(at) ? at : name;
                at = tokens.is(at, '<') ? tokens.afterAngles(at, to) : at + 1;
            }
            if (!tokens.is(at, '(') || name < 0) {
                return keyword + 1;
            }
            int body = tokens.after(at);
            while (body < to && !tokens.is(body, '{') && !tokens.is(body, '=') && !tokens.is(body, ';') && !(tokens.first(body) && !goesOn(body))) {
                body = tokens.is(body, '<') ? tokens.afterAngles(body, to) : tokens.after(body);
            }
            body = Math.min(body, to);
            int next = tokens.is(body, '{') ? tokens.after(body) : tokens.is(body, '=') ? end(body, to) : body;
            findings.add(tokens, scope.path().isEmpty() ? SymbolKind.FUNCTION : SymbolKind.METHOD, scope, start, start, name, body, next - 1);
            return next;
        }

        private int constructor(int start, int at, int to, Scope scope) {
            if (!tokens.is(at + 1, '(')) {
                return at + 1;
            }
            int body = tokens.after(at + 1);
            if (tokens.is(body, ':')) {
                body = tokens.is(body + 2, '(') ? tokens.after(body + 2) : body + 1;
            }
            boolean block = tokens.is(body, '{');
            int last = block ? tokens.partner(body) : Math.min(body, to) - 1;
            findings.add(tokens, SymbolKind.CONSTRUCTOR, scope, start, start, at, block ? body : last + 1, last);
            return last + 1;
        }

        private int property(int start, int keyword, int to, Scope scope) {
            int end = end(keyword, to);
            int at = tokens.is(keyword + 1, '<') ? tokens.afterAngles(keyword + 1, to) : keyword + 1;
            int name = -1;
            while (at < end && !tokens.is(at, ':') && !tokens.is(at, '=') && !tokens.is(at, "by") && !tokens.first(at)
                    && !(name > 0 && tokens.is(at, "get"))) {
                if (tokens.is(at, '(')) {
                    return end;
                }
                name = tokens.word(at) ? at : name;
                at = tokens.is(at, '<') ? tokens.afterAngles(at, end) : tokens.after(at);
            }
            if (name > 0) {
                var kind = tokens.is(keyword - 1, "const") ? SymbolKind.CONSTANT : scope.path().isEmpty() ? SymbolKind.VARIABLE : SymbolKind.PROPERTY;
                int stop = tokens.find(name, end, "=");
                findings.add(tokens, kind, scope, start, start, name, stop, end - 1);
            }
            return end;
        }

        /** Where a declaration ends that may go on in the next line. */
        private int end(int from, int to) {
            int at = from;
            while (at < to && !tokens.is(at, ';') && !tokens.is(at, '}')) {
                at = tokens.after(at);
                if (at < to && tokens.first(at) && !goesOn(at)) {
                    return at;
                }
            }
            return Math.min(at, to);
        }

        private boolean goesOn(int at) {
            var last = tokens.string(at - 1);
            boolean open = last.length() <= 2 && !tokens.word(at - 1) && !tokens.literal(at - 1) && ")]}>!?".indexOf(last.charAt(0)) < 0
                    && !Character.isDigit(last.charAt(0));
            return open || tokens.in(at, GO_ON_WITH) || tokens.is(at, '.') || tokens.is(at, '?') || tokens.is(at, ':') || tokens.is(at, '{')
                    || tokens.is(at, '=') || tokens.is(at, "&&") || tokens.is(at, "||") || tokens.is(at, "->");
        }
    }
}
