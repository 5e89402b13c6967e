package sigil.code.search;

import java.util.List;

/** Knows which files define a name. It may know too few: then they come in their turn. */
@FunctionalInterface
public interface Definers {

    /** So many at most are named: a name that is defined oftener says little. */
    int MOST = 200;

    /** Knows none. */
    Definers NONE = (repository, name) -> List.of();

    /**
     * The files that define a name.
     *
     * @param repository its name
     * @param name       exactly as written
     * @return their paths, in path order, at most {@value #MOST}
     */
    List<String> of(String repository, String name);
}
