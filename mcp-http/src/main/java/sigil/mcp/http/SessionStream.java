package sigil.mcp.http;

import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import sigil.mcp.core.Session;

/**
 * The answer to {@code GET}: either the rest of a stream that lost its connection, or what a server has to say outside the answers to
 * requests (2025-11-25, transports, "Listening for Messages from the Server"). Runs on the thread of the request until somebody ends it.
 */
final class SessionStream implements Watched {
    private static final long NEVER = Long.MAX_VALUE;

    private final ServerRequest request;
    private final ServerResponse response;
    private final EventStream events;
    private final HttpLimits limits;
    private final Connection connection = Connection.current();
    private final Worker worker = new Worker();
    private final Runnable takenOver = this::takenOver;
    private final CountDownLatch silent = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final long pollAt;
    private volatile long beatAt;
    private SseResponse sse;
    private boolean ended;
    private volatile boolean gone;

    private SessionStream(ServerRequest request, ServerResponse response, EventStream events, HttpLimits limits, long pollAt) {
        this.request = request;
        this.response = response;
        this.events = events;
        this.limits = limits;
        this.pollAt = pollAt;
        this.beatAt = System.nanoTime() + limits.heartbeat().toNanos();
    }

    /** For the rest of an answer, which may itself be cut into parts. */
    static SessionStream ofAnswer(ServerRequest request, ServerResponse response, EventStream events, HttpLimits limits) {
        return new SessionStream(request, response, events, limits, System.nanoTime() + limits.pollAfter().toNanos());
    }

    /** For what belongs to no request. */
    static SessionStream standalone(ServerRequest request, ServerResponse response, EventStream events, HttpLimits limits) {
        return new SessionStream(request, response, events, limits, NEVER);
    }

    /** Sends the rest of the stream, until it ends. */
    void resume(long after) {
        run(() -> {
            long place = after;
            while (true) {
                List<EventStream.Event> more = events.await(place);
                if (more.isEmpty()) {
                    return;
                }
                for (EventStream.Event event : more) {
                    write(event.bytes());
                    place = event.sequence();
                }
            }
        });
    }

    /** Sends what the session has to say, beginning with what a client has missed. */
    void listen(Session session, long after) {
        run(() -> {
            for (EventStream.Event missed : events.after(after)) {
                write(missed.bytes());
            }
            while (true) {
                // kept before it is sent: a connection that breaks on it loses nothing
                write(events.append(session.feed().take()));
            }
        });
    }

    @FunctionalInterface
    private interface Sending {
        void send() throws InterruptedException;
    }

    private void run(Sending sending) {
        // before the client hears anything: whoever comes because of what it heard is the newer one
        events.takeOver(takenOver);
        try {
            lock.lock();
            try {
                sse = SseResponse.open(request, response);
            } finally {
                lock.unlock();
            }
            write(SseEvent.keepAlive());
            connection.watch(this::left);
            sending.send();
        } catch (InterruptedException e) {
            // somebody ended it, or the client has gone
        } finally {
            finish();
        }
        if (gone) {
            throw new CloseConnectionException("The client went away");
        }
    }

    private void finish() {
        silent.countDown();
        events.leave(takenOver);
        worker.done();
        lock.lock();
        try {
            ended = true;
            if (!gone) {
                connection.write(sse::close);
            }
        } catch (RuntimeException e) {
            gone = true;
        } finally {
            lock.unlock();
        }
    }

    private void write(byte[] event) throws InterruptedException {
        lock.lock();
        try {
            if (gone || ended) {
                throw new InterruptedException("The stream is over");
            }
            connection.write(() -> sse.write(event));
            beatAt = System.nanoTime() + limits.heartbeat().toNanos();
        } catch (RuntimeException e) {
            gone = true;
            throw new InterruptedException("The client went away");
        } finally {
            lock.unlock();
        }
    }

    /** Somebody newer reads from now on: it ends, and has added its last event to the stream, or the newer one would not know of that. */
    private void takenOver() {
        end();
        try {
            silent.await(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            // somebody newer still
            Thread.currentThread().interrupt();
        }
    }

    private void left() {
        gone = true;
        end();
    }

    /** Ends it; what is unsent stays for the next connection. */
    private void end() {
        worker.interrupt();
    }

    boolean clientGone() {
        return gone;
    }

    @Override
    public boolean due(long now) {
        return now - beatAt >= 0 || pollAt != NEVER && now - pollAt >= 0;
    }

    @Override
    public void look(long now) {
        if (!lock.tryLock()) {
            if (connection.stuck(now, limits.heartbeat().multipliedBy(2))) {
                connection.close();
            }
            return;
        }
        try {
            if (pollAt != NEVER && now - pollAt >= 0) {
                write(SseEvent.retry(EventStream.RETRY_MILLIS));
                end();
            } else if (now - beatAt >= 0) {
                write(SseEvent.keepAlive());
            }
        } catch (InterruptedException e) {
            end();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void stop() {
        end();
    }

    @Override
    public boolean longLived() {
        return true;
    }
}
