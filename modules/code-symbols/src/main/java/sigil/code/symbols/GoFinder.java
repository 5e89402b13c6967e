package sigil.code.symbols;

/** Go: what stands at the top of a file, fields and methods of types. Bodies of functions are not looked at. */
final class GoFinder implements Finder {

    @Override
    public void find(CodeText text, Findings findings) {
        var tokens = Tokens.of(text);
        new Reading(tokens, findings).file();
    }

    private record Reading(Tokens tokens, Findings findings) {

        void file() {
            int to = tokens.size();
            for (int at = 0; at < to && !findings.full(); ) {
                if (!tokens.first(at)) {
                    at = tokens.after(at);
                } else if (tokens.is(at, "func")) {
                    at = function(at, to);
                } else if (tokens.is(at, "type") || tokens.is(at, "const") || tokens.is(at, "var")) {
                    at = specs(at, to);
                } else {
                    at = tokens.after(at);
                }
            }
        }

        private int function(int start, int to) {
            boolean method = tokens.is(start + 1, '(');
            int name = method ? tokens.after(start + 1) : start + 1;
            if (!tokens.word(name)) {
                return start + 1;
            }
            var scope = method ? Scope.TOP.inner(receiver(start + 2, tokens.partner(start + 1))) : Scope.TOP;
            int body = body(name + 1, to);
            findings.add(tokens, method ? SymbolKind.METHOD : SymbolKind.FUNCTION, scope, start, start, name, body,
                    tokens.is(body, '{') ? tokens.partner(body) : body - 1);
            return tokens.is(body, '{') ? tokens.after(body) : body;
        }

        /** The type of a receiver: its last word before type parameters. */
        private String receiver(int from, int to) {
            var type = "";
            for (int at = from; at < to; at = tokens.after(at)) {
                type = tokens.word(at) ? tokens.string(at) : type;
            }
            return type;
        }

        /** The brace of a function's body, or the beginning of the next line if it has none. */
        private int body(int from, int to) {
            int at = from;
            while (at < to) {
                if (tokens.is(at, '{') && !tokens.is(at - 1, "interface") && !tokens.is(at - 1, "struct")) {
                    return at;
                }
                at = tokens.after(at);
                if (at < to && tokens.first(at) && !tokens.is(at, '{')) {
                    return at;
                }
            }
            return Math.min(at, to);
        }

        private int specs(int keyword, int to) {
            boolean group = tokens.is(keyword + 1, '(');
            int end = group ? tokens.partner(keyword + 1) : specEnd(keyword + 1, to);
            for (int at = group ? keyword + 2 : keyword + 1; at < end && !findings.full(); ) {
                int next = specEnd(at, end);
                int start = group ? at : keyword;
                if (tokens.is(keyword, "type")) {
                    type(start, at, next, Scope.TOP);
                } else {
                    names(tokens.is(keyword, "const") ? SymbolKind.CONSTANT : SymbolKind.VARIABLE, start, at, next, Scope.TOP);
                }
                at = tokens.is(next, ';') ? next + 1 : next;
            }
            return group ? end + 1 : end;
        }

        /** Where a declaration ends: at a semicolon, or at a line whose predecessor can end one. */
        private int specEnd(int from, int to) {
            int at = from;
            while (at < to) {
                at = tokens.after(at);
                if (tokens.is(at, ';') || tokens.is(at, '}') || tokens.first(at) && !goesOn(at - 1)) {
                    return Math.min(at, to);
                }
            }
            return Math.min(at, to);
        }

        private boolean goesOn(int last) {
            return !tokens.word(last) && !tokens.literal(last) && !Character.isDigit(tokens.string(last).charAt(0))
                    && !tokens.is(last, ')') && !tokens.is(last, ']') && !tokens.is(last, '}');
        }

        private void type(int start, int name, int end, Scope scope) {
            if (!tokens.word(name) || scope.tooDeep()) {
                return;
            }
            int at = tokens.is(name + 1, '[') ? tokens.after(name + 1) : name + 1;
            at = tokens.is(at, '=') ? at + 1 : at;
            boolean struct = tokens.is(at, "struct") && tokens.is(at + 1, '{');
            boolean interfaces = tokens.is(at, "interface") && tokens.is(at + 1, '{');
            findings.add(tokens, struct ? SymbolKind.STRUCT : interfaces ? SymbolKind.INTERFACE : SymbolKind.TYPE, scope, start, start, name,
                    struct || interfaces ? at + 1 : end, end - 1);
            if (struct) {
                fields(at + 2, tokens.partner(at + 1), scope.inner(tokens.string(name)));
            } else if (interfaces) {
                methods(at + 2, tokens.partner(at + 1), scope.inner(tokens.string(name)));
            }
        }

        private void fields(int from, int to, Scope scope) {
            for (int at = from; at < to && !findings.full() && !scope.tooDeep(); ) {
                int next = specEnd(at, to);
                if (tokens.word(at) && next > at + 1 && !tokens.is(at + 1, '.') && !tokens.literal(at + 1)) {
                    names(SymbolKind.FIELD, at, at, next, scope);
                    int type = next - 1;
                    while (type > at && !tokens.is(type, "struct")) {
                        type--;
                    }
                    if (tokens.is(type, "struct") && tokens.is(type + 1, '{')) {
                        fields(type + 2, tokens.partner(type + 1), scope.inner(tokens.string(at)));
                    }
                } else {
                    embedded(at, next, scope);
                }
                at = Math.max(at + 1, tokens.is(next, ';') ? next + 1 : next);
            }
        }

        private void embedded(int from, int to, Scope scope) {
            int name = tokens.is(from, '*') ? from + 1 : from;
            while (name + 2 < to && tokens.is(name + 1, '.')) {
                name += 2;
            }
            if (name < to && tokens.word(name)) {
                findings.add(tokens, SymbolKind.FIELD, scope, from, from, name, to, to - 1);
            }
        }

        private void methods(int from, int to, Scope scope) {
            for (int at = from; at < to && !findings.full(); ) {
                int next = specEnd(at, to);
                if (tokens.word(at) && tokens.is(at + 1, '(')) {
                    findings.add(tokens, SymbolKind.METHOD, scope, at, at, at, next, next - 1);
                }
                at = tokens.is(next, ';') ? next + 1 : next;
            }
        }

        private void names(SymbolKind kind, int start, int from, int end, Scope scope) {
            for (int at = from; at < end && tokens.word(at); at += 2) {
                if (!tokens.is(at, "_")) {
                    findings.add(tokens, kind, scope, Math.min(start, at), start, at, end, end - 1);
                }
                if (!tokens.is(at + 1, ',')) {
                    return;
                }
            }
        }
    }
}
