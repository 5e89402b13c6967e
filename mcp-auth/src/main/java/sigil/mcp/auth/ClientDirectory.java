package sigil.mcp.auth;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the client of an authorization request, whichever way it came to be known. */
final class ClientDirectory {
    private final Clients clients;
    private final ClientDocuments documents;

    ClientDirectory(Clients clients, ClientDocuments documents) {
        this.clients = clients;
        this.documents = documents;
    }

    /** The client as far as it is known here; nothing is fetched for somebody who has not proven himself. */
    Optional<Client> known(String clientId) {
        return ClientIdUrl.isMeant(clientId)
                ? documents.known(clientId).map(found -> client(clientId, found))
                : clients.find(clientId);
    }

    /**
     * The client with its document as it is now; for a member who has proven himself.
     *
     * @throws UnknownClientException if there is no such client, or its document is not to be had or not in order
     */
    Client resolve(String clientId) {
        if (!ClientIdUrl.isMeant(clientId)) {
            return clients.find(clientId).orElseThrow(ClientDirectory::forgotten);
        }
        return switch (documents.resolve(clientId)) {
            case Resolved.Found found -> client(clientId, found);
            case Resolved.Refused refused -> throw new UnknownClientException(refused.reason());
        };
    }

    private static UnknownClientException forgotten() {
        return new UnknownClientException("It registered itself and was forgotten, or its owner removed it. Connect it again from the beginning.");
    }

    /**
     * A stand-in for a client whose document is fetched later: nothing but its id is known, and the host of that stands for its name.
     *
     * @throws UnknownClientException if it is none that has a document
     */
    static Client unread(String clientId, String redirectUri) {
        if (!ClientIdUrl.isMeant(clientId)) {
            throw forgotten();
        }
        return new Client(clientId, ClientKind.DOCUMENT, new ClientMetadata(URI.create(clientId).getHost().toLowerCase(Locale.ROOT), List.of(redirectUri), AuthMethod.NONE, true,
                false, Optional.empty()), false, true, java.time.Instant.EPOCH, Optional.empty());
    }

    /** Keeps the client of a document when something is granted to it. */
    void keep(Client client) {
        if (client.kind() == ClientKind.DOCUMENT) {
            clients.save(client, Optional.empty());
        }
    }

    private Client client(String clientId, Resolved.Found found) {
        return new Client(clientId, ClientKind.DOCUMENT, found.metadata(), found.pinned(), true, clients.moment(), Optional.empty());
    }
}
