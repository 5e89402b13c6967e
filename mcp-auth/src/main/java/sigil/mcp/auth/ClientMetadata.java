package sigil.mcp.auth;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a client says of itself (RFC 7591 section 2; OAuth Client ID Metadata Document section 4), as far as this server makes use of it. All of it
 * is the client's own word.
 *
 * @param name         {@code client_name}, to be shown to people: without control, format or bidirectional characters, at most 80 code points; never empty
 * @param redirectUris {@code redirect_uris}, as they are to be compared; not empty
 * @param authMethod   how it proves itself, chosen from what it offers and what this server takes
 * @param refreshes    whether it wants refresh tokens, that is, {@code grant_types} is missing or has {@code refresh_token}
 * @param devices      whether {@code grant_types} has the device code grant of RFC 8628
 * @param uri          {@code client_uri}, if it is an https URL
 */
public record ClientMetadata(String name, List<String> redirectUris, AuthMethod authMethod, boolean refreshes, boolean devices,
                             Optional<String> uri) {
    /** Copies the list and checks that nothing is missing. */
    public ClientMetadata {
        Objects.requireNonNull(name, "name");
        redirectUris = List.copyOf(redirectUris);
        Objects.requireNonNull(authMethod, "authMethod");
        Objects.requireNonNull(uri, "uri");
    }
}
