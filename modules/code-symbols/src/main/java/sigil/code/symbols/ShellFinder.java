package sigil.code.symbols;

/** Shells: functions and aliases. */
final class ShellFinder implements Finder {

    @Override
    public void find(CodeText text, Findings findings) {
        var tokens = Tokens.of(text);
        for (int at = 0; at < tokens.size() && !findings.full(); at++) {
            boolean keyword = tokens.is(at, "function") && tokens.word(at + 1) && begins(tokens, at);
            boolean plain = tokens.word(at) && tokens.is(nameEnd(tokens, at), '(') && tokens.is(nameEnd(tokens, at) + 1, ')') && begins(tokens, at);
            if (keyword || plain) {
                function(tokens, at, keyword ? at + 1 : at, findings);
            } else if (tokens.is(at, "alias") && tokens.word(at + 1) && tokens.is(at + 2, '=')) {
                findings.add(tokens, SymbolKind.FUNCTION, Scope.TOP, at, at, at + 1, at + 3, at + 2);
            }
        }
    }

    private static boolean begins(Tokens tokens, int at) {
        return tokens.first(at) || tokens.is(at - 1, ';') || tokens.is(at - 1, '{') || tokens.is(at - 1, "&&") || tokens.is(at - 1, '}');
    }

    /** Names of functions may hold dashes, dots and colons. */
    private static int nameEnd(Tokens tokens, int name) {
        int at = name + 1;
        while (tokens.touches(at) && at - name < 20 && (tokens.word(at) || tokens.is(at, '-') || tokens.is(at, '.') || tokens.is(at, ':') || tokens.is(at, "::"))) {
            at++;
        }
        return at;
    }

    private static void function(Tokens tokens, int start, int name, Findings findings) {
        int end = nameEnd(tokens, name);
        int body = tokens.is(end, '(') && tokens.is(end + 1, ')') ? end + 2 : end;
        boolean opens = tokens.is(body, '{') || tokens.is(body, '(');
        if (!opens && body == end) {
            return;
        }
        int last = Math.clamp(opens ? tokens.partner(body) : body - 1, name, tokens.size() - 1);
        findings.add(SymbolKind.FUNCTION, tokens.text().source().substring(tokens.start(name), tokens.end(end - 1)), Scope.TOP, tokens.start(start),
                tokens.start(name), tokens.start(start), tokens.end(Math.max(name, Math.min(body, tokens.size()) - 1)), tokens.end(last));
    }
}
