package sigil.code.symbols;

import java.util.Set;

/** Rust: items, also those within functions, with their fields and variants. Blocks of {@code impl} give their scope and are no symbols. */
final class RustFinder implements Finder {

    private static final Set<String> MODIFIERS = Set.of("pub", "default", "async", "unsafe", "extern", "const", "crate");
    private static final Set<String> ITEMS = Set.of("fn", "struct", "enum", "union", "trait", "impl", "mod", "const", "static", "type", "macro_rules");

    @Override
    public void find(CodeText text, Findings findings) {
        var tokens = Tokens.of(text);
        new Reading(tokens, findings).items(0, tokens.size(), Scope.TOP, false);
    }

    private record Reading(Tokens tokens, Findings findings) {

        /** @param associated whether functions belong to a type */
        void items(int from, int to, Scope scope, boolean associated) {
            int start = -1;
            for (int at = from; at < to && !findings.full() && !scope.tooDeep(); ) {
                if (tokens.is(at, '#') && (tokens.is(at + 1, '[') || tokens.is(at + 1, '!'))) {
                    start = start < 0 && tokens.is(at + 1, '[') ? at : start;
                    at = tokens.after(tokens.is(at + 1, '[') ? at + 1 : at + 2);
                    continue;
                }
                int item = modifiers(at, to);
                if (item < to && tokens.in(item, ITEMS) && begins(item)) {
                    int next = item(start < 0 ? at : start, at, item, to, scope, associated);
                    at = Math.max(next, item + 1);
                } else if (tokens.word(at) && tokens.is(at + 1, '!') && tokens.is(at + 2, '{')) {
                    at = tokens.after(at + 2);
                } else {
                    at = Math.max(item, at + 1);
                }
                start = -1;
            }
        }

        private int modifiers(int from, int to) {
            int at = from;
            while (at < to && tokens.in(at, MODIFIERS)) {
                if (tokens.is(at, "const") && !tokens.is(at + 1, "fn") && !tokens.in(at + 1, MODIFIERS)) {
                    return at;
                }
                boolean restricted = tokens.is(at, "pub") && tokens.is(at + 1, '(');
                boolean named = tokens.is(at, "extern") && tokens.literal(at + 1);
                at = restricted ? tokens.after(at + 1) : named ? at + 2 : at + 1;
            }
            return at;
        }

        private boolean begins(int item) {
            if (tokens.is(item, "impl")) {
                return !tokens.is(item - 1, ':') && !tokens.is(item - 1, "->") && !tokens.is(item - 1, '<') && !tokens.is(item - 1, '(')
                        && !tokens.is(item - 1, '&') && !tokens.is(item - 1, ',') && !tokens.is(item - 1, '=');
            }
            return tokens.is(item, "macro_rules") ? tokens.is(item + 1, '!') && tokens.word(item + 2) : tokens.word(item + 1)
                    && !tokens.is(item - 1, '.') && (!tokens.is(item, "union") || tokens.is(item + 2, '{') || tokens.is(item + 2, '<'));
        }

        private int item(int start, int signature, int keyword, int to, Scope scope, boolean associated) {
            return switch (tokens.string(keyword)) {
                case "fn" -> function(start, signature, keyword + 1, to, scope, associated);
                case "struct" -> struct(SymbolKind.STRUCT, start, signature, keyword + 1, to, scope);
                case "union" -> struct(SymbolKind.UNION, start, signature, keyword + 1, to, scope);
                case "enum" -> enumeration(start, signature, keyword + 1, to, scope);
                case "trait" -> block(SymbolKind.TRAIT, start, signature, keyword + 1, to, scope, true);
                case "mod" -> block(SymbolKind.MODULE, start, signature, keyword + 1, to, scope, false);
                case "impl" -> implementation(keyword, to, scope);
                case "macro_rules" -> macro(start, signature, keyword + 2, scope);
                case "type" -> value(SymbolKind.TYPE, start, signature, keyword + 1, to, scope);
                case "const" -> value(SymbolKind.CONSTANT, start, signature, keyword + 1, to, scope);
                default -> value(SymbolKind.VARIABLE, start, signature, tokens.is(keyword + 1, "mut") ? keyword + 2 : keyword + 1, to, scope);
            };
        }

        private int function(int start, int signature, int name, int to, Scope scope, boolean associated) {
            int body = tokens.find(name, to, "{;");
            findings.add(tokens, associated ? SymbolKind.METHOD : SymbolKind.FUNCTION, scope, start, signature, name, body, tokens.partner(body));
            if (tokens.is(body, '{')) {
                items(body + 1, tokens.partner(body), scope.inner(tokens.string(name)), false);
            }
            return tokens.after(body);
        }

        private int struct(SymbolKind kind, int start, int signature, int name, int to, Scope scope) {
            int body = tokens.find(name, to, "{;");
            findings.add(tokens, kind, scope, start, signature, name, body, tokens.partner(body));
            if (tokens.is(body, '{')) {
                fields(body + 1, tokens.partner(body), scope.inner(tokens.string(name)));
            }
            return tokens.after(body);
        }

        private void fields(int from, int to, Scope scope) {
            for (int at = from; at < to && !findings.full(); ) {
                int start = at;
                while (tokens.is(at, '#')) {
                    at = tokens.after(at + 1);
                }
                at = modifiers(at, to);
                int end = elementEnd(at, to);
                if (tokens.word(at) && tokens.is(at + 1, ':')) {
                    findings.add(tokens, SymbolKind.FIELD, scope, start, start, at, end, end - 1);
                }
                at = end + 1;
            }
        }

        /** The comma after a field or variant. */
        private int elementEnd(int from, int to) {
            int at = from;
            while (at < to && !tokens.is(at, ',')) {
                at = tokens.is(at, '<') ? tokens.afterAngles(at, to) : tokens.after(at);
            }
            return Math.min(at, to);
        }

        private int enumeration(int start, int signature, int name, int to, Scope scope) {
            int body = tokens.find(name, to, "{;");
            findings.add(tokens, SymbolKind.ENUM, scope, start, signature, name, body, tokens.partner(body));
            int end = tokens.partner(body);
            var inner = scope.inner(tokens.string(name));
            for (int at = body + 1; at < end && !findings.full(); ) {
                int begin = at;
                while (tokens.is(at, '#')) {
                    at = tokens.after(at + 1);
                }
                int next = elementEnd(at, end);
                if (tokens.word(at)) {
                    findings.add(tokens, SymbolKind.CONSTANT, inner, begin, at, at, next, next - 1);
                    if (tokens.is(at + 1, '{')) {
                        fields(at + 2, tokens.partner(at + 1), inner.inner(tokens.string(at)));
                    }
                }
                at = next + 1;
            }
            return tokens.after(body);
        }

        private int block(SymbolKind kind, int start, int signature, int name, int to, Scope scope, boolean associated) {
            int body = tokens.find(name, to, "{;");
            findings.add(tokens, kind, scope, start, signature, name, body, tokens.partner(body));
            if (tokens.is(body, '{')) {
                items(body + 1, tokens.partner(body), scope.inner(tokens.string(name)), associated);
            }
            return tokens.after(body);
        }

        private int implementation(int keyword, int to, Scope scope) {
            int body = tokens.find(keyword, to, "{;");
            var type = "";
            int at = tokens.is(keyword + 1, '<') ? tokens.afterAngles(keyword + 1, body) : keyword + 1;
            while (at < body && !tokens.is(at, "where")) {
                type = tokens.is(at, "for") ? "" : tokens.word(at) ? tokens.string(at) : type;
                at = tokens.is(at, '<') ? tokens.afterAngles(at, body) : tokens.after(at);
            }
            if (tokens.is(body, '{')) {
                items(body + 1, tokens.partner(body), type.isEmpty() ? scope.deeper() : scope.inner(type), true);
            }
            return tokens.after(body);
        }

        private int macro(int start, int signature, int name, Scope scope) {
            findings.add(tokens, SymbolKind.MACRO, scope, start, signature, name, name + 1, tokens.partner(name + 1));
            return tokens.after(name + 1);
        }

        private int value(SymbolKind kind, int start, int signature, int name, int to, Scope scope) {
            int end = tokens.find(name, to, ";");
            if (tokens.word(name) && !tokens.is(name, "_")) {
                findings.add(tokens, kind, scope, start, signature, name, tokens.find(name, end, "="), end);
            }
            return end + 1;
        }
    }
}
