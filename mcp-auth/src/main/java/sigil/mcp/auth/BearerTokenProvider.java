package sigil.mcp.auth;

import io.helidon.security.AuthenticationResponse;
import io.helidon.security.ProviderRequest;
import io.helidon.security.spi.AuthenticationProvider;
import java.util.Objects;

/**
 * Asks for an access token in the {@code Authorization} header, as RFC 6750 has it.
 *
 * <p>Every refusal is a 401 with a {@code WWW-Authenticate} header: without {@code error} where no bearer token was sent (section 3.1),
 * {@code invalid_token} for one that is unknown, expired or revoked (which of these, only the log says, at debug level),
 * {@code invalid_request} for a malformed header. There RFC 6750 would have 400, but clients begin to authorize at a 401 only. A store
 * that cannot be read is a 503. Nothing but the {@code Authorization} header is looked at, so an acceptance tells how long it stands
 * (see {@link Authentication}): until the token expires or anything is committed to the database.
 */
public final class BearerTokenProvider implements AuthenticationProvider {
    private static final System.Logger LOG = System.getLogger(BearerTokenProvider.class.getName());

    private final AccessTokens tokens;
    private final Challenge challenge;

    /**
     * Asks for one of these tokens with the plain challenge, {@code Bearer realm="sigil-mcp", scope="read"}.
     *
     * @param tokens the tokens, which the caller closes after the server has stopped
     */
    public BearerTokenProvider(AccessTokens tokens) {
        this(tokens, Authentication.CHALLENGE);
    }

    /**
     * Asks for one of these tokens.
     *
     * @param tokens    the tokens, which the caller closes after the server has stopped
     * @param challenge what every 401 says besides the error
     */
    public BearerTokenProvider(AccessTokens tokens, Challenge challenge) {
        this.tokens = Objects.requireNonNull(tokens, "tokens");
        this.challenge = Objects.requireNonNull(challenge, "challenge");
    }

    @Override
    public AuthenticationResponse authenticate(ProviderRequest request) {
        return switch (BearerCredentials.in(request.env().headers())) {
            case BearerCredentials.Missing _ -> Authentication.refused(challenge,
                    "An access token is needed: send it as \"Authorization: Bearer TOKEN\". The owner makes one with: sigil-mcp token create");
            case BearerCredentials.Malformed _ -> refused("invalid_request", "Exactly one Authorization header of the form Bearer TOKEN is needed");
            case BearerCredentials.Presented presented -> judged(presented);
        };
    }

    private AuthenticationResponse judged(BearerCredentials.Presented presented) {
        try {
            // before the token is looked up, so that a revocation in between is noticed
            long version = tokens.version();
            return switch (tokens.authenticate(presented.token())) {
                case Verdict.Accepted(var caller, var expires) -> Authentication.accepted(caller, () -> tokens.stands(version, expires));
                case Verdict.Refused(var reason) -> {
                    LOG.log(System.Logger.Level.DEBUG, "Access token refused: {0}", reason);
                    yield refused("invalid_token", "The access token is unknown, expired or revoked");
                }
            };
        } catch (AuthStoreException e) {
            LOG.log(System.Logger.Level.ERROR, "Access tokens cannot be checked: {0}", e.getMessage());
            return Authentication.unavailable();
        }
    }

    private AuthenticationResponse refused(String code, String description) {
        return Authentication.refused(challenge.error(code, description), description);
    }
}
