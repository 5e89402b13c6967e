package sigil.code.symbols;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The symbols found so far. For one text. */
final class Findings {

    /** A longer name is none that somebody wrote. */
    static final int LONGEST_NAME = 256;

    private static final String QUOTES = "`\"[";

    private final CodeText text;
    private final List<Symbol> symbols = new ArrayList<>();
    private boolean full;

    Findings(CodeText text) {
        this.text = text;
    }

    /** Whether there is no room for more: then finders stop. */
    boolean full() {
        return full;
    }

    /** In the order of the text. */
    List<Symbol> inOrder() {
        symbols.sort(Comparator.comparingInt(Symbol::startLine).thenComparing(Symbol::endLine, Comparator.reverseOrder()));
        return symbols;
    }

    /**
     * Adds what a language with tokens declares.
     *
     * @param start     the first token, with annotations
     * @param signature the first token of the signature
     * @param name      the token of the name
     * @param stop      the token before which the signature ends
     * @param last      the last token of the declaration, not before the name
     */
    void add(Tokens tokens, SymbolKind kind, Scope scope, int start, int signature, int name, int stop, int last) {
        int end = tokens.end(Math.clamp(last, name, tokens.size() - 1));
        int until = Math.clamp(stop - 1, name, tokens.size() - 1);
        add(kind, tokens.string(name), scope, tokens.start(Math.min(start, name)), tokens.start(name),
                tokens.start(Math.min(signature, name)), tokens.end(until), end);
    }

    /** Adds; all places are offsets, the last two of them exclusive. */
    void add(SymbolKind kind, String written, Scope scope, int start, int name, int signatureFrom, int signatureTo, int end) {
        if (full || written.length() > LONGEST_NAME) {
            return;
        }
        if (symbols.size() == Outline.MOST_SYMBOLS) {
            full = true;
            return;
        }
        var bare = written.length() > 2 && QUOTES.indexOf(written.charAt(0)) >= 0 ? written.substring(1, written.length() - 1) : written;
        symbols.add(new Symbol(bare, kind, signature(signatureFrom, signatureTo), scope.path(), text.line(start), text.line(name),
                Math.max(text.line(name), text.line(Math.max(0, end - 1)))));
    }

    private String signature(int from, int to) {
        var out = new StringBuilder();
        boolean gap = false;
        for (int i = from; i < to; i++) {
            char c = text.source().charAt(i);
            if (c <= ' ' || text.at(i) == CodeText.Part.COMMENT) {
                gap = !out.isEmpty();
            } else {
                if (gap) {
                    out.append(' ');
                    gap = false;
                }
                out.append(c);
                if (Signature.full(out)) {
                    return Signature.cut(out);
                }
            }
        }
        return out.toString();
    }
}
