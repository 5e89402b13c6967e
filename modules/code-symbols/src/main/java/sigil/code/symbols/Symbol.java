package sigil.code.symbols;

import java.util.Objects;

/**
 * Something that a file defines.
 *
 * @param name      as written, 1 to 256 characters
 * @param kind      what it is
 * @param signature how it is declared, on one line of at most 200 characters, without body and comments
 * @param scope     the names of what encloses it, joined by dots; empty at the top. A method of Go or Rust has that of its type
 * @param startLine where its declaration begins, with annotations or decorators
 * @param line      where its name stands
 * @param endLine   where its body, or else its declaration, ends
 */
public record Symbol(String name, SymbolKind kind, String signature, String scope, int startLine, int line, int endLine) {

    /** Checks the lines. */
    public Symbol {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(signature, "signature");
        Objects.requireNonNull(scope, "scope");
        if (name.isEmpty() || startLine < 1 || line < startLine || endLine < line) {
            throw new IllegalArgumentException("no symbol: '" + name + "' " + startLine + " " + line + " " + endLine);
        }
    }

    /** @return scope and name, joined by a dot */
    public String qualifiedName() {
        return scope.isEmpty() ? name : scope + '.' + name;
    }
}
