package sigil.code.search;

import java.util.List;
import java.util.Optional;
import sigil.code.symbols.SymbolKind;

/**
 * What to look for.
 *
 * @param name         what is defined
 * @param repositories names of the repositories to look in; empty for all
 * @param kind         what it must be, if that is known
 * @param usedIn       a file, repository-relative; nearer definitions come first. Empty for none
 * @param limit        1 to 1000: the most definitions to answer
 */
public record DefinitionQuery(SymbolName name, List<String> repositories, Optional<SymbolKind> kind, String usedIn, int limit) {

    /** Checks the limit. */
    public DefinitionQuery {
        repositories = List.copyOf(repositories);
        Ranges.within("limit", limit, 1, 1000);
    }
}
