package sigil.mcp.auth;

import jakarta.json.JsonString;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;

/** The clients that are known: by their document, by registering, or because the owner made them. */
public final class Clients {
    /** A list of redirect URIs is flat. */
    private static final JsonInput JSON = new JsonInput(4);

    private final Connections connections;
    private final Clock clock;
    private final AuditTrail audit;

    Clients(Connections connections, Clock clock, AuditTrail audit) {
        this.connections = connections;
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * One client, if it is known and has not been forgotten.
     *
     * @param id its {@code client_id}
     * @return the client
     */
    public Optional<Client> find(String id) {
        return connections.lend(session -> {
            var query = session.prepare("select * from client where id = ? and (expires is null or expires > ?)");
            query.setString(1, id);
            query.setLong(2, now());
            try (var rows = query.executeQuery()) {
                return rows.next() ? Optional.of(client(rows)) : Optional.empty();
            }
        });
    }

    /**
     * All that are known.
     *
     * @return the oldest first
     */
    public List<Client> list() {
        return connections.lend(session -> {
            var query = session.prepare("select * from client where expires is null or expires > ? order by created, id");
            query.setLong(1, now());
            List<Client> clients = new ArrayList<>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    clients.add(client(rows));
                }
            }
            return List.copyOf(clients);
        });
    }

    /**
     * Lets no more than so many wait that registered themselves and were not granted anything: the oldest go, so that whoever floods the server
     * keeps nobody from registering.
     */
    void keepWaiting(int most) {
        connections.lend(session -> session.alone(alone -> {
            var old = alone.prepare("delete from client where id in (select id from client where kind = 'registered' and expires is not null "
                    + "order by created desc, id limit -1 offset ?)");
            old.setInt(1, most);
            return old.executeUpdate();
        }));
    }

    /** Keeps a client, in place of what was known under its id. */
    void save(Client client, Optional<TokenText> secret) {
        connections.lend(session -> session.alone(alone -> {
            var upsert = alone.prepare("insert into client (id, kind, name, redirect_uris, auth_method, refreshes, devices, uri, secret, pinned, pkce, "
                    + "created, expires) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do update set name = excluded.name, "
                    + "redirect_uris = excluded.redirect_uris, auth_method = excluded.auth_method, refreshes = excluded.refreshes, "
                    + "devices = excluded.devices, uri = excluded.uri, pinned = excluded.pinned");
            ClientMetadata metadata = client.metadata();
            upsert.setString(1, client.id());
            upsert.setString(2, client.kind().wire());
            upsert.setString(3, metadata.name());
            upsert.setString(4, uris(metadata.redirectUris()));
            upsert.setString(5, metadata.authMethod().wire());
            upsert.setBoolean(6, metadata.refreshes());
            upsert.setBoolean(7, metadata.devices());
            upsert.setString(8, metadata.uri().orElse(null));
            upsert.setBytes(9, secret.map(TokenText::hash).orElse(null));
            upsert.setBoolean(10, client.pinned());
            upsert.setBoolean(11, client.pkce());
            upsert.setLong(12, client.created().getEpochSecond());
            Moments.set(upsert, 13, client.expires());
            upsert.executeUpdate();
            if (client.kind() != ClientKind.DOCUMENT) {
                audit.write(alone, AuditTrail.Event.of("client added").client(client.id()).detail(metadata.name()));
            }
            return null;
        }));
    }

    /** Gives a client that the owner made other redirect URIs. */
    boolean redirects(String id, List<String> redirectUris) {
        return connections.lend(session -> session.alone(alone -> {
            var update = alone.prepare("update client set redirect_uris = ? where id = ? and kind = 'owned'");
            update.setString(1, uris(redirectUris));
            update.setString(2, id);
            boolean changed = update.executeUpdate() > 0;
            if (changed) {
                audit.write(alone, AuditTrail.Event.of("client changed").client(id).detail(String.join(" ", redirectUris)));
            }
            return changed;
        }));
    }

    /**
     * Removes a client with everything that was granted to it, from the next request on.
     *
     * @param id its {@code client_id}
     * @return whether there was such a client
     */
    public boolean remove(String id) {
        return connections.lend(session -> session.alone(alone -> {
            var delete = alone.prepare("delete from client where id = ?");
            delete.setString(1, id);
            boolean removed = delete.executeUpdate() > 0;
            if (removed) {
                audit.write(alone, AuditTrail.Event.of("client removed").client(id));
            }
            return removed;
        }));
    }

    /** Whether this is the client's secret; false for a client without one. Compares hashes, in constant time. */
    boolean secretIs(String id, String presented) {
        return connections.lend(session -> {
            var query = session.prepare("select secret from client where id = ?");
            query.setString(1, id);
            try (var rows = query.executeQuery()) {
                byte[] kept = rows.next() ? rows.getBytes(1) : null;
                return TokenText.parse(Secret.CLIENT, presented).filter(text -> kept != null && MessageDigest.isEqual(text.hash(), kept)).isPresent();
            }
        });
    }

    /** Forgets those that registered themselves, whose time is over and to whom nothing was granted (DC-05). */
    void purge(Connections.Session alone, long now) throws SQLException {
        var delete = alone.prepare("delete from client where expires <= ? and not exists (select 1 from grant where grant.client = client.id)");
        delete.setLong(1, now);
        delete.executeUpdate();
    }

    /** Whoever was granted something stays. */
    static void keep(Connections.Session alone, String id) throws SQLException {
        var update = alone.prepare("update client set expires = null where id = ? and expires is not null");
        update.setString(1, id);
        update.executeUpdate();
    }

    private static String uris(List<String> redirectUris) {
        return JsonCodec.array(redirectUris).build().toString();
    }

    static Client client(ResultSet row) throws SQLException {
        String kind = row.getString("kind");
        String method = row.getString("auth_method");
        var metadata = new ClientMetadata(row.getString("name"), uris(row.getString("redirect_uris")),
                AuthMethod.parse(method).orElseThrow(() -> new SQLException("A client has an auth_method that this program does not know: " + method)),
                row.getBoolean("refreshes"), row.getBoolean("devices"), Optional.ofNullable(row.getString("uri")));
        return new Client(row.getString("id"), ClientKind.valueOf(kind.toUpperCase(java.util.Locale.ROOT)), metadata, row.getBoolean("pinned"),
                row.getBoolean("pkce"), Moments.get(row, "created"), Moments.find(row, "expires"));
    }

    private static List<String> uris(String json) throws SQLException {
        try {
            return JSON.read(json).asJsonArray().getValuesAs(JsonString::getString);
        } catch (MalformedJsonException | ClassCastException e) {
            throw new SQLException("The redirect URIs of a client cannot be read", e);
        }
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    Instant moment() {
        return Instant.ofEpochSecond(now());
    }
}
