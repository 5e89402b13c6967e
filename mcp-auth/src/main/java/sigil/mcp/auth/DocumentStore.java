package sigil.mcp.auth;

import java.util.Optional;

/** Keeps the last good document of each client. What is bad never comes here ("Metadata Caching"). */
interface DocumentStore {
    /** The document of a client. */
    Optional<StoredDocument> find(String clientId);

    /** Keeps a document instead of the one before. */
    void save(StoredDocument document);
}
