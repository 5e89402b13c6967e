package sigil.mcp.auth;

import io.helidon.security.jwt.Jwt;
import io.helidon.security.jwt.SignedJwt;
import io.helidon.security.jwt.jwk.Jwk;
import io.helidon.security.jwt.jwk.JwkKeys;
import io.helidon.security.jwt.jwk.JwkRSA;
import jakarta.json.JsonString;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Judges what Cloudflare Access asserts in {@value CloudflareAccess#HEADER}: a signed JWT (RFC 7519, RFC 7515), by the rules of RFC 8725.
 *
 * <p>The algorithm is RS256, whatever the assertion says of itself; the key is one of the team's; issuer and audience are those of the configuration;
 * it has not expired and was not issued in the future, give or take a minute. It names a person by {@code email} or a service token by {@code
 * common_name}, and the configuration says which member that is.
 */
public final class AccessAssertions {
    private static final System.Logger LOG = System.getLogger(AccessAssertions.class.getName());
    /** Several times of what Cloudflare sends, unless somebody puts all his groups into it. */
    private static final int LONGEST = 8_192;
    private static final Duration LEEWAY = Duration.ofSeconds(60);

    private final CloudflareAccess access;
    private final AccessKeys keys;
    private final InstantSource clock;

    /**
     * Judges by the system's clock.
     *
     * @param access what the owner configured
     * @param source where the keys of the team are fetched from, over TLS
     */
    public AccessAssertions(CloudflareAccess access, AccessKeySource source) {
        this(access, source, InstantSource.system());
    }

    /**
     * Judges by the system's clock, with the keys that the team publishes.
     *
     * @param access  what the owner configured
     * @param issuer  this server, which is never asked for keys
     * @param version of this program, as it says when it asks
     * @return the judge
     */
    public static AccessAssertions of(CloudflareAccess access, Issuer issuer, String version) {
        DocumentSource guarded = new GuardedFetch(issuer, version);
        return new AccessAssertions(access, url -> switch (guarded.get(new ClientIdUrl(url.toString()))) {
            case Fetched.Document document -> document.body();
            case Fetched.Failed failed -> throw new IOException(failed.reason());
        });
    }

    AccessAssertions(CloudflareAccess access, AccessKeySource source, InstantSource clock) {
        this.access = Objects.requireNonNull(access, "access");
        this.keys = new AccessKeys(access.certificates(), source, clock);
        this.clock = clock;
    }

    /**
     * Judges the header of a request. A refusal is logged with its reason.
     *
     * @param values of every header of that name
     * @return what they are worth
     */
    public AccessVerdict judge(List<String> values) {
        AccessVerdict verdict = switch (values.size()) {
            case 0 -> new AccessVerdict.Absent();
            case 1 -> judged(values.getFirst());
            default -> new AccessVerdict.Refused("The request has more than one " + CloudflareAccess.HEADER + "; Cloudflare sends one.");
        };
        if (verdict instanceof AccessVerdict.Refused(var reason)) {
            LOG.log(System.Logger.Level.INFO, "Assertion of Cloudflare Access refused: {0}", reason);
        }
        return verdict;
    }

    private AccessVerdict judged(String assertion) {
        if (assertion.length() > LONGEST) {
            return new AccessVerdict.Refused("The assertion has more than %d characters; leave groups and custom claims out of it.".formatted(LONGEST));
        }
        SignedJwt signed;
        Jwt jwt;
        try {
            signed = SignedJwt.parseToken(assertion);
            jwt = signed.getJwt();
        } catch (RuntimeException e) {
            // what Helidon throws depends on what is wrong, and its message holds the assertion
            return new AccessVerdict.Refused("The assertion is no JSON Web Token that can be read.");
        }
        return judged(signed, jwt);
    }

    private AccessVerdict judged(SignedJwt signed, Jwt jwt) {
        if (!jwt.algorithm().filter(JwkRSA.ALG_RS256::equals).isPresent()) {
            return new AccessVerdict.Refused("The assertion is not signed with RS256, as Cloudflare signs.");
        }
        if (jwt.keyId().isEmpty() || jwt.headerClaim("crit").isPresent()) {
            return new AccessVerdict.Refused("The assertion names no key, or demands something that is not understood here.");
        }
        Optional<Jwk> key = keys.key(jwt.keyId().get());
        if (key.isEmpty()) {
            return keys.usable()
                    ? new AccessVerdict.Refused("The assertion was signed with a key that %s does not have; check auth.cloudflare_access.team."
                            .formatted(access.issuer()))
                    : new AccessVerdict.Unavailable("The keys of %s cannot be fetched; see the log.".formatted(access.issuer()));
        }
        if (!signed.verifySignature(JwkKeys.builder().addKey(key.get()).build()).isValid()) {
            return new AccessVerdict.Refused("The signature of the assertion is wrong.");
        }
        return fault(jwt).<AccessVerdict>map(AccessVerdict.Refused::new).orElseGet(() -> identity(jwt));
    }

    /** From here on it is Cloudflare's word. */
    private Optional<String> fault(Jwt jwt) {
        Instant now = clock.instant();
        if (!jwt.issuer().filter(access.issuer()::equals).isPresent()) {
            return Optional.of("The assertion is not from %s; check auth.cloudflare_access.team.".formatted(access.issuer()));
        }
        if (jwt.audience().filter(audience -> audience.contains(access.audience())).isEmpty()) {
            return Optional.of("The assertion is for another application of the team; copy the Application Audience (AUD) Tag of this one to "
                    + "auth.cloudflare_access.audience.");
        }
        if (text(jwt, "type").filter(type -> !type.equals("app")).isPresent()) {
            return Optional.of("The assertion is not for an application.");
        }
        if (jwt.expirationTime().filter(now.minus(LEEWAY)::isBefore).isEmpty()) {
            return Optional.of("The assertion has expired; sign in to Cloudflare Access again, and check the clock of this box.");
        }
        Instant latest = now.plus(LEEWAY);
        if (jwt.issueTime().filter(issued -> !issued.isAfter(latest)).isEmpty() || jwt.notBefore().filter(begin -> begin.isAfter(latest)).isPresent()) {
            return Optional.of("The assertion was issued in the future; check the clock of this box.");
        }
        return Optional.empty();
    }

    private AccessVerdict identity(Jwt jwt) {
        Optional<String> email = text(jwt, "email");
        if (email.isPresent()) {
            return access.person(email.get()).<AccessVerdict>map(member -> new AccessVerdict.Proven(member, true)).orElseGet(() -> stranger(email.get()));
        }
        Optional<String> service = text(jwt, "common_name");
        return service.flatMap(access::service).<AccessVerdict>map(member -> new AccessVerdict.Proven(member, false))
                .orElseGet(() -> service.map(AccessAssertions::stranger)
                        .orElseGet(() -> new AccessVerdict.Refused("The assertion names nobody; the policy of the application must not be Bypass.")));
    }

    private static AccessVerdict.Refused stranger(String identity) {
        return new AccessVerdict.Refused("Access knows %s, but auth.cloudflare_access.members does not; add %1$s=MEMBER there.".formatted(identity));
    }

    /** A claim that is a text with something in it: the {@code sub} and {@code email} of a service token are empty. */
    private static Optional<String> text(Jwt jwt, String claim) {
        return jwt.payloadClaim(claim).filter(JsonString.class::isInstance).map(value -> ((JsonString) value).getString()).filter(text -> !text.isEmpty());
    }
}
