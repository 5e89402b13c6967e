package sigil.code.search;

import sigil.code.symbols.Symbol;

/**
 * Where something is defined.
 *
 * @param repository its name
 * @param path       repository-relative
 * @param symbol     what is defined
 */
public record Definition(String repository, String path, Symbol symbol) {
}
