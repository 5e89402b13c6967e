package sigil.code.symbols;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** SQL: what {@code CREATE} makes, and the columns of tables. */
final class SqlFinder implements Finder {

    private static final Map<String, SymbolKind> KINDS = Map.ofEntries(Map.entry("table", SymbolKind.TABLE), Map.entry("view", SymbolKind.VIEW),
            Map.entry("function", SymbolKind.FUNCTION), Map.entry("procedure", SymbolKind.FUNCTION), Map.entry("trigger", SymbolKind.FUNCTION),
            Map.entry("index", SymbolKind.INDEX), Map.entry("type", SymbolKind.TYPE), Map.entry("domain", SymbolKind.TYPE),
            Map.entry("schema", SymbolKind.MODULE), Map.entry("database", SymbolKind.MODULE), Map.entry("package", SymbolKind.MODULE),
            Map.entry("sequence", SymbolKind.VARIABLE));
    private static final Set<String> NO_COLUMNS = Set.of("constraint", "primary", "foreign", "unique", "check", "key", "index", "exclude", "like", "fulltext");
    private static final int LONGEST_HEAD = 8;

    @Override
    public void find(CodeText text, Findings findings) {
        var tokens = Tokens.of(text, text.code(), "\"`[");
        for (int at = 0; at < tokens.size() && !findings.full(); at++) {
            if (word(tokens, at, "create")) {
                create(tokens, at, findings);
            }
        }
    }

    private static boolean word(Tokens tokens, int at, String word) {
        return tokens.word(at) && lower(tokens, at).equals(word);
    }

    private static String lower(Tokens tokens, int at) {
        return tokens.word(at) && tokens.end(at) - tokens.start(at) < 20 ? tokens.string(at).toLowerCase(Locale.ROOT) : "";
    }

    private static void create(Tokens tokens, int start, Findings findings) {
        int at = start + 1;
        while (at < start + LONGEST_HEAD && tokens.word(at) && !KINDS.containsKey(lower(tokens, at))) {
            at++;
        }
        var kind = KINDS.get(lower(tokens, at));
        if (kind == null) {
            return;
        }
        int name = at + 1;
        while (word(tokens, name, "concurrently") || word(tokens, name, "if") || word(tokens, name, "not") || word(tokens, name, "exists")
                || word(tokens, name, "body")) {
            name++;
        }
        var scope = Scope.TOP;
        while (tokens.is(name + 1, '.') && tokens.word(name + 2) && !scope.tooDeep()) {
            scope = scope.inner(bare(tokens.string(name)));
            name += 2;
        }
        if (!tokens.word(name) || word(tokens, name, "on")) {
            return;
        }
        int end = tokens.find(name, tokens.size(), ";");
        int stop = tokens.is(name + 1, '(') && kind != SymbolKind.TABLE ? tokens.after(name + 1) : name + 1;
        findings.add(tokens, kind, scope, start, start, name, stop, end);
        if (kind == SymbolKind.TABLE && tokens.is(name + 1, '(')) {
            columns(tokens, name + 2, tokens.partner(name + 1), scope.inner(bare(tokens.string(name))), findings);
        }
    }

    private static String bare(String name) {
        return name.length() > 2 && "\"`[".indexOf(name.charAt(0)) >= 0 ? name.substring(1, name.length() - 1) : name;
    }

    private static void columns(Tokens tokens, int from, int to, Scope scope, Findings findings) {
        for (int at = from; at < to && !findings.full(); ) {
            int end = tokens.find(at, to, ",");
            if (tokens.word(at) && !NO_COLUMNS.contains(lower(tokens, at))) {
                findings.add(tokens, SymbolKind.FIELD, scope, at, at, at, end, end - 1);
            }
            at = end + 1;
        }
    }
}
