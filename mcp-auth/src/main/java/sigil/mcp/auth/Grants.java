package sigil.mcp.auth;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sigil.mcp.core.Scope;

/** What members allowed clients. A grant that ends takes its codes and tokens with it, from the next request on. */
public final class Grants {
    static final Duration CODE_LIFE = Duration.ofSeconds(60);
    private static final String COLUMNS = "select g.*, m.name as member_name, c.name as client_name from grant g join member m on m.id = g.member "
            + "join client c on c.id = g.client ";

    private final Connections connections;
    private final Clock clock;
    private final AuditTrail audit;

    Grants(Connections connections, Clock clock, AuditTrail audit) {
        this.connections = connections;
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * Keeps what a member allowed, and gives the code that a client exchanges for tokens (RFC 6749 section 4.1.2).
     *
     * @return the code; empty if the request was decided before
     */
    Optional<TokenText> allow(PendingRequests pending, PendingRequest request, Set<Scope> scopes, String address) {
        return connections.lend(session -> session.alone(alone -> {
            if (!pending.decide(alone, request)) {
                return Optional.empty();
            }
            long grant = insert(alone, request, scopes, address);
            TokenText code = TokenText.random(Secret.CODE);
            var insert = alone.prepare("insert into code (hash, grant_id, redirect_uri, redirected, challenge, expires) values (?, ?, ?, ?, ?, ?)");
            insert.setBytes(1, code.hash());
            insert.setLong(2, grant);
            insert.setString(3, request.asked().redirectUri());
            insert.setBoolean(4, request.asked().redirected());
            insert.setString(5, request.asked().challenge().orElse(null));
            insert.setLong(6, now() + CODE_LIFE.toSeconds());
            insert.executeUpdate();
            return Optional.of(code);
        }));
    }

    /**
     * Keeps what a member allowed a device.
     *
     * @return whether the device still waited for it
     */
    boolean allowDevice(PendingRequests pending, PendingRequest request, Set<Scope> scopes, String address) {
        return connections.lend(session -> session.alone(alone -> {
            if (!pending.decide(alone, request)) {
                return false;
            }
            byte[] device = request.device().orElseThrow().hash();
            var decide = alone.prepare("update device set decided = 'allowed' where hash = ? and decided is null and expires > ?");
            decide.setBytes(1, device);
            decide.setLong(2, now());
            if (decide.executeUpdate() == 0) {
                return false;
            }
            var update = alone.prepare("update device set grant_id = ? where hash = ?");
            update.setLong(1, insert(alone, request, scopes, address));
            update.setBytes(2, device);
            return update.executeUpdate() > 0;
        }));
    }

    private long insert(Connections.Session alone, PendingRequest request, Set<Scope> scopes, String address) throws SQLException {
        AuthorizationRequest asked = request.asked();
        String member = request.member().orElseThrow();
        var insert = alone.prepare("insert into grant (member, client, scope, resource, created) "
                + "values ((select id from member where name = ?), ?, ?, ?, ?) returning id");
        insert.setString(1, member);
        insert.setString(2, asked.clientId());
        insert.setString(3, Scopes.text(scopes));
        insert.setString(4, asked.resource());
        insert.setLong(5, now());
        long id;
        try (var rows = insert.executeQuery()) {
            rows.next();
            id = rows.getLong(1);
        }
        Clients.keep(alone, asked.clientId());
        audit.write(alone, AuditTrail.Event.of("granted").member(member).client(asked.clientId()).grant(id).address(address)
                .detail(Scopes.text(scopes)));
        return id;
    }

    /**
     * All that was ever granted and used, and what ended.
     *
     * @return the oldest first
     */
    public List<Grant> list() {
        return connections.lend(session -> {
            List<Grant> grants = new ArrayList<>();
            try (var rows = session.prepare(COLUMNS + "where g.used is not null order by g.id").executeQuery()) {
                while (rows.next()) {
                    grants.add(grant(rows));
                }
            }
            return List.copyOf(grants);
        });
    }

    /**
     * Ends a grant.
     *
     * @param id its number
     * @return whether it stood until then
     */
    public boolean revoke(long id) {
        return connections.lend(session -> session.alone(alone -> revoke(alone, id, "revoked by the owner", "")));
    }

    /**
     * Ends a grant in the name of its caller's transaction.
     *
     * @param address from where that was brought about; empty for the box
     */
    boolean revoke(Connections.Session alone, long id, String reason, String address) throws SQLException {
        var update = alone.prepare("update grant set revoked = ?, reason = ? where id = ? and revoked is null returning client");
        update.setLong(1, now());
        update.setString(2, reason);
        update.setLong(3, id);
        String client;
        try (var rows = update.executeQuery()) {
            if (!rows.next()) {
                return false;
            }
            client = rows.getString(1);
        }
        audit.write(alone, AuditTrail.Event.of("revoked").client(client).grant(id).address(address).detail(reason));
        return true;
    }

    /** Lets go of what is over: grants that no token was ever taken for, tokens long expired. */
    void purge(Connections.Session alone, long now) throws SQLException {
        long day = Duration.ofDays(1).toSeconds();
        for (String statement : new String[] {
            "delete from access where expires < ?",
            "delete from refresh where expires < ?",
            "delete from code where expires < ?",
            "delete from device where expires < ?"}) {
            var delete = alone.prepare(statement);
            delete.setLong(1, now - day);
            delete.executeUpdate();
        }
        var unused = alone.prepare("delete from grant where used is null and created < ?");
        unused.setLong(1, now - day);
        unused.executeUpdate();
    }

    private static Grant grant(ResultSet row) throws SQLException {
        return new Grant(row.getLong("id"), row.getString("member_name"), row.getString("client"), row.getString("client_name"),
                Scopes.parse(row.getString("scope")), Moments.get(row, "created"), Moments.find(row, "used"), Moments.find(row, "revoked"),
                Optional.ofNullable(row.getString("reason")));
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
