package sigil.mcp.auth;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Hashes passphrases and compares them, slowly on purpose: whoever steals the database pays for each guess what the server pays for each sign-in.
 *
 * <p>Because it is slow it is bounded: half of the processors at the most, with a short queue before them. Who finds the queue full is told so at
 * once. A flood thus costs half of the machine, and whoever is let into the queue is answered within a few seconds.
 *
 * <p>Whether a member exists, has a passphrase, or has one from a time when hashes cost less makes no difference in time.
 */
final class Passphrases {
    /** docs/adr/0017: about 0.3 s of one processor. */
    static final int ITERATIONS = 210_000;
    private static final int QUEUED_PER_RUNNING = 4;
    private static final Duration WAIT = Duration.ofSeconds(2);

    private final int iterations;
    private final PassphraseHash.Stretch stretch;
    private final PassphraseHash none;
    /** Who runs and who waits, together. */
    private final Semaphore places;
    private final Semaphore running;

    Passphrases() {
        this(ITERATIONS, Math.max(1, Runtime.getRuntime().availableProcessors() / 2), Pbkdf2::derive);
    }

    Passphrases(int iterations, int atOnce, PassphraseHash.Stretch stretch) {
        this.iterations = iterations;
        this.stretch = stretch;
        this.none = PassphraseHash.ofNone(iterations);
        this.places = new Semaphore(atOnce * (1 + QUEUED_PER_RUNNING));
        this.running = new Semaphore(atOnce, true);
    }

    /** Hashes a passphrase that was chosen; for the owner on the box, whom no queue turns away. */
    PassphraseHash hash(Passphrase chosen) {
        running.acquireUninterruptibly();
        try {
            return PassphraseHash.of(chosen, iterations, stretch);
        } finally {
            running.release();
        }
    }

    /**
     * Compares what somebody typed.
     *
     * @param typed left as it is; to be wiped by whoever holds it
     * @param kept  the hash of the member whom he says to be; empty if there is none, which costs as much
     */
    PassphraseCheck check(char[] typed, Optional<PassphraseHash> kept) {
        Optional<Passphrase> prepared = Passphrase.typed(typed);
        if (prepared.isEmpty()) {
            // nobody's passphrase, whoever he says to be: to say so at once tells nothing
            return new PassphraseCheck.Wrong();
        }
        try (Passphrase passphrase = prepared.get()) {
            return inTurn(passphrase, kept);
        }
    }

    private PassphraseCheck inTurn(Passphrase passphrase, Optional<PassphraseHash> kept) {
        if (!places.tryAcquire()) {
            return new PassphraseCheck.Busy(WAIT);
        }
        try {
            running.acquire();
            try {
                return compared(passphrase, kept);
            } finally {
                running.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new PassphraseCheck.Busy(WAIT);
        } finally {
            places.release();
        }
    }

    private PassphraseCheck compared(Passphrase passphrase, Optional<PassphraseHash> kept) {
        boolean right = kept.orElse(none).matches(passphrase, iterations, stretch);
        return right && kept.isPresent()
                ? new PassphraseCheck.Right(kept.filter(old -> old.needsRehash(iterations)).map(_ -> PassphraseHash.of(passphrase, iterations, stretch)))
                : new PassphraseCheck.Wrong();
    }
}
