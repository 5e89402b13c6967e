package sigil.mcp.auth;

import io.helidon.webserver.http.ServerResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * How often one network, and all together, may do what costs this server something. A network from which a member signed in before is not counted with
 * all: whoever fills that ceiling keeps strangers waiting, and nobody who lives here. Passphrases have a stricter guard of their own,
 * {@link SignInThrottle}.
 */
final class Attempts {
    private static final int ROOM = 10_000;

    /** What is counted. */
    enum Kind {
        /** An authorization request that begins: a row in the database for ten minutes. */
        REQUEST("authorization requests", 60, Duration.ofSeconds(10), 1_000, Duration.ofMillis(600)),
        /** A line in the audit trail for an authorization request that does not begin. */
        NOTE("refused authorization requests", 60, Duration.ofSeconds(10), 1_000, Duration.ofMillis(600)),
        /** A client that registers itself. */
        REGISTRATION("registrations", 20, Duration.ofMinutes(3), 200, Duration.ofSeconds(18)),
        /** A device that asks for a code. */
        DEVICE("device codes", 30, Duration.ofMinutes(2), 300, Duration.ofSeconds(12)),
        /** A code that somebody typed and that may be none. */
        CODE("typed codes", 10, Duration.ofMinutes(1), 100, Duration.ofSeconds(6)),
        /**
         * A request of the token endpoint or one of its neighbours that may be refused. There is no ceiling for all together: what is asked for
         * here cannot be guessed, and a stranger with many addresses would shut out the clients that are connected.
         */
        REFUSAL("refusals", 100, Duration.ofSeconds(6));

        private final List<Limit> limits;

        Kind(String of, int burst, Duration every) {
            this.limits = List.of(each(of, burst, every));
        }

        Kind(String of, int burst, Duration every, int burstOfAll, Duration everyOfAll) {
            this.limits = List.of(each(of, burst, every), new Limit.Rate(of, burstOfAll, everyOfAll));
        }

        private static Limit each(String of, int burst, Duration every) {
            return new Limit.Rate(of + " from one network", burst, every);
        }

        private Throttle.Key[] keys(String address, boolean familiar) {
            String network = ClientNetwork.of(address);
            return limits.stream().limit(familiar ? 1 : limits.size())
                    .map(limit -> new Throttle.Key(limit, limit == limits.getFirst() ? network : "")).toArray(Throttle.Key[]::new);
        }
    }

    /** Thrown where somebody must wait; the answer is 429. */
    static final class TooManyException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Duration after;

        TooManyException(Duration after) {
            super("too many", null, false, false);
            this.after = after;
        }

        /** When it makes sense to try again. */
        Duration after() {
            return after;
        }
    }

    private final Throttle throttle;
    private final FamiliarNetworks familiar;

    Attempts(Clock clock, FamiliarNetworks familiar) {
        this.throttle = new Throttle(clock, ROOM);
        this.familiar = familiar;
    }

    /**
     * Counts one.
     *
     * @throws TooManyException if that is one too many; it is not counted then
     */
    void count(Kind kind, String address) {
        if (throttle.check(keys(kind, address)) instanceof Throttle.Decision.Wait(var time)) {
            throw new TooManyException(time);
        }
    }

    /** Counts one if it is not one too many; whether it was counted. */
    boolean admits(Kind kind, String address) {
        return throttle.check(keys(kind, address)) instanceof Throttle.Decision.Go;
    }

    /** One that was counted was none. */
    void withdraw(Kind kind, String address) {
        throttle.withdrawn(keys(kind, address));
    }

    private Throttle.Key[] keys(Kind kind, String address) {
        return kind.keys(address, familiar.contains(address));
    }

    /**
     * Does the work of an endpoint, unless its client was refused too often. What is not refused does not count, nor what failed for a reason that
     * lies here.
     */
    void guard(ServerResponse response, String address, Runnable work) {
        try {
            count(Kind.REFUSAL, address);
            work.run();
            withdraw(Kind.REFUSAL, address);
        } catch (TooManyException e) {
            OAuthAnswers.tooMany(response, e.after().toSeconds());
        } catch (OAuthException e) {
            if (e.code() == OAuthException.Code.AUTHORIZATION_PENDING || e.code() == OAuthException.Code.SLOW_DOWN) {
                withdraw(Kind.REFUSAL, address);
            }
            throw e;
        } catch (AuthStoreException e) {
            withdraw(Kind.REFUSAL, address);
            throw e;
        }
    }
}
