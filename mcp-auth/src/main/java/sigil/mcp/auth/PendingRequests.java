package sigil.mcp.auth;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The authorization requests that wait for a member, each bound to the browser that began it. In the database, because {@code sigil-mcp approve}
 * is another process.
 */
final class PendingRequests {
    static final Duration LIFE = Duration.ofMinutes(10);
    /** So many can wait at once; a flood pushes out its own oldest, network by network, and nobody who has proven himself or is familiar. */
    private static final int MOST = 1_000;
    private static final String COLUMNS = "select request.*, m.name as member_name from request left join member m on m.id = request.member ";

    private final Connections connections;
    private final Clock clock;
    private final ServerKey key;
    private final AuditTrail audit;
    private final FamiliarNetworks familiar;

    PendingRequests(Connections connections, Clock clock, ServerKey key, AuditTrail audit, FamiliarNetworks familiar) {
        this.connections = connections;
        this.clock = clock;
        this.key = key;
        this.audit = audit;
        this.familiar = familiar;
    }

    /**
     * Keeps a request.
     *
     * @param handle  names it in the form
     * @param browser the secret in the cookie of the browser that began it
     * @param device  the device that asks, where one does
     */
    void open(TokenText handle, TokenText browser, AuthorizationRequest asked, Optional<DeviceCodes.Waiting> device, String address) {
        boolean known = familiar.contains(address);
        connections.lend(session -> session.alone(alone -> {
            long now = now();
            purge(alone, now);
            var insert = alone.prepare("insert into request (hash, browser, client, redirect_uri, redirected, state, scope, resource, challenge, device, "
                    + "box_code, address, created, expires, user_code, network, familiar) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
            insert.setBytes(1, handle.hash());
            insert.setBytes(2, browser.hash());
            insert.setString(3, asked.clientId());
            insert.setString(4, asked.redirectUri());
            insert.setBoolean(5, asked.redirected());
            insert.setString(6, asked.state().orElse(null));
            insert.setString(7, Scopes.text(asked.scopes()));
            insert.setString(8, asked.resource());
            insert.setString(9, asked.challenge().orElse(null));
            insert.setBytes(10, device.map(DeviceCodes.Waiting::hash).orElse(null));
            insert.setBytes(11, boxCode(handle).hash());
            insert.setString(12, address);
            insert.setLong(13, now);
            insert.setLong(14, now + LIFE.toSeconds());
            // not kept as a hash: who sees it typed it, and it opens nothing by itself
            insert.setString(15, device.map(waiting -> waiting.userCode().shown()).orElse(null));
            insert.setString(16, ClientNetwork.of(address));
            insert.setBoolean(17, known);
            return insert.executeUpdate();
        }));
    }

    /**
     * Lets go of what is over, and of what is too many: of requests for which nobody has proven himself, from where nobody is familiar, and there of the
     * network that has the most, so that whoever comes from many networks needs as many as there is room for to push out somebody else's only one.
     */
    static void purge(Connections.Session alone, long now) throws SQLException {
        var old = alone.prepare("delete from request where expires <= ? or hash in "
                + "(select hash from (select hash, member, familiar, created, row_number() over (partition by network order by created desc) as place "
                + "from request) order by member is null, familiar desc, place, created desc limit -1 offset ?)");
        old.setLong(1, now);
        old.setInt(2, MOST);
        old.executeUpdate();
    }

    /** The code by which somebody at the box can speak for this request; it follows from the handle and is kept as a hash only. */
    UserCode boxCode(TokenText handle) {
        return UserCode.of(key.of("box", handle.reveal()));
    }

    /** The value in a form that only the browser with this cookie was given (UI-02). */
    String csrf(TokenText handle, TokenText browser) {
        return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(key.of("csrf", handle.reveal(), browser.reveal()));
    }

    /** The request of a handle, for the browser that began it, while it waits. */
    Optional<PendingRequest> find(TokenText handle, TokenText browser) {
        return connections.lend(session -> {
            var query = session.prepare(COLUMNS + "where hash = ? and browser = ? and decided is null and expires > ?");
            query.setBytes(1, handle.hash());
            query.setBytes(2, browser.hash());
            query.setLong(3, now());
            return one(query.executeQuery());
        });
    }

    /** The request that somebody at the box was shown the code of. */
    Optional<PendingRequest> find(UserCode boxCode) {
        return connections.lend(session -> {
            var query = session.prepare(COLUMNS + "where box_code = ? and decided is null and expires > ?");
            query.setBytes(1, boxCode.hash());
            query.setLong(2, now());
            return one(query.executeQuery());
        });
    }

    /**
     * What became of the request of a device.
     *
     * @param clientId who asked
     * @param allowed  whether a member allowed it
     */
    record Decided(String clientId, boolean allowed) {
    }

    /** The request of a device that was decided, for the browser that began it, while it is kept. */
    Optional<Decided> decided(TokenText handle, TokenText browser) {
        return connections.lend(session -> {
            var query = session.prepare("select r.client, d.decided from request r join device d on d.hash = r.device "
                    + "where r.hash = ? and r.browser = ? and r.decided is not null and d.decided is not null and r.expires > ?");
            query.setBytes(1, handle.hash());
            query.setBytes(2, browser.hash());
            query.setLong(3, now());
            try (var rows = query.executeQuery()) {
                return rows.next() ? Optional.of(new Decided(rows.getString("client"), rows.getString("decided").equals("allowed"))) : Optional.empty();
            }
        });
    }

    /** At the box a member was told who asks and said that it is he. */
    boolean approve(UserCode boxCode, String member) {
        return connections.lend(session -> session.alone(alone -> {
            var update = alone.prepare("update request set member = (select id from member where name = ?), boxed = 1 where box_code = ? and decided is null "
                    + "and expires > ? and member is null returning client");
            update.setString(1, member);
            update.setBytes(2, boxCode.hash());
            update.setLong(3, now());
            String client;
            try (var rows = update.executeQuery()) {
                if (!rows.next()) {
                    return false;
                }
                client = rows.getString(1);
            }
            audit.write(alone, AuditTrail.Event.of("signed in").member(member).client(client).detail("at the box"));
            return true;
        }));
    }

    /**
     * A member has proven himself. The browser gets another secret, so that whoever knew the first one gains nothing (SEC-29).
     *
     * @return whether the request still waited and the proof still holds: who was removed or has another passphrase by now is not let in (AS-15)
     */
    boolean signedIn(PendingRequest request, Proof proof, TokenText browser, String address) {
        return connections.lend(session -> session.alone(alone -> {
            // a comparison takes its time; where nothing was compared, the last condition is always true
            var update = alone.prepare("update request set member = m.id, browser = ? from member m where hash = ? and decided is null "
                    + "and request.expires > ? and m.name = ? and m.passphrase is coalesce(?, m.passphrase)");
            update.setBytes(1, browser.hash());
            update.setBytes(2, request.hash());
            update.setLong(3, now());
            update.setString(4, proof.member());
            update.setString(5, proof.hash().orElse(null));
            boolean done = update.executeUpdate() > 0;
            if (done) {
                audit.write(alone, AuditTrail.Event.of("signed in").member(proof.member()).client(request.asked().clientId()).address(address)
                        .detail(proof.how()));
            }
            return done;
        }));
    }

    /**
     * The browser of a request that was approved at the box gets another secret, as {@link #signedIn} gives it one: whoever knew the first one and comes
     * later gains nothing (SEC-29).
     *
     * @param before the secret that it has
     * @return whether it was the first to come with it
     */
    boolean renewed(PendingRequest request, TokenText before, TokenText browser) {
        return connections.lend(session -> session.alone(alone -> {
            var update = alone.prepare("update request set browser = ?, boxed = 0 where hash = ? and browser = ? and boxed = 1 and decided is null "
                    + "and expires > ?");
            update.setBytes(1, browser.hash());
            update.setBytes(2, request.hash());
            update.setBytes(3, before.hash());
            update.setLong(4, now());
            return update.executeUpdate() > 0;
        }));
    }

    /** Decides a request in the name of its caller's transaction; true for the one that was first. */
    boolean decide(Connections.Session alone, PendingRequest request) throws SQLException {
        var update = alone.prepare("update request set decided = ? where hash = ? and decided is null and expires > ?");
        update.setLong(1, now());
        update.setBytes(2, request.hash());
        update.setLong(3, now());
        return update.executeUpdate() > 0;
    }

    /** Somebody said no; true for the one that was first. */
    boolean deny(PendingRequest request, String address) {
        return connections.lend(session -> session.alone(alone -> {
            boolean first = decide(alone, request);
            if (first) {
                var event = AuditTrail.Event.of("denied").client(request.asked().clientId()).address(address);
                audit.write(alone, request.member().map(event::member).orElse(event));
                if (request.device().isPresent()) {
                    var device = alone.prepare("update device set decided = 'denied' where hash = ? and decided is null");
                    device.setBytes(1, request.device().get().hash());
                    device.executeUpdate();
                }
            }
            return first;
        }));
    }

    private static Optional<PendingRequest> one(ResultSet rows) throws SQLException {
        try (rows) {
            if (!rows.next()) {
                return Optional.empty();
            }
            AuthorizationRequest asked = new AuthorizationRequest(rows.getString("client"), rows.getString("redirect_uri"), rows.getBoolean("redirected"),
                    Optional.ofNullable(rows.getString("state")), Scopes.parse(rows.getString("scope")), rows.getString("resource"),
                    Optional.ofNullable(rows.getString("challenge")));
            byte[] hash = rows.getBytes("device");
            String code = rows.getString("user_code");
            Optional<DeviceCodes.Waiting> device = hash == null ? Optional.empty()
                    : UserCode.parse(code).map(shown -> new DeviceCodes.Waiting(asked, hash, shown));
            return Optional.of(new PendingRequest(asked, device, rows.getString("address"),
                    Moments.get(rows, "created"), Moments.get(rows, "expires"), Optional.ofNullable(rows.getString("member_name")),
                    rows.getBoolean("boxed"), rows.getBytes("hash")));
        }
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
