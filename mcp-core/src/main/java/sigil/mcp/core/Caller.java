package sigil.mcp.core;

import java.util.Objects;
import java.util.Set;

/**
 * Who asks: the outcome of authentication, carried through a request and never changed by it.
 *
 * @param name   a name the owner recognises in a log line, such as the name of an access token; never a secret
 * @param scopes what this caller may do; see {@link Scope}
 */
public record Caller(String name, Set<Scope> scopes) {

    /** Copies the scopes. */
    public Caller {
        Objects.requireNonNull(name, "name");
        scopes = Set.copyOf(scopes);
    }

    /**
     * Whether this caller may do what needs the given scope.
     *
     * @param needed the scope that an operation declares
     * @return true if one of the caller's scopes is it or includes it
     */
    public boolean may(Scope needed) {
        return scopes.stream().anyMatch(held -> held.includes(needed));
    }
}
