package sigil.code.symbols;

/** JavaScript and TypeScript. */
final class ScriptFinder implements Finder {

    @Override
    public void find(CodeText text, Findings findings) {
        var lines = new ScriptLines(Tokens.of(text));
        new ScriptReading(lines.tokens(), lines, findings).statements(0, lines.tokens().size(), Scope.TOP, true);
    }
}
