package sigil.mcp.auth;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A client of the authorization server.
 *
 * @param id       {@code client_id}; an https URL for a {@link ClientKind#DOCUMENT} and never for another
 * @param kind     how it came to be known
 * @param metadata what it says of itself
 * @param pinned   whether its document is one that this program carries, so that its name can be believed
 * @param pkce     whether it must use PKCE; false only where the owner said so, for a client that cannot
 * @param created  when it came to be known, in whole seconds
 * @param expires  when it is forgotten unless somebody grants it something; empty if it stays
 */
public record Client(String id, ClientKind kind, ClientMetadata metadata, boolean pinned, boolean pkce, Instant created,
                     Optional<Instant> expires) {
    /** Checks that nothing is missing. */
    public Client {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(metadata, "metadata");
        Objects.requireNonNull(created, "created");
        Objects.requireNonNull(expires, "expires");
    }

    /**
     * What it calls itself, as it can stand in quotation marks.
     *
     * @return its name with apostrophes for the quotation marks in it
     */
    public String claimedName() {
        return VisibleText.inQuotes(metadata.name());
    }
}
