package sigil.code.search;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The repositories on offer, in the order of their names. Others may take their place while they are in use: each question is answered from the
 * table of its moment, which is never changed.
 */
public final class Repositories {

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile TreeMap<String, Repository> byName;

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
        return new Repositories(table(repositories));
    }

    private static TreeMap<String, Repository> table(Collection<Repository> repositories) {
        var byName = new TreeMap<String, Repository>();
        for (var repository : repositories) {
            if (byName.putIfAbsent(repository.name(), repository) != null) {
                throw new IllegalArgumentException("repository '" + repository.name() + "' is named twice; give each its own name");
            }
        }
        return byName;
    }

    /**
     * Offers others from now on, and tells whoever wants to know. What is the same in both goes on undisturbed.
     *
     * @param repositories in any order; may be empty
     * @return whether anything is different
     * @throws IllegalArgumentException if two share a name; nothing has changed then
     */
    public boolean replace(Collection<Repository> repositories) {
        var others = table(repositories);
        if (others.equals(byName)) {
            return false;
        }
        byName = others;
        listeners.forEach(Runnable::run);
        return true;
    }

    /**
     * Tells somebody whenever others are on offer.
     *
     * @param listener must not block for long
     */
    public void onChange(Runnable listener) {
        listeners.add(listener);
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
