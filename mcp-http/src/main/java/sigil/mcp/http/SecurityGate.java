package sigil.mcp.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.security.AuthenticationResponse;
import io.helidon.security.Security;
import io.helidon.security.SecurityContext;
import io.helidon.security.SecurityEnvironment;
import io.helidon.security.Subject;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import sigil.mcp.core.Caller;
import sigil.mcp.core.RpcError;

/**
 * Denies by default: lets a request through if its route is public or the Helidon Security provider of the composition vouches for its
 * caller. Nothing of the body was read when it refuses.
 *
 * <p>To ask Helidon Security costs more than to read, run and answer a small call. So where the provider vouches for longer than one request, by a
 * {@link BooleanSupplier} among the subject's public credentials, it is not asked again for the same {@code Authorization} header while
 * that says true; the supplier is asked at every request.
 */
final class SecurityGate implements Filter {
    private static final int UNAUTHORIZED = 401;
    /** More live tokens than an owner has; whoever is beyond that costs a little more. */
    private static final int MOST_REMEMBERED = 256;

    private final Security security;
    private final PublicRoutes publicRoutes;
    private final Map<Credentials, Standing> vouched = new ConcurrentHashMap<>();

    SecurityGate(Security security, PublicRoutes publicRoutes) {
        this.security = security;
        this.publicRoutes = publicRoutes;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (publicRoutes.contains(request)) {
            chain.proceed();
            return;
        }
        List<String> authorization = request.headers().all(HeaderNames.AUTHORIZATION, List::of);
        if (authorization.size() != 1) {
            // none, or contradicting ones: nothing to remember
            admit(chain, request, response, authenticate(request));
            return;
        }
        Credentials credentials = Credentials.of(authorization.getFirst());
        Standing standing = vouched.get(credentials);
        if (standing != null && standing.holds().getAsBoolean()) {
            admit(chain, request, standing.caller());
            return;
        }
        AuthenticationResponse authentication = authenticate(request);
        remember(credentials, authentication);
        admit(chain, request, response, authentication);
    }

    private static void admit(FilterChain chain, RoutingRequest request, RoutingResponse response, AuthenticationResponse authentication) {
        Optional<Caller> caller = vouchedFor(authentication).flatMap(user -> user.publicCredential(Caller.class));
        if (caller.isEmpty()) {
            refuse(request, response, authentication);
        } else {
            admit(chain, request, caller.get());
        }
    }

    private static void admit(FilterChain chain, RoutingRequest request, Caller caller) {
        RequestRecord.of(request).caller(caller.name());
        request.context().register(caller);
        chain.proceed();
    }

    private void remember(Credentials credentials, AuthenticationResponse authentication) {
        Optional<Standing> standing = vouchedFor(authentication).flatMap(Standing::of);
        if (standing.isEmpty()) {
            vouched.remove(credentials);
            return;
        }
        if (vouched.size() >= MOST_REMEMBERED) {
            // some have expired or were revoked; the others are soon back
            vouched.clear();
        }
        vouched.put(credentials, standing.get());
    }

    private static Optional<Subject> vouchedFor(AuthenticationResponse authentication) {
        return authentication.status().isSuccess() ? authentication.user() : Optional.empty();
    }

    private AuthenticationResponse authenticate(RoutingRequest request) {
        SecurityEnvironment environment = security.environmentBuilder()
                .method(request.prologue().method().text())
                .path(request.path().path())
                .headers(request.headers().toMap())
                .build();
        SecurityContext context = security.contextBuilder(RequestRecord.of(request).id()).env(environment).build();
        return context.atnClientBuilder().submit();
    }

    private static void refuse(RoutingRequest request, RoutingResponse response, AuthenticationResponse authentication) {
        RequestRecord.of(request).refused("token");
        int status = authentication.statusCode().orElse(UNAUTHORIZED);
        authentication.responseHeaders().forEach((name, values) -> response.header(HeaderValues.create(name, values)));
        JsonAnswers.send(request, response, RpcError.refusal(status, authentication.description()
                .orElse("An access token is needed: send it as \"Authorization: Bearer …\".")));
    }

    /** A caller, and whether he is still vouched for. */
    private record Standing(Caller caller, BooleanSupplier holds) {
        static Optional<Standing> of(Subject user) {
            return user.publicCredential(Caller.class)
                    .flatMap(caller -> user.publicCredential(BooleanSupplier.class).map(holds -> new Standing(caller, holds)));
        }
    }

    /** The SHA-256 of an {@code Authorization} header, by which it is known again; the header itself is kept nowhere. */
    private static final class Credentials {
        private final byte[] hash;

        private Credentials(byte[] hash) {
            this.hash = hash;
        }

        static Credentials of(String header) {
            try {
                return new Credentials(MessageDigest.getInstance("SHA-256").digest(header.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java platform has SHA-256", e);
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Credentials credentials && MessageDigest.isEqual(hash, credentials.hash);
        }

        @Override
        public int hashCode() {
            return hash[0] << 24 | (hash[1] & 0xff) << 16 | (hash[2] & 0xff) << 8 | hash[3] & 0xff;
        }
    }
}
