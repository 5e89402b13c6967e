package sigil.mcp.auth;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

/**
 * The clients whose id is the URL of a document (OAuth Client ID Metadata Document).
 *
 * <p>{@link #resolve(String)} may fetch, and is called only after the owner has signed in: else any stranger could have this server send requests
 * wherever he likes (row CI-13). What has to be known of a client before that, and by the token endpoint, is what {@link #known(String)} says
 * without any network.
 *
 * <p>A document is used until it is stale, and then asked for again. If it cannot be had, then:
 * <ul>
 *   <li>For a vendor whom this program knows, its last document, or the copy that this program carries.</li>
 *   <li>For another, its last document, if that is not older than a month and its host does not say that there is none any more.</li>
 * </ul>
 * A document that was had but is no good is the word of its host: it stands in for no older one, and only a known vendor is admitted all the same, by
 * the copy. Neither a failure nor such a document is kept.
 *
 * <p>Anybody may publish a document, so a client that is found is not yet one to be trusted: the owner is always asked, and shown to where the
 * authorization would go.
 */
final class ClientDocuments {
    private static final System.Logger LOG = System.getLogger(ClientDocuments.class.getName());
    private static final Duration OLDEST = Duration.ofDays(30);

    private final DocumentSource source;
    private final DocumentStore store;
    private final RedirectUris redirects;
    private final PinnedDocuments pins;
    private final Set<String> allowedHosts;
    private final Clock clock;
    private final ConcurrentMap<String, CompletableFuture<Resolved>> running = new ConcurrentHashMap<>();

    /**
     * Creates them.
     *
     * @param source       where documents come from
     * @param store        where the last good one of each client is kept
     * @param redirects    which redirect URIs a client may have
     * @param allowedHosts hosts from which clients may be, known vendors included; empty if they may be from anywhere
     * @param clock        says when a document is stale
     */
    ClientDocuments(DocumentSource source, DocumentStore store, RedirectUris redirects, Set<String> allowedHosts, Clock clock) {
        this.source = source;
        this.store = store;
        this.redirects = redirects;
        this.pins = new PinnedDocuments(redirects);
        this.allowedHosts = allowedHosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        this.clock = clock;
    }

    /** A document that was kept, judged by the rules of today. */
    private record Copy(Resolved.Found found, Instant fresh, boolean strays) {
    }

    /**
     * What is known of a client without asking anybody: its last document, however old, or the copy that this program carries. For before the owner
     * has signed in, and for clients that have been granted something.
     *
     * @throws AuthStoreException if the store cannot be read
     */
    Optional<Resolved.Found> known(String clientId) {
        if (refusal(clientId).isPresent()) {
            return Optional.empty();
        }
        var url = new ClientIdUrl(clientId);
        Instant now = clock.instant();
        return kept(url).filter(copy -> !copy.strays() || isFresh(copy, now)).map(Copy::found).or(() -> pinned(url));
    }

    /**
     * Finds out what a client is, by a fetch where that is needed. Only for an owner who has signed in. Several at once for one client fetch once.
     *
     * @throws AuthStoreException if the store cannot be read or written
     */
    Resolved resolve(String clientId) {
        Optional<String> refusal = refusal(clientId);
        if (refusal.isPresent()) {
            return new Resolved.Refused(refusal.get());
        }
        var mine = new CompletableFuture<Resolved>();
        CompletableFuture<Resolved> other = running.putIfAbsent(clientId, mine);
        return other == null ? resolved(new ClientIdUrl(clientId), mine) : awaited(other);
    }

    private Resolved resolved(ClientIdUrl url, CompletableFuture<Resolved> result) {
        try {
            result.complete(look(url));
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        } finally {
            running.remove(url.value(), result);
        }
        return awaited(result);
    }

    private static Resolved awaited(CompletableFuture<Resolved> result) {
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw e;
        }
    }

    private Optional<String> refusal(String clientId) {
        return ClientIdUrl.fault(clientId).or(() -> {
            String host = new ClientIdUrl(clientId).host();
            return allowedHosts.isEmpty() || allowedHosts.contains(host) ? Optional.empty()
                    : Optional.of(host + " is not among the hosts from which this server takes clients. Its owner can add it to the configuration.");
        });
    }

    private Resolved look(ClientIdUrl url) {
        Instant now = clock.instant();
        Optional<Copy> copy = kept(url);
        return copy.filter(kept -> isFresh(kept, now)).<Resolved>map(Copy::found).orElseGet(() -> switch (source.get(url)) {
            case Fetched.Document document -> read(url, document, now);
            case Fetched.Failed failed -> failed(url, failed, copy.filter(kept -> kept.found().fetched().isAfter(now.minus(OLDEST))));
        });
    }

    private Resolved read(ClientIdUrl url, Fetched.Document document, Instant now) {
        return switch (ClientDocument.read(url, document.body(), redirects)) {
            case ClientDocument.Valid(var metadata) -> {
                Resolved.Found found = judged(url, metadata, now);
                Instant fresh = now.plus(strays(url, found) ? astray(url, found) : document.fresh());
                store.save(new StoredDocument(url.value(), new String(document.body(), StandardCharsets.UTF_8), now, fresh));
                yield found;
            }
            case ClientDocument.Invalid(var reason) -> carried(url, reason);
        };
    }

    /** A known vendor's document that leads elsewhere is asked for again as soon as can be, whatever its host says. */
    private static Duration astray(ClientIdUrl url, Resolved.Found found) {
        LOG.log(System.Logger.Level.WARNING, "The document of {0} leads elsewhere than this program knows, to {1}: it is shown like a stranger''s.",
                url.value(), found.metadata().redirectUris());
        return Freshness.SHORTEST;
    }

    private Resolved failed(ClientIdUrl url, Fetched.Failed failed, Optional<Copy> copy) {
        Optional<Copy> last = copy.filter(kept -> !failed.gone() && !kept.strays());
        if (last.isEmpty()) {
            return carried(url, failed.reason());
        }
        Resolved.Found found = last.get().found();
        LOG.log(System.Logger.Level.INFO, "The document of {0} is used as it was at {1}: {2}", url.value(), found.fetched(), failed.reason());
        return found;
    }

    private Resolved carried(ClientIdUrl url, String reason) {
        Optional<Resolved.Found> pinned = pinned(url);
        if (pinned.isEmpty()) {
            return new Resolved.Refused(reason);
        }
        LOG.log(System.Logger.Level.INFO, "The document of {0} is used as this program knows it: {1}", url.value(), reason);
        return pinned.get();
    }

    private Optional<Resolved.Found> pinned(ClientIdUrl url) {
        return pins.find(url.value()).map(metadata -> new Resolved.Found(metadata, true, PinnedDocuments.RECORDED));
    }

    private Optional<Copy> kept(ClientIdUrl url) {
        return store.find(url.value()).flatMap(
                stored -> switch (ClientDocument.read(url, stored.json().getBytes(StandardCharsets.UTF_8), redirects)) {
                    case ClientDocument.Valid(var metadata) -> Optional.of(copy(url, judged(url, metadata, stored.fetched()), stored.fresh()));
                    // the rules have changed since
                    case ClientDocument.Invalid _ -> Optional.<Copy>empty();
                });
    }

    private Copy copy(ClientIdUrl url, Resolved.Found found, Instant fresh) {
        return new Copy(found, fresh, strays(url, found));
    }

    private static boolean isFresh(Copy copy, Instant now) {
        // one from the future was fetched while the clock was wrong
        return !now.isBefore(copy.found().fetched()) && now.isBefore(copy.fresh());
    }

    private boolean strays(ClientIdUrl url, Resolved.Found found) {
        return !found.pinned() && pins.find(url.value()).isPresent();
    }

    private Resolved.Found judged(ClientIdUrl url, ClientMetadata fetched, Instant when) {
        Optional<ClientMetadata> known = pins.find(url.value());
        if (known.filter(pin -> PinnedDocuments.vouches(pin, fetched)).isPresent()) {
            // the name that is believed is the one that this program knows
            return new Resolved.Found(new ClientMetadata(known.get().name(), fetched.redirectUris(), fetched.authMethod(), fetched.refreshes(),
                    fetched.devices(), known.get().uri()), true, when);
        }
        return new Resolved.Found(fetched, false, when);
    }
}
