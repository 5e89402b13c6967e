package sigil.mcp.auth;

import jakarta.json.JsonString;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
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

    /** Keeps a client that came about on the box or with a grant, in place of what was known under its id. */
    void save(Client client, Optional<TokenText> secret) {
        save(client, secret, "");
    }

    /** Keeps a client, in place of what was known under its id; from an address, or from the box itself where that is empty. */
    void save(Client client, Optional<TokenText> secret, String address) {
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
                audit.write(alone, AuditTrail.Event.of("client added").client(client.id()).address(address).detail(metadata.name()));
            }
            return null;
        }));
    }

    /**
     * Makes a client for the owner.
     *
     * @param wanted  how he wants it
     * @param schemes private-use schemes that redirect URIs may have
     * @return the client with its secret, which cannot be had again
     * @throws IllegalArgumentException if a redirect URI may not be one; the message is for the owner
     */
    public IssuedClient add(OwnedClient wanted, Set<String> schemes) {
        List<String> uris = checked(wanted.redirectUris(), schemes);
        var metadata = new ClientMetadata(Applicant.readable(wanted.name()), uris, wanted.authMethod(), true, wanted.devices(), Optional.empty());
        var client = new Client(newId(), ClientKind.OWNED, metadata, false, wanted.pkce(), moment(), Optional.empty());
        Optional<TokenText> secret = wanted.secret() ? Optional.of(TokenText.random(Secret.CLIENT)) : Optional.empty();
        save(client, secret);
        return new IssuedClient(client, secret);
    }

    /** 128 random bits with a word before them: never a URL, which would be the id of a document. */
    static String newId() {
        return "client-" + TokenText.random(Secret.CLIENT).reveal().substring(Secret.CLIENT.prefix().length(), 31);
    }

    /**
     * Adds redirect URIs to a client that the owner made; for the callback of a GPT that on its other host as well.
     *
     * @param id           its {@code client_id}
     * @param redirectUris redirect URIs, or ids of GPTs; those that it has already are left as they are
     * @param schemes      private-use schemes that they may have
     * @return the client as it is now; empty if the owner made none of this id
     * @throws IllegalArgumentException if one of them may not be a redirect URI; the message is for the owner, and nothing was added
     */
    public Optional<Client> redirect(String id, List<String> redirectUris, Set<String> schemes) {
        List<String> further = checked(redirectUris, schemes);
        return connections.lend(session -> session.alone(alone -> {
            var query = alone.prepare("select * from client where id = ? and kind = 'owned'");
            query.setString(1, id);
            SequencedSet<String> uris;
            try (var rows = query.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                uris = new LinkedHashSet<>(client(rows).metadata().redirectUris());
            }
            if (uris.addAll(further)) {
                var update = alone.prepare("update client set redirect_uris = ? where id = ?");
                update.setString(1, uris(List.copyOf(uris)));
                update.setString(2, id);
                update.executeUpdate();
                audit.write(alone, AuditTrail.Event.of("client changed").client(id).detail("may return to " + String.join(" ", further)));
            }
            try (var rows = query.executeQuery()) {
                rows.next();
                return Optional.of(client(rows));
            }
        }));
    }

    /** What the owner wants, checked as what anybody registers. */
    private static List<String> checked(List<String> redirectUris, Set<String> schemes) {
        var rules = new RedirectUris(schemes);
        List<String> uris = redirectUris.stream().flatMap(uri -> GptCallback.both(uri).stream()).distinct().toList();
        for (String uri : uris) {
            rules.fault(uri).ifPresent(fault -> {
                throw new IllegalArgumentException(Applicant.readable(uri) + " cannot be used. " + fault);
            });
        }
        return uris;
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
