package sigil.mcp.auth;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Fetches the document of a client without being led anywhere else (OAuth Client ID Metadata Document, "Client Information Discovery", "Server Side
 * Request Forgery" and "Maximum Response Size").
 *
 * <p>One GET over TLS to port 443 of an address on the public internet, which was judged before it was connected to; never to this server's own
 * host or a neighbour. No redirect is followed, nothing is sent that tells of this server but its name and version, and only an answer of status
 * 200 that is JSON, uncompressed, and up to 16 KB long is taken. After five seconds it is over, whatever the host does meanwhile. A host is asked
 * ten times a minute at the most, and four at once.
 *
 * <p>None of this can be configured.
 */
final class GuardedFetch implements DocumentSource {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int PER_MINUTE = 10;
    private static final int AT_ONCE = 4;

    private final String self;
    private final String agent;
    private final Network network;
    private final FetchBudget budget;
    private final Duration limit;
    private final InstantSource clock;

    /**
     * Creates the fetch of the product.
     *
     * @param self    whose host is never asked: it would wait for itself
     * @param version of this program
     */
    GuardedFetch(Issuer self, String version) {
        this(self, version, new PublicInternet(), new FetchBudget(PER_MINUTE, AT_ONCE, InstantSource.system()), LIMIT, InstantSource.system());
    }

    /** For tests, which have no public internet and less time. */
    GuardedFetch(Issuer self, String version, Network network, FetchBudget budget, Duration limit, InstantSource clock) {
        this.self = self.origin().getHost();
        this.agent = "sigil-mcp/" + version;
        this.network = network;
        this.budget = budget;
        this.limit = limit;
        this.clock = clock;
    }

    @Override
    public Fetched get(ClientIdUrl url) {
        if (url.host().equals(self)) {
            return new Fetched.Failed("%s is this server itself, which is no client. The client has to name a document of its own."
                    .formatted(self), false);
        }
        Optional<String> refusal = budget.take(url.host());
        if (refusal.isPresent()) {
            return new Fetched.Failed(refusal.get(), false);
        }
        var attempt = new FetchAttempt(url, agent, network, limit, clock);
        var task = new FutureTask<>(() -> {
            try {
                return attempt.run();
            } finally {
                budget.giveBack();
            }
        });
        // a platform thread: a name service that is slow holds the thread that asks it, and nobody else shall wait for that
        Thread.ofPlatform().daemon().name("client-document").start(task);
        return awaited(url, attempt, task);
    }

    private Fetched awaited(ClientIdUrl url, FetchAttempt attempt, FutureTask<Fetched> task) {
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            attempt.abort();
            return new Fetched.Failed("%s took too long to send its document. Try again later.".formatted(url.host()), false);
        } catch (InterruptedException e) {
            attempt.abort();
            Thread.currentThread().interrupt();
            return new Fetched.Failed("This server is stopping. Try again when it runs again.", false);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Fetching " + url.value() + " met a fault of this program", e.getCause());
        }
    }
}
