package sigil.code.search;

import java.util.List;

/** Knows which files define a name. It may know too few: then they come in their turn. */
@FunctionalInterface
public interface Definers {

    /** Knows none. */
    Definers NONE = (repository, name) -> List.of();

    /**
     * The files that define a name.
     *
     * @param repository its name
     * @param name       exactly as written
     * @return their paths, in path order, at most some hundreds
     */
    List<String> of(String repository, String name);
}
