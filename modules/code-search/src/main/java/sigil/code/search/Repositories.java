package sigil.code.search;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The repositories on offer: immutable, in the order of their names. */
public final class Repositories {

    private final TreeMap<String, Repository> byName;

    private Repositories(TreeMap<String, Repository> byName) {
        this.byName = byName;
    }

    /**
     * The given repositories.
     *
     * @param repositories in any order; may be empty
     * @return them, by name
     * @throws IllegalArgumentException if two share a name
     */
    public static Repositories of(Collection<Repository> repositories) {
        var byName = new TreeMap<String, Repository>();
        for (var repository : repositories) {
            if (byName.putIfAbsent(repository.name(), repository) != null) {
                throw new IllegalArgumentException("repository '" + repository.name() + "' is named twice; give each its own name");
            }
        }
        return new Repositories(byName);
    }

    /** @return all of them, by name */
    public List<Repository> all() {
        return List.copyOf(byName.values());
    }

    /** @return the names, in order */
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /**
     * Finds one by its exact name.
     *
     * @param name any text
     * @return the repository, or empty if none is called so
     */
    public Optional<Repository> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    @Override
    public String toString() {
        return "Repositories" + byName.keySet();
    }
}
