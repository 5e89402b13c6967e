package sigil.tunnel;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLException;

/**
 * Asks one way, each request with a ticket on a connection of its own.
 *
 * @param way    where to
 * @param signer makes the tickets and knows the proofs
 */
record Asker(Way way, ProbeSigner signer) {
    static final String TICKET = "Sigil-Probe";
    static final String PROOF = "Sigil-Probe-Answer";
    private static final int MOST_TRIES = 20;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    static final Duration PATIENCE = Duration.ofSeconds(20);

    Outcome ask(WireRequest request) {
        return ask(request, PATIENCE);
    }

    /** Asks, and waits so long for each next byte. */
    Outcome ask(WireRequest request, Duration patience) {
        Outcome outcome = once(request, patience);
        for (int tries = 1; tries < MOST_TRIES && isFull(request, outcome); tries++) {
            LockSupport.parkNanos(PAUSE.toNanos());
            outcome = once(request, patience);
        }
        return outcome;
    }

    /** Whether other doctors, or what is left of an earlier one, have all places for probes. */
    private static boolean isFull(WireRequest request, Outcome outcome) {
        return request.target().startsWith("/probe/") && outcome instanceof Outcome.Answered(WireAnswer answer, _, boolean proof) && proof
                && answer.status() == 429;
    }

    private Outcome once(WireRequest request, Duration patience) {
        ProbeTicket ticket = signer.ticket(request.method(), request.target(), Instant.now());
        long start = System.nanoTime();
        try (WireConnection connection = way.open()) {
            return on(connection, request, ticket, patience);
        } catch (IOException e) {
            return new Outcome.Broken(why(e), words(e), Duration.ofNanos(System.nanoTime() - start), ticket.nonce());
        }
    }

    /** Asks on a connection that is open. */
    Outcome ask(WireConnection connection, WireRequest request) {
        ProbeTicket ticket = signer.ticket(request.method(), request.target(), Instant.now());
        long start = System.nanoTime();
        try {
            return on(connection, request, ticket, PATIENCE);
        } catch (IOException e) {
            return new Outcome.Broken(why(e), words(e), Duration.ofNanos(System.nanoTime() - start), ticket.nonce());
        }
    }

    private Outcome on(WireConnection connection, WireRequest request, ProbeTicket ticket, Duration patience) throws IOException {
        WireAnswer answer = connection.exchange(request.with(TICKET, ticket.header()), patience);
        return new Outcome.Answered(answer, ticket.nonce(), signer.proves(ticket.nonce(), answer.value(PROOF)));
    }

    static Outcome.Break why(IOException failure) {
        return switch (failure) {
            case UnknownHostException _ -> Outcome.Break.NO_NAME;
            case ConnectException _ -> Outcome.Break.REFUSED;
            case SocketTimeoutException _ -> Outcome.Break.TIMEOUT;
            case SSLException _ -> Outcome.Break.TLS;
            default -> Outcome.Break.CLOSED;
        };
    }

    private static String words(IOException failure) {
        return switch (why(failure)) {
            case NO_NAME -> "no such name";
            case REFUSED -> "connection refused";
            case TIMEOUT -> "no answer in time";
            case TLS -> "no TLS: " + failure.getMessage();
            case CLOSED -> failure.getMessage() == null ? "the connection was closed" : failure.getMessage();
        };
    }
}
