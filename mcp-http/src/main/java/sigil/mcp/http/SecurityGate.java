package sigil.mcp.http;

import io.helidon.http.HeaderValues;
import io.helidon.security.AuthenticationResponse;
import io.helidon.security.Security;
import io.helidon.security.SecurityContext;
import io.helidon.security.SecurityEnvironment;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Optional;
import sigil.mcp.core.Caller;
import sigil.mcp.core.RpcError;

/**
 * Denies by default: lets a request through if its route is public or the Helidon Security provider of the composition vouches for its
 * caller. Nothing of the body was read when it refuses.
 */
final class SecurityGate implements Filter {
    private static final int UNAUTHORIZED = 401;

    private final Security security;

    SecurityGate(Security security) {
        this.security = security;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (PublicRoutes.contains(request)) {
            chain.proceed();
            return;
        }
        RequestRecord entry = RequestRecord.of(request);
        AuthenticationResponse authentication = authenticate(request, entry.id());
        Optional<Caller> caller = authentication.status().isSuccess()
                ? authentication.user().flatMap(user -> user.publicCredential(Caller.class))
                : Optional.empty();
        if (caller.isEmpty()) {
            entry.refused("token");
            refuse(request, response, authentication);
            return;
        }
        entry.caller(caller.get().name());
        request.context().register(caller.get());
        chain.proceed();
    }

    private AuthenticationResponse authenticate(RoutingRequest request, String id) {
        SecurityEnvironment environment = security.environmentBuilder()
                .method(request.prologue().method().text())
                .path(request.path().path())
                .headers(request.headers().toMap())
                .build();
        SecurityContext context = security.contextBuilder(id).env(environment).build();
        return context.atnClientBuilder().submit();
    }

    private static void refuse(RoutingRequest request, RoutingResponse response, AuthenticationResponse authentication) {
        int status = authentication.statusCode().orElse(UNAUTHORIZED);
        authentication.responseHeaders().forEach((name, values) -> response.header(HeaderValues.create(name, values)));
        JsonAnswers.send(request, response, RpcError.refusal(status, authentication.description()
                .orElse("An access token is needed: send it as \"Authorization: Bearer …\".")));
    }
}
