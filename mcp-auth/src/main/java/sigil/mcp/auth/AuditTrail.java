package sigil.mcp.auth;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What was granted, used, refused and revoked: when, for whom, from where. Never a secret; and what strangers had a say in is kept as text that can be
 * seen, so that it neither breaks a line nor moves a terminal.
 */
public final class AuditTrail {
    /** Older than this, and beyond this many, events are let go of. */
    private static final long KEPT_SECONDS = 365L * 24 * 3_600;
    private static final int MOST_KEPT = 100_000;
    /** Of each kind that anybody can bring about, fewer are kept: a flood of these must not wash away what members and their clients did. */
    private static final int MOST_OF_STRANGERS = 20_000;
    private static final String OF_STRANGERS = "event where what in ('refused', 'client added') and member is null";
    /** Who tries to be a member is kept apart: no flood of clients washes away a wrong passphrase. */
    private static final String OF_GUESSES = "event where what = 'refused' and member is not null";

    private final Connections connections;
    private final Clock clock;
    private final Repeats repeats = new Repeats();

    AuditTrail(Connections connections, Clock clock) {
        this.connections = connections;
        this.clock = clock;
    }

    /**
     * Something that happened.
     *
     * @param id      its number, in order
     * @param at      when, in whole seconds
     * @param what    a word such as {@code granted}
     * @param member  who, where it is known
     * @param client  the {@code client_id}, where there is one
     * @param grant   the number of the grant, where there is one
     * @param address from where; empty for the box itself
     * @param detail  a few words for the owner
     */
    public record Event(long id, Instant at, String what, Optional<String> member, Optional<String> client, Optional<Long> grant,
                        Optional<String> address, Optional<String> detail) {
        /** Checks that nothing is missing. */
        public Event {
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(what, "what");
        }

        /** An event that is not written down yet. */
        static Event of(String what) {
            return new Event(0, Instant.EPOCH, what, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        Event member(String name) {
            return new Event(id, at, what, Optional.of(name), client, grant, address, detail);
        }

        Event client(String clientId) {
            return new Event(id, at, what, member, Optional.of(clientId), grant, address, detail);
        }

        Event grant(long number) {
            return new Event(id, at, what, member, client, Optional.of(number), address, detail);
        }

        Event address(String from) {
            return new Event(id, at, what, member, client, grant, Optional.of(from).filter(text -> !text.isEmpty()), detail);
        }

        Event detail(String words) {
            return new Event(id, at, what, member, client, grant, address, Optional.of(words));
        }
    }

    /** Writes an event down by itself. */
    void write(Event event) {
        connections.lend(session -> session.alone(alone -> {
            write(alone, event);
            return null;
        }));
    }

    /** Writes down what anybody may repeat as often as he likes: once a minute, and with it how often it happened. */
    void writeOnce(Event event) {
        repeats.count(event, clock.instant().getEpochSecond()).ifPresent(this::write);
    }

    /** Writes an event down with what it tells of, wholly or not at all. */
    void write(Connections.Session alone, Event event) throws SQLException {
        var insert = alone.prepare("insert into event (at, what, member, client, grant_id, address, detail) values (?, ?, ?, ?, ?, ?, ?)");
        insert.setLong(1, clock.instant().getEpochSecond());
        insert.setString(2, event.what());
        insert.setString(3, event.member().orElse(null));
        insert.setString(4, event.client().map(VisibleText::of).orElse(null));
        insert.setObject(5, event.grant().orElse(null));
        insert.setString(6, event.address().orElse(null));
        insert.setString(7, event.detail().map(VisibleText::of).orElse(null));
        insert.executeUpdate();
    }

    /**
     * The latest events.
     *
     * @param most how many at most, at least 1
     * @return the newest first
     */
    public List<Event> latest(int most) {
        return connections.lend(session -> {
            var query = session.prepare("select * from event order by id desc limit ?");
            query.setInt(1, most);
            List<Event> events = new ArrayList<>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    long grant = rows.getLong("grant_id");
                    Optional<Long> granted = rows.wasNull() ? Optional.empty() : Optional.of(grant);
                    events.add(new Event(rows.getLong("id"), Moments.get(rows, "at"), rows.getString("what"),
                            Optional.ofNullable(rows.getString("member")), Optional.ofNullable(rows.getString("client")), granted,
                            Optional.ofNullable(rows.getString("address")), Optional.ofNullable(rows.getString("detail"))));
                }
            }
            return List.copyOf(events);
        });
    }

    /** From where members signed in or granted something: so many different addresses at most, the latest first. */
    List<String> addressesOfMembers(int most) {
        return connections.lend(session -> {
            var query = session.prepare("select address from event where what in ('signed in', 'granted') and address is not null group by address "
                    + "order by max(id) desc limit ?");
            query.setInt(1, most);
            List<String> addresses = new ArrayList<>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    addresses.add(rows.getString(1));
                }
            }
            return List.copyOf(addresses);
        });
    }

    /** Writes down what was only counted so far, and lets go of what is older than it is kept. */
    void purge(Connections.Session alone, long now) throws SQLException {
        for (Event event : repeats.over(now)) {
            write(alone, event);
        }
        for (String few : List.of(OF_STRANGERS, OF_GUESSES)) {
            var delete = alone.prepare("delete from " + few + " and id <= (select id from " + few + " order by id desc limit 1 offset ?)");
            delete.setInt(1, MOST_OF_STRANGERS);
            delete.executeUpdate();
        }
        var old = alone.prepare("delete from event where at < ? or id <= (select id from event order by id desc limit 1 offset ?)");
        old.setLong(1, now - KEPT_SECONDS);
        old.setLong(2, MOST_KEPT);
        old.executeUpdate();
    }
}
