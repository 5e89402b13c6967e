package sigil.mcp.auth;

import java.util.Objects;
import java.util.Optional;

/**
 * A client just made: the only moment at which the text of its secret is known.
 *
 * @param client what is kept about it
 * @param secret its {@code client_secret}, if it has one; its text form hides it
 */
public record IssuedClient(Client client, Optional<TokenText> secret) {
    /** Checks that nothing is missing. */
    public IssuedClient {
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(secret, "secret");
    }
}
