package sigil.mcp.auth;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** How often something may be tried, for one subject such as an address. Pure functions of what was tried before and of the time. */
sealed interface Limit {
    /** How long to wait before the next try; zero if it may be made now. */
    Duration wait(Trace trace, long now);

    /** What is known after one more try. */
    Trace tried(Optional<Trace> before, long now);

    /** What is known after a try turned out to be none: it was made, but came to nothing. */
    Optional<Trace> withdrawn(Trace trace, long now);

    /** What is known after a try succeeded. */
    Optional<Trace> succeeded(Trace trace, long now);

    /** How much would be lost if the trace were forgotten, in tries; nothing if it is over. */
    long weight(Trace trace, long now);

    /**
     * What is known of a subject.
     *
     * @param tries how often it was tried
     * @param at    a moment in milliseconds, whose meaning the limit knows
     */
    record Trace(long tries, long at) {
    }

    /**
     * For guessing a secret: some tries are free, then each waits twice as long as the one before. A success clears the account.
     *
     * @param of       what is tried; two limits of different things are counted apart
     * @param free     tries without waiting
     * @param first    the wait after these
     * @param most     the longest wait
     * @param forgiven after this long without a try nothing is known any more
     */
    record Backoff(String of, int free, Duration first, Duration most, Duration forgiven) implements Limit {
        private static final long MOST_DOUBLINGS = 30;

        /** Checks the figures. */
        public Backoff {
            Objects.requireNonNull(of, "of");
            if (free < 1 || first.toMillis() < 1 || most.compareTo(first) < 0 || forgiven.compareTo(most) < 0) {
                throw new IllegalArgumentException("A back-off needs a free try, and waits that grow.");
            }
        }

        @Override
        public Duration wait(Trace trace, long now) {
            if (trace.tries() < free) {
                return Duration.ZERO;
            }
            Duration grown = first.multipliedBy(1L << Math.min(trace.tries() - free, MOST_DOUBLINGS));
            long delay = grown.compareTo(most) < 0 ? grown.toMillis() : most.toMillis();
            // a clock that was set back must not make it longer
            return Duration.ofMillis(Math.clamp(trace.at() + delay - now, 0L, delay));
        }

        @Override
        public Trace tried(Optional<Trace> before, long now) {
            return new Trace(before.filter(trace -> weight(trace, now) > 0).map(Trace::tries).orElse(0L) + 1, now);
        }

        @Override
        public Optional<Trace> withdrawn(Trace trace, long now) {
            return Optional.of(new Trace(trace.tries() - 1, trace.at())).filter(left -> left.tries() > 0);
        }

        @Override
        public Optional<Trace> succeeded(Trace trace, long now) {
            return Optional.empty();
        }

        @Override
        public long weight(Trace trace, long now) {
            return now - trace.at() >= forgiven.toMillis() ? 0 : trace.tries();
        }
    }

    /**
     * A ceiling: some tries at once, then one in every interval, by the generic cell rate algorithm. A success gives its try back; where successes
     * count too, such as for registrations, they are not reported.
     *
     * @param of    what is tried; two limits of different things are counted apart
     * @param burst tries at once
     * @param every the time in which one more is allowed
     */
    record Rate(String of, int burst, Duration every) implements Limit {
        /** Checks the figures. */
        public Rate {
            Objects.requireNonNull(of, "of");
            if (burst < 1 || every.toMillis() < 1) {
                throw new IllegalArgumentException("A rate needs a burst and an interval.");
            }
        }

        // at: the moment at which all tries would have been made if each had kept its interval
        @Override
        public Duration wait(Trace trace, long now) {
            return Duration.ofMillis(Math.max(0, due(trace, now) - now - (burst - 1) * every.toMillis()));
        }

        @Override
        public Trace tried(Optional<Trace> before, long now) {
            return new Trace(0, before.map(trace -> due(trace, now)).orElse(now) + every.toMillis());
        }

        @Override
        public Optional<Trace> withdrawn(Trace trace, long now) {
            return Optional.of(new Trace(0, due(trace, now) - every.toMillis())).filter(left -> left.at() > now);
        }

        @Override
        public Optional<Trace> succeeded(Trace trace, long now) {
            return withdrawn(trace, now);
        }

        @Override
        public long weight(Trace trace, long now) {
            return Math.ceilDiv(due(trace, now) - now, every.toMillis());
        }

        /** Within what can be: a clock that was set back must not make it longer. */
        private long due(Trace trace, long now) {
            return Math.clamp(trace.at(), now, now + burst * every.toMillis());
        }
    }
}
