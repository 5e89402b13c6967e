package sigil.mcp.auth;

import io.helidon.security.AuthenticationResponse;
import io.helidon.security.ProviderRequest;
import io.helidon.security.spi.AuthenticationProvider;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Asks for an access token in the {@code Authorization} header, as RFC 6750 has it.
 *
 * <p>Every refusal is a 401 with a {@code WWW-Authenticate} header: without {@code error} where no bearer token was sent (section 3.1),
 * {@code invalid_token} for one that is unknown, expired, revoked or meant for another server (which of these, only the log says, at debug level),
 * {@code invalid_request} for a malformed header. There RFC 6750 would have 400, but clients begin to authorize at a 401 only. A store
 * that cannot be read is a 503. Nothing of a request but the {@code Authorization} header decides whether it is accepted, so an acceptance tells how
 * long it stands (see {@link Authentication}).
 */
public final class BearerTokenProvider implements AuthenticationProvider {
    private static final System.Logger LOG = System.getLogger(BearerTokenProvider.class.getName());

    private final TokenJudge judge;
    private final Challenges challenges;
    private final Consumer<TokenRefusal> refusals;

    /**
     * Asks for a token with the plain challenge, {@code Bearer realm="sigil-mcp", scope="read"}: clients are given their tokens by hand.
     *
     * @param judge knows the tokens
     */
    public BearerTokenProvider(TokenJudge judge) {
        this(judge, Challenges.plain(), _ -> { });
    }

    /**
     * Asks for a token with a challenge that says, too, where clients find out how to get one (RFC 9728 section 5.1).
     *
     * @param judge  knows the tokens
     * @param issuer where {@link MetadataDocuments} are served
     */
    public BearerTokenProvider(TokenJudge judge, Issuer issuer) {
        this(judge, issuer, _ -> { });
    }

    /**
     * The same, and somebody counts.
     *
     * @param judge    knows the tokens
     * @param issuer   where {@link MetadataDocuments} are served
     * @param refusals told of each refusal, on the thread of its request; it returns at once
     */
    public BearerTokenProvider(TokenJudge judge, Issuer issuer, Consumer<TokenRefusal> refusals) {
        this(judge, Challenges.of(issuer), refusals);
    }

    private BearerTokenProvider(TokenJudge judge, Challenges challenges, Consumer<TokenRefusal> refusals) {
        this.judge = Objects.requireNonNull(judge, "judge");
        this.challenges = challenges;
        this.refusals = Objects.requireNonNull(refusals, "refusals");
    }

    @Override
    public AuthenticationResponse authenticate(ProviderRequest request) {
        return switch (BearerCredentials.in(request.env().headers())) {
            case BearerCredentials.Missing _ -> {
                refusals.accept(TokenRefusal.MISSING);
                yield Authentication.refused(challenge(request),
                        "An access token is needed: send it as \"Authorization: Bearer TOKEN\". The owner makes one with: sigil-mcp token create");
            }
            case BearerCredentials.Malformed _ -> {
                refusals.accept(TokenRefusal.MALFORMED);
                yield refused(request, "invalid_request", "Exactly one Authorization header of the form Bearer TOKEN is needed");
            }
            case BearerCredentials.Presented presented -> judged(request, presented);
        };
    }

    private AuthenticationResponse judged(ProviderRequest request, BearerCredentials.Presented presented) {
        try {
            return switch (judge.judge(presented.token())) {
                case Verdict.Accepted(var caller, _, var stands) -> Authentication.accepted(caller, stands);
                case Verdict.Refused(var reason) -> {
                    refusals.accept(TokenRefusal.of(reason));
                    LOG.log(System.Logger.Level.DEBUG, "Access token refused: {0}", reason);
                    yield refused(request, "invalid_token", "The access token is unknown, expired or revoked");
                }
            };
        } catch (AuthStoreException e) {
            refusals.accept(TokenRefusal.UNAVAILABLE);
            LOG.log(System.Logger.Level.ERROR, "Access tokens cannot be checked: {0}", e.getMessage());
            return Authentication.unavailable();
        }
    }

    private AuthenticationResponse refused(ProviderRequest request, String code, String description) {
        return Authentication.refused(challenge(request).error(code, description), description);
    }

    private Challenge challenge(ProviderRequest request) {
        return challenges.at(request.env().path().orElse(""));
    }
}
