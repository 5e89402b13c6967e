package sigil.mcp.auth;

import io.helidon.security.AuthenticationResponse;
import io.helidon.security.ProviderRequest;
import io.helidon.security.spi.AuthenticationProvider;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import sigil.mcp.core.Caller;
import sigil.mcp.core.Scope;

/**
 * Takes an assertion of Cloudflare Access in the place of a bearer token, and asks another provider where there is none.
 *
 * <p>An assertion that is there is never passed over, whatever else the request carries: if it is wrong, the request is refused with 401. The caller
 * is named after the member, as {@code anna/access}.
 *
 * <p>No acceptance stands for more than its request, not even that of a bearer token: who remembered one by its {@code Authorization} header would
 * not look at the assertion of the next request.
 */
public final class AccessProvider implements AuthenticationProvider {
    private final AccessAssertions assertions;
    private final Scope scope;
    private final AuthenticationProvider bearer;

    /**
     * Takes assertions.
     *
     * @param assertions judges them
     * @param scope      what a member may do whom an assertion proves
     * @param bearer     asked where there is no assertion
     */
    public AccessProvider(AccessAssertions assertions, Scope scope, AuthenticationProvider bearer) {
        this.assertions = Objects.requireNonNull(assertions, "assertions");
        this.scope = Objects.requireNonNull(scope, "scope");
        this.bearer = Objects.requireNonNull(bearer, "bearer");
    }

    @Override
    public AuthenticationResponse authenticate(ProviderRequest request) {
        return switch (assertions.judge(request.env().headers().getOrDefault(CloudflareAccess.HEADER, List.of()))) {
            case AccessVerdict.Absent _ -> forThisRequest(bearer.authenticate(request));
            case AccessVerdict.Proven(var member, _) -> Authentication.accepted(new Caller(member + "/access", Set.of(scope)));
            // no word of where to get a token: with one, the same assertion would be refused again
            case AccessVerdict.Refused _ -> Authentication.refused(
                    Authentication.CHALLENGE.error("invalid_token", "The assertion of Cloudflare Access is not accepted"),
                    "The assertion of Cloudflare Access is not accepted. The log of the server says why.");
            case AccessVerdict.Unavailable _ -> Authentication.unavailable();
        };
    }

    private static AuthenticationResponse forThisRequest(AuthenticationResponse response) {
        Optional<Caller> caller = response.status().isSuccess() ? response.user().flatMap(user -> user.publicCredential(Caller.class)) : Optional.empty();
        return caller.map(Authentication::accepted).orElse(response);
    }
}
