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
    private static final System.Logger LOG = System.getLogger(AccessProvider.class.getName());

    private final AccessAssertions assertions;
    private final Members members;
    private final Scope scope;
    private final AuthenticationProvider bearer;

    /**
     * Takes assertions.
     *
     * @param assertions judges them
     * @param members    whoever is none of them any more is refused
     * @param scope      what a member may do whom an assertion proves
     * @param bearer     asked where there is no assertion
     */
    public AccessProvider(AccessAssertions assertions, Members members, Scope scope, AuthenticationProvider bearer) {
        this.assertions = Objects.requireNonNull(assertions, "assertions");
        this.members = Objects.requireNonNull(members, "members");
        this.scope = Objects.requireNonNull(scope, "scope");
        this.bearer = Objects.requireNonNull(bearer, "bearer");
    }

    @Override
    public AuthenticationResponse authenticate(ProviderRequest request) {
        return switch (assertions.judge(request.env().headers().getOrDefault(CloudflareAccess.HEADER, List.of()))) {
            case AccessVerdict.Absent _ -> forThisRequest(bearer.authenticate(request));
            case AccessVerdict.Proven(var member, _) -> proven(member);
            case AccessVerdict.Refused _ -> refused();
            case AccessVerdict.Unavailable _ -> Authentication.unavailable();
        };
    }

    private AuthenticationResponse proven(String member) {
        try {
            if (members.find(member).isPresent()) {
                return Authentication.accepted(new Caller(member + "/access", Set.of(scope)));
            }
            LOG.log(System.Logger.Level.INFO, "Assertion of Cloudflare Access refused: auth.cloudflare_access.members says that it is {0}, who is no"
                    + " member; make him one (sigil-mcp member add) or take him out there.", member);
            return refused();
        } catch (AuthStoreException e) {
            LOG.log(System.Logger.Level.ERROR, "Members cannot be looked up: {0}", e.getMessage());
            return Authentication.unavailable();
        }
    }

    /** No word of where to get a token: with one, the same assertion would be refused again. */
    private static AuthenticationResponse refused() {
        return Authentication.refused(Authentication.CHALLENGE.error("invalid_token", "The assertion of Cloudflare Access is not accepted"),
                "The assertion of Cloudflare Access is not accepted. The log of the server says why.");
    }

    private static AuthenticationResponse forThisRequest(AuthenticationResponse response) {
        Optional<Caller> caller = response.status().isSuccess() ? response.user().flatMap(user -> user.publicCredential(Caller.class)) : Optional.empty();
        return caller.map(Authentication::accepted).orElse(response);
    }
}
