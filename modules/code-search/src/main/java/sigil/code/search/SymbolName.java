package sigil.code.search;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import sigil.code.symbols.Outline;
import sigil.code.symbols.Symbol;

/**
 * A name that somebody asks for, perhaps with names that enclose it.
 *
 * @param scope joined by dots; empty if only the name was given
 * @param name  the last part
 */
public record SymbolName(String scope, String name) {

    /** How well a symbol fits, best first. */
    enum Fit { EXACT, CASE_ASIDE, NONE }

    /**
     * Reads a name.
     *
     * @param text {@code name}, {@code Scope.name}, {@code Scope::name} or {@code Scope#name}
     * @return the name
     */
    public static SymbolName parse(String text) {
        var plain = text.strip().replace("::", ".").replace('#', '.').replace("->", ".");
        if (plain.endsWith("()")) {
            plain = plain.substring(0, plain.length() - 2);
        }
        int dot = plain.lastIndexOf('.');
        return dot > 0 && dot < plain.length() - 1 ? new SymbolName(plain.substring(0, dot), plain.substring(dot + 1)) : new SymbolName("", plain);
    }

    /**
     * The symbol of a file that is meant.
     *
     * @param outline of the file
     * @return the one that fits best: written exactly so, a type before a function before a field, the first of them; or empty
     */
    public Optional<Symbol> in(Outline outline) {
        return outline.symbols().stream().filter(symbol -> fit(symbol) != Fit.NONE)
                .min(Comparator.comparing(this::fit).thenComparing(symbol -> symbol.kind().group()));
    }

    Fit fit(Symbol symbol) {
        if (symbol.name().equals(name) && endsWith(symbol.scope(), scope)) {
            return Fit.EXACT;
        }
        return symbol.name().equalsIgnoreCase(name) && endsWith(symbol.scope().toLowerCase(Locale.ROOT), scope.toLowerCase(Locale.ROOT))
                ? Fit.CASE_ASIDE : Fit.NONE;
    }

    private static boolean endsWith(String whole, String end) {
        return end.isEmpty() || whole.equals(end) || whole.endsWith('.' + end);
    }
}
