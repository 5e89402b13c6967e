package sigil.mcp.auth;

import java.util.List;
import java.util.Objects;

/**
 * A client as its owner wants it made (RFC 6749 section 2).
 *
 * @param name         how it is called on the pages; made readable and shortened
 * @param redirectUris where its codes may go; empty for one that is told later, or is a device
 * @param secret       whether it is confidential
 * @param pkce         whether it must use PKCE; only one with a secret can do without
 * @param devices      whether it may use the device code grant (RFC 8628)
 */
public record OwnedClient(String name, List<String> redirectUris, boolean secret, boolean pkce, boolean devices) {
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if nothing at all would keep a stolen code from being used (OAuth 2.1 section 7.5.1)
     */
    public OwnedClient {
        Objects.requireNonNull(name, "name");
        redirectUris = List.copyOf(redirectUris);
        if (!secret && !pkce) {
            throw new IllegalArgumentException("A client without a secret must use PKCE.");
        }
    }

    /**
     * The client of a GPT's Action, which has a secret and cannot do PKCE.
     *
     * @param name         how it is called on the pages
     * @param redirectUris its callbacks; empty while the editor of the GPT does not show them yet
     * @return the client
     */
    public static OwnedClient gptAction(String name, List<String> redirectUris) {
        return new OwnedClient(name, redirectUris, true, false, false);
    }

    /** How it is expected to prove itself; what has a secret may show it in the other place as well. */
    AuthMethod authMethod() {
        if (!secret) {
            return AuthMethod.NONE;
        }
        return pkce ? AuthMethod.BASIC : AuthMethod.POST;
    }
}
