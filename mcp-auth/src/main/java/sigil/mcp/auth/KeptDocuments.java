package sigil.mcp.auth;

import java.util.Optional;

/** The last good document of each client, in the database. */
final class KeptDocuments implements DocumentStore {
    /** Documents of strangers whom a member once looked at; the oldest go first. */
    private static final int MOST = 1_000;

    private final Connections connections;

    KeptDocuments(Connections connections) {
        this.connections = connections;
    }

    @Override
    public Optional<StoredDocument> find(String clientId) {
        return connections.lend(session -> {
            var query = session.prepare("select * from document where client = ?");
            query.setString(1, clientId);
            try (var rows = query.executeQuery()) {
                return rows.next() ? Optional.of(new StoredDocument(clientId, rows.getString("body"), Moments.get(rows, "fetched"),
                        Moments.get(rows, "fresh_until"))) : Optional.empty();
            }
        });
    }

    @Override
    public void save(StoredDocument document) {
        connections.lend(session -> session.alone(alone -> {
            var upsert = alone.prepare("insert into document (client, body, fetched, fresh_until) values (?, ?, ?, ?) "
                    + "on conflict (client) do update set body = excluded.body, fetched = excluded.fetched, fresh_until = excluded.fresh_until");
            upsert.setString(1, document.clientId());
            upsert.setString(2, document.json());
            upsert.setLong(3, document.fetched().getEpochSecond());
            upsert.setLong(4, document.fresh().getEpochSecond());
            upsert.executeUpdate();
            var old = alone.prepare("delete from document where client in (select client from document order by fetched desc limit -1 offset ?)");
            old.setInt(1, MOST);
            return old.executeUpdate();
        }));
    }
}
