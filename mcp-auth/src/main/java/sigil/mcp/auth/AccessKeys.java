package sigil.mcp.auth;

import io.helidon.security.jwt.jwk.Jwk;
import io.helidon.security.jwt.jwk.JwkKeys;
import io.helidon.security.jwt.jwk.JwkRSA;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;

/**
 * The keys with which a team of Cloudflare Access signs, by their ids (RFC 7517).
 *
 * <p>They are fetched when they are first needed, again after an hour, and earlier when an assertion names one that is not known, because Cloudflare
 * changes them every six weeks; but never twice within a minute, so that nobody can have made-up ids turned into requests. What was fetched is kept
 * while it cannot be fetched again, for seven days: that long Cloudflare itself takes a key that it has replaced.
 */
final class AccessKeys {
    private static final System.Logger LOG = System.getLogger(AccessKeys.class.getName());
    private static final Duration FRESH = Duration.ofHours(1);
    private static final Duration BETWEEN = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(7);
    private static final int MOST_BYTES = 64 << 10;
    private static final int DEEPEST = 16;
    private static final int FEWEST_BITS = 2_048;

    private final URI certificates;
    private final AccessKeySource source;
    private final InstantSource clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Kept kept = new Kept(JwkKeys.builder().build(), Instant.MIN, Instant.MIN);

    AccessKeys(URI certificates, AccessKeySource source, InstantSource clock) {
        this.certificates = certificates;
        this.source = Objects.requireNonNull(source, "source");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** What is known: the keys, when they were fetched, and when that was last tried. */
    private record Kept(JwkKeys keys, Instant fetched, Instant tried) {
        Optional<Jwk> key(String id) {
            return keys.forKeyId(id);
        }
    }

    /** The key of this id, if the team has it. */
    Optional<Jwk> key(String id) {
        Kept before = kept;
        if (before.key(id).isEmpty()) {
            // whoever else waits for the same keys gets them without asking again
            fetching.lock();
            refresh(id);
        } else if (!within(FRESH, before.fetched()) && fetching.tryLock()) {
            refresh(id);
        }
        return usable() ? kept.key(id) : Optional.empty();
    }

    /** Whether there are keys at all, so that one that is not among them is a wrong one. */
    boolean usable() {
        return within(LONGEST, kept.fetched());
    }

    private void refresh(String id) {
        try {
            Kept before = kept;
            boolean needed = before.key(id).isEmpty() || !within(FRESH, before.fetched());
            if (needed && !within(BETWEEN, before.tried())) {
                kept = new Kept(before.keys(), before.fetched(), clock.instant());
                kept = new Kept(parsed(source.get(certificates)), clock.instant(), clock.instant());
            }
        } catch (IOException | MalformedJsonException e) {
            LOG.log(System.Logger.Level.WARNING, "The keys of Cloudflare Access cannot be fetched from {0} ({1}); {2}.", certificates, e.getMessage(),
                    usable() ? "those that were fetched before are used" : "nobody can sign in through Access. Check auth.cloudflare_access.team");
        } finally {
            fetching.unlock();
        }
    }

    private static JwkKeys parsed(byte[] document) throws IOException, MalformedJsonException {
        if (document.length > MOST_BYTES) {
            throw new IOException("the document is longer than " + MOST_BYTES + " bytes");
        }
        JsonValue json = new JsonInput(DEEPEST).read(document);
        if (!(json instanceof JsonObject object && object.get("keys") instanceof JsonArray array)) {
            throw new IOException("the document has no keys");
        }
        JwkKeys.Builder keys = JwkKeys.builder();
        array.stream().flatMap(key -> signingKey(key).stream()).forEach(keys::addKey);
        JwkKeys signing = keys.build();
        if (signing.keys().isEmpty()) {
            throw new IOException("the document has no RSA key for signatures");
        }
        return signing;
    }

    /** Only what can have signed with RS256, and is not so short that others could. */
    private static Optional<Jwk> signingKey(JsonValue json) {
        try {
            return json instanceof JsonObject object && Jwk.create(object) instanceof JwkRSA key && key.algorithm().equals(JwkRSA.ALG_RS256)
                    && key.usage().orElse(Jwk.USE_SIGNATURE).equals(Jwk.USE_SIGNATURE)
                    && key.publicKey() instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= FEWEST_BITS ? Optional.of(key) : Optional.empty();
        } catch (RuntimeException e) {
            // a key of a kind that does not exist yet must not take the others along
            LOG.log(System.Logger.Level.DEBUG, "A key of Cloudflare Access is passed over: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    /** Whether a moment is not longer ago than that; a clock that was set back must not keep anything. */
    private boolean within(Duration time, Instant moment) {
        Instant now = clock.instant();
        return !moment.isAfter(now) && moment.isAfter(now.minus(time));
    }
}
