package sigil.mcp.auth;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.sqlite.SQLiteConfig;

/**
 * A few connections to one database, each used by one thread at a time.
 *
 * <p>Virtual threads come by the hundred and SQLite works on the carrier, so more connections than carriers would gain nothing. A
 * connection that failed is closed and replaced, so that a fault of the disk heals without a restart.
 */
final class Connections implements AutoCloseable {
    /** How long a thread waits for a connection, and SQLite for another process. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Path database;
    private final int size;
    private final Semaphore permits;
    private final ConcurrentLinkedDeque<Session> idle = new ConcurrentLinkedDeque<>();
    private final AtomicLong changes = new AtomicLong();
    private final Turn turn = new Turn();
    private volatile boolean closed;

    Connections(Path database, int size) {
        this.database = database;
        this.size = size;
        this.permits = new Semaphore(size, true);
    }

    /** What is done with a connection while it is one's own. */
    @FunctionalInterface
    interface Work<T> {
        T with(Session session) throws SQLException;
    }

    /**
     * Whose turn it is to write. SQLite would let a writer wait inside a native call, which keeps its carrier and so all other virtual threads from
     * running, and would look in ever longer intervals, which starves whoever came first.
     */
    private static final class Turn {
        private final ReentrantLock lock = new ReentrantLock(true);

        void take() {
            try {
                if (!lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new AuthStoreException("The token store is too busy: others have been writing for %d s.".formatted(PATIENCE.toSeconds()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AuthStoreException("The wait for the token store was interrupted.");
            }
        }

        void end() {
            lock.unlock();
        }
    }

    /** One connection and the statements prepared on it. */
    static final class Session {
        private final Connection connection;
        private final AtomicLong changes;
        private final Turn turn;
        private final Map<String, PreparedStatement> prepared = new HashMap<>();
        private OptionalInt dataVersion = OptionalInt.empty();

        private Session(Connection connection, AtomicLong changes, Turn turn) {
            this.connection = connection;
            this.changes = changes;
            this.turn = turn;
        }

        /** The statement of this text, prepared once for each connection; the texts are the program's own, so they are few. */
        PreparedStatement prepare(String sql) throws SQLException {
            PreparedStatement known = prepared.get(sql);
            if (known == null) {
                known = connection.prepareStatement(sql);
                prepared.put(sql, known);
            }
            return known;
        }

        void run(String sql) throws SQLException {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        /** The first column of the first row, as text. */
        String ask(String sql) throws SQLException {
            try (var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
                return rows.next() ? rows.getString(1) : "";
            }
        }

        /** Does the work as the only writer of all processes, wholly or not at all. */
        <T> T alone(Work<T> work) throws SQLException {
            turn.take();
            try {
                return transaction(work);
            } finally {
                turn.end();
            }
        }

        private <T> T transaction(Work<T> work) throws SQLException {
            // for another process SQLite waits; IMMEDIATE takes the write lock first: a lock taken later, after a read, could not wait for its turn
            run("begin immediate");
            boolean done = false;
            try {
                T result = work.with(this);
                run("commit");
                done = true;
                return result;
            } finally {
                // SQLite tells a connection of the changes of others, not of its own
                changes.incrementAndGet();
                if (!done) {
                    rollBack();
                }
            }
        }

        /** What {@link Connections#version()} promises, as seen from here. */
        private long version() throws SQLException {
            // closed at once: a result that stays open would hold on to the past
            try (var rows = prepare("pragma data_version").executeQuery()) {
                rows.next();
                int now = rows.getInt(1);
                // a connection that never looked may have missed something
                if (dataVersion.isEmpty() || dataVersion.getAsInt() != now) {
                    dataVersion = OptionalInt.of(now);
                    changes.incrementAndGet();
                }
            }
            return changes.get();
        }

        private void rollBack() {
            try {
                run("rollback");
            } catch (SQLException e) {
                // SQLite has rolled back by itself (sqlite.org/lang_transaction.html); the first fault is the one to report
            }
        }
    }

    /**
     * A number that is another one after every change of the database, whichever thread or process made it: two equal answers say that nothing
     * was committed between them. It may differ without a change.
     *
     * <p>By {@code PRAGMA data_version} (sqlite.org/pragma.html), which looks at a counter in memory that all connections share.
     *
     * @throws AuthStoreException as {@link #lend(Work)} does
     */
    long version() {
        return lend(Session::version);
    }

    /**
     * Watches from now on whether what is read next is still so: true, decided anew each time it is asked, while nothing was committed since by
     * whichever thread or process. False, too, where the database cannot be read: whoever reads again meets the same fault and reports it.
     *
     * @throws AuthStoreException as {@link #lend(Work)} does
     */
    BooleanSupplier unchanged() {
        long before = version();
        return () -> {
            try {
                return version() == before;
            } catch (AuthStoreException e) {
                return false;
            }
        };
    }

    /**
     * Lends a connection to the work.
     *
     * @throws AuthStoreException if the database refuses, none is free in time, or this is closed
     */
    <T> T lend(Work<T> work) {
        take();
        Session session = null;
        boolean sound = false;
        try {
            session = idle.pollFirst();
            if (session == null) {
                session = new Session(open(), changes, turn);
            }
            T result = work.with(session);
            sound = true;
            return result;
        } catch (SQLException e) {
            throw AuthStoreException.of(database, e);
        } catch (IllegalArgumentException e) {
            sound = true; // the caller's argument was refused, and the transaction rolled back: the connection is good
            throw e;
        } finally {
            giveBack(session, sound);
        }
    }

    private void take() {
        try {
            if (closed) {
                throw new AuthStoreException("The token store is closed.");
            }
            if (!permits.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AuthStoreException("%s is too busy: no connection became free in %d s.".formatted(database, PATIENCE.toSeconds()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AuthStoreException("The wait for %s was interrupted.".formatted(database));
        }
    }

    private void giveBack(Session session, boolean sound) {
        try {
            if (session != null && sound && !closed) {
                idle.addFirst(session);
            } else if (session != null) {
                close(session);
            }
        } finally {
            permits.release();
        }
    }

    private Connection open() throws SQLException {
        var config = new SQLiteConfig();
        config.setBusyTimeout(Math.toIntExact(PATIENCE.toMillis()));
        config.enforceForeignKeys(true);
        // with WAL, NORMAL could forget the last revocations at a loss of power
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        // as a URI, because JDBC would take a question mark in a path for the beginning of its parameters
        return config.createConnection("jdbc:sqlite:" + database.toUri());
    }

    private static void close(Session session) {
        try {
            session.connection.close();
        } catch (SQLException e) {
            System.getLogger(Connections.class.getName()).log(System.Logger.Level.DEBUG, "A connection did not close: {0}", e.getMessage());
        }
    }

    /** Waits a while for what is running, then closes what is idle; whatever runs longer closes its connection when it ends. */
    @Override
    public void close() {
        closed = true;
        boolean quiet = false;
        try {
            quiet = permits.tryAcquire(size, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            for (Session session = idle.pollFirst(); session != null; session = idle.pollFirst()) {
                close(session);
            }
            if (quiet) {
                permits.release(size);
            }
        }
    }
}
