package sigil.mcp.app;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.http.Answered;
import sigil.mcp.http.Outcome;

/**
 * The last requests that went wrong, in memory, never more than twenty. The causes are words of this program: nothing of a request is kept but its route, its tool and
 * its id, so that no secret can be.
 *
 * <p>What happens all day is not among them: whoever comes without a good token, and strangers who ask for what is not there.
 */
final class RecentErrors {
    static final int MOST = 20;

    private final Clock clock;
    private final Deque<Entry> entries = new ArrayDeque<>();

    private record Entry(Instant at, Answered request, String cause) {
    }

    RecentErrors(Clock clock) {
        this.clock = clock;
    }

    /** Whether it is this server's fault, or its slowness. */
    static boolean isFailure(Answered request) {
        return request.outcome() == Outcome.FAULT || request.outcome() == Outcome.TIMED_OUT || request.status() >= 500 && request.outcome() != Outcome.STOPPED;
    }

    void add(Answered request) {
        Optional<String> cause = cause(request);
        if (cause.isPresent()) {
            enter(new Entry(clock.instant(), request, cause.get()));
        }
    }

    private synchronized void enter(Entry entry) {
        if (entries.size() >= MOST) {
            entries.removeLast();
        }
        entries.addFirst(entry);
    }

    private static Optional<String> cause(Answered request) {
        if (isFailure(request)) {
            return Optional.of(request.outcome() == Outcome.TIMED_OUT ? "took longer than limits.call_timeout_seconds and was stopped"
                    : request.outcome() == Outcome.STOPPED ? "the server was being stopped"
                    : request.status() == 503 ? "the server could not answer now: it was being stopped, or its database could not be read"
                    : "a fault in the server, which its log tells");
        }
        return switch (request.refusal()) {
            case "" -> request.known() && request.status() >= 400 && request.status() != 405 && request.status() != 499
                    ? Optional.of(request.status() == 404 && request.route().equals("/mcp") ? "its session has ended; a client begins another" : "refused by its status")
                    : Optional.empty();
            case "host" -> Optional.of("the Host header has a name that is not in server.allowed_hosts");
            case "origin" -> Optional.of("came from a page of an Origin that is not in server.allowed_origins");
            case "scope" -> Optional.of("the access token lacks the scope that this needs");
            case "busy" -> Optional.of("all places were taken, see limits.max_concurrent_calls and limits.max_streams");
            case "json" -> Optional.of("the body was no JSON");
            case "framing" -> Optional.of("the body was framed in a way that is refused");
            case "http" -> Optional.of("it was no valid HTTP/1.1");
            case "token" -> Optional.empty();
            default -> Optional.of("refused as an error of JSON-RPC, " + request.refusal());
        };
    }

    /** The newest first. */
    synchronized JsonArray json() {
        JsonArrayBuilder array = JsonCodec.array();
        for (Iterator<Entry> it = entries.iterator(); it.hasNext(); ) {
            Entry entry = it.next();
            array.add(JsonCodec.object()
                    .add("at", entry.at().toString())
                    .add("id", entry.request().id())
                    .add("route", entry.request().route())
                    .add("status", entry.request().status())
                    .add("tool", entry.request().tool())
                    .add("cause", entry.cause()));
        }
        return array.build();
    }
}
