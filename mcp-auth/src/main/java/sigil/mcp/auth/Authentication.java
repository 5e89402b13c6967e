package sigil.mcp.auth;

import io.helidon.security.AuthenticationResponse;
import io.helidon.security.Principal;
import io.helidon.security.Role;
import io.helidon.security.Security;
import io.helidon.security.SecurityResponse.SecurityStatus;
import io.helidon.security.Subject;
import io.helidon.security.spi.AuthenticationProvider;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import sigil.mcp.core.Caller;
import sigil.mcp.core.Scope;

/**
 * How the providers of this package speak to Helidon Security.
 *
 * <p>The subject of an accepted caller carries the {@link Caller} as a public credential. A provider that looks at nothing of a request but its
 * one {@code Authorization} header may add a {@link BooleanSupplier}: as long as that says true, which it decides anew each time it is asked,
 * the provider would accept the same header as the same caller, so whoever asks for each request need not ask the provider again.
 */
public final class Authentication {
    static final Challenge CHALLENGE = Challenge.of("sigil-mcp").with("scope", Scope.READ.wire());

    private Authentication() {
    }

    /**
     * Helidon Security with one way to authenticate, and without tracing.
     *
     * @param provider one of this package's, or another that leaves a {@link Caller} as public credential of the user
     * @return what Helidon's security feature of the web server is built from
     */
    public static Security by(AuthenticationProvider provider) {
        return Security.builder().authenticationProvider(provider).disableTracing().build();
    }

    /** The user is this caller, who lies in the subject as public credential and has a role for each scope that he holds or that it includes. */
    static AuthenticationResponse accepted(Caller caller) {
        return AuthenticationResponse.success(subject(caller).build());
    }

    /** The same, and the acceptance stands as long as the supplier says so. */
    static AuthenticationResponse accepted(Caller caller, BooleanSupplier stands) {
        return AuthenticationResponse.success(subject(caller).addPublicCredential(BooleanSupplier.class, stands).build());
    }

    private static Subject.Builder subject(Caller caller) {
        var subject = Subject.builder()
                .principal(Principal.create(caller.name()))
                .addPublicCredential(Caller.class, caller);
        Stream.of(Scope.values()).filter(caller::may).forEach(scope -> subject.addGrant(Role.create(scope.wire())));
        return subject;
    }

    static AuthenticationResponse refused(Challenge challenge, String description) {
        return AuthenticationResponse.builder()
                .status(SecurityStatus.FAILURE)
                .statusCode(401)
                .responseHeader("WWW-Authenticate", challenge.header())
                .description(description)
                .build();
    }

    /** Neither yes nor no: the client may try again, and should not throw its token away. */
    static AuthenticationResponse unavailable() {
        return AuthenticationResponse.builder()
                .status(SecurityStatus.FAILURE)
                .statusCode(503)
                .responseHeader("Retry-After", "5")
                .description("Access tokens cannot be checked at the moment")
                .build();
    }
}
