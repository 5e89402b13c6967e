package sigil.mcp.auth;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps documents for as long as a test runs. */
final class MemoryDocuments implements DocumentStore {
    private final Map<String, StoredDocument> documents = new ConcurrentHashMap<>();

    @Override
    public Optional<StoredDocument> find(String clientId) {
        return Optional.ofNullable(documents.get(clientId));
    }

    @Override
    public void save(StoredDocument document) {
        documents.put(document.clientId(), document);
    }

    int size() {
        return documents.size();
    }
}
