package sigil.mcp.auth;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who may let clients in. There is always the owner, with the number 1. */
public final class Members {
    /** The owner's name. */
    public static final String OWNER = "owner";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{0,31}");

    private final Connections connections;
    private final Clock clock;
    private final AuditTrail audit;

    Members(Connections connections, Clock clock, AuditTrail audit) {
        this.connections = connections;
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * Everybody.
     *
     * @return the owner first, then in the order in which they came
     */
    public List<Member> list() {
        return connections.lend(session -> {
            List<Member> members = new ArrayList<>();
            try (var rows = session.prepare("select * from member order by id").executeQuery()) {
                while (rows.next()) {
                    members.add(member(rows));
                }
            }
            return List.copyOf(members);
        });
    }

    /**
     * One of them.
     *
     * @param name his name
     * @return him, if there is somebody of that name
     */
    public Optional<Member> find(String name) {
        return connections.lend(session -> {
            var query = session.prepare("select * from member where name = ?");
            query.setString(1, name);
            try (var rows = query.executeQuery()) {
                return rows.next() ? Optional.of(member(rows)) : Optional.empty();
            }
        });
    }

    /**
     * Makes somebody a member of the household.
     *
     * @param name a lower-case letter, then up to 31 lower-case letters, digits, dots, dashes and underscores
     * @return him
     * @throws IllegalArgumentException if the name is none or taken; the message is for the owner
     */
    public Member add(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("The name of a member is a lower-case letter and up to 31 of a-z 0-9 . _ -; choose another.");
        }
        return connections.lend(session -> session.alone(alone -> {
            var insert = alone.prepare("insert into member (name, created) values (?, ?) on conflict do nothing returning *");
            insert.setString(1, name);
            insert.setLong(2, clock.instant().getEpochSecond());
            try (var rows = insert.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalArgumentException("There is a member called %s already; choose another name.".formatted(name));
                }
                Member made = member(rows);
                audit.write(alone, AuditTrail.Event.of("member added").member(name));
                return made;
            }
        }));
    }

    /**
     * Removes somebody with everything that he granted, from the next request on.
     *
     * @param name his name
     * @return whether there was somebody of that name
     * @throws IllegalArgumentException if it is the owner
     */
    public boolean remove(String name) {
        if (name.equals(OWNER)) {
            throw new IllegalArgumentException("The owner cannot be removed; whoever has the box is its owner.");
        }
        return connections.lend(session -> session.alone(alone -> {
            var delete = alone.prepare("delete from member where name = ?");
            delete.setString(1, name);
            boolean removed = delete.executeUpdate() > 0;
            if (removed) {
                audit.write(alone, AuditTrail.Event.of("member removed").member(name));
            }
            return removed;
        }));
    }

    /** The hash of somebody's passphrase in its text form, if he has set one. */
    Optional<String> passphrase(String name) {
        return connections.lend(session -> {
            var query = session.prepare("select passphrase from member where name = ?");
            query.setString(1, name);
            try (var rows = query.executeQuery()) {
                return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
            }
        });
    }

    /**
     * Sets somebody's passphrase, and keeps a slow hash of it. What he granted before is revoked (AS-15), because a passphrase is changed when it may be
     * known; a first one changes nothing.
     *
     * @param name   who
     * @param chosen what he typed; wiped before this returns, whatever comes of it
     * @return how many grants were revoked
     * @throws IllegalArgumentException if it is not good enough, or there is nobody of that name; the message is for him and names the cure
     */
    public int setPassphrase(String name, char[] chosen) {
        try (Passphrase passphrase = Passphrase.chosen(chosen, name)) {
            return passphrase(name, new Passphrases().hash(passphrase).text());
        } finally {
            Arrays.fill(chosen, '\0');
        }
    }

    /**
     * Sets somebody's passphrase. What he granted before is revoked (AS-15), because a passphrase is changed when it may be known; a first one
     * changes nothing.
     *
     * @param name who
     * @param hash the text form of its hash
     * @return how many grants were revoked
     * @throws IllegalArgumentException if there is nobody of that name
     */
    int passphrase(String name, String hash) {
        return connections.lend(session -> session.alone(alone -> {
            var before = alone.prepare("select id, passphrase from member where name = ?");
            before.setString(1, name);
            long id;
            boolean first;
            try (var rows = before.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalArgumentException("There is no member called %s.".formatted(name));
                }
                id = rows.getLong(1);
                first = rows.getString(2) == null;
            }
            var update = alone.prepare("update member set passphrase = ? where id = ?");
            update.setString(1, hash);
            update.setLong(2, id);
            update.executeUpdate();
            audit.write(alone, AuditTrail.Event.of("passphrase set").member(name));
            return first ? 0 : end(alone, id, name);
        }));
    }

    /** What was done with a passphrase that may be known: what was granted ends, and what waits for a decision too. */
    private int end(Connections.Session alone, long member, String name) throws SQLException {
        long now = clock.instant().getEpochSecond();
        var waiting = alone.prepare("update request set decided = ? where member = ? and decided is null");
        waiting.setLong(1, now);
        waiting.setLong(2, member);
        waiting.executeUpdate();
        var revoke = alone.prepare("update grant set revoked = ?, reason = 'passphrase changed' where member = ? and revoked is null "
                + "returning id, client");
        revoke.setLong(1, now);
        revoke.setLong(2, member);
        List<AuditTrail.Event> ended = new ArrayList<>();
        try (var rows = revoke.executeQuery()) {
            while (rows.next()) {
                ended.add(AuditTrail.Event.of("revoked").member(name).client(rows.getString("client")).grant(rows.getLong("id"))
                        .detail("passphrase changed"));
            }
        }
        for (AuditTrail.Event event : ended) {
            audit.write(alone, event);
        }
        return ended.size();
    }

    /**
     * Keeps a hash with better parameters of the same passphrase.
     *
     * @param old the text form of the hash that it takes the place of
     * @return false, and nothing is changed, if the member has another one by now
     */
    boolean rehashed(String name, String old, String hash) {
        return connections.lend(session -> session.alone(alone -> {
            var update = alone.prepare("update member set passphrase = ? where name = ? and passphrase = ?");
            update.setString(1, hash);
            update.setString(2, name);
            update.setString(3, old);
            return update.executeUpdate() > 0;
        }));
    }

    private static Member member(ResultSet row) throws SQLException {
        return new Member(row.getLong("id"), row.getString("name"), row.getString("passphrase") != null, Moments.get(row, "created"));
    }
}
