package sigil.mcp.auth;

import java.util.Objects;
import sigil.mcp.core.Scope;

/**
 * A scope on the consent page.
 *
 * @param scope    what may be allowed
 * @param required whether it belongs to the access in any case; it is shown then, and not posted
 * @param chosen   whether it is ticked at first; without meaning where it is required
 */
record ScopeChoice(Scope scope, boolean required, boolean chosen) {
    ScopeChoice {
        Objects.requireNonNull(scope, "scope");
    }
}
