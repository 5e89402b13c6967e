package sigil.mcp.auth;

import io.helidon.security.AuthenticationResponse;
import io.helidon.security.ProviderRequest;
import io.helidon.security.spi.AuthenticationProvider;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import sigil.mcp.core.Caller;
import sigil.mcp.core.Scope;

/**
 * For {@code --no-auth}: everyone is the owner, unless the request shows a trace of a proxy or tunnel.
 *
 * <p>Behind a tunnel every peer is 127.0.0.1, so a loopback address proves nothing; the headers that tunnels and proxies add tell that the
 * request came from elsewhere. A tunnel that copies bytes leaves no such trace: therefore the program starts this way only when it is
 * asked to by name, listens on loopback and has no public URL, which is not checked here.
 */
public final class LocalOnlyProvider implements AuthenticationProvider {
    private static final String REFUSAL = "this server runs with --no-auth, which serves only direct local requests; "
            + "create a token and start without --no-auth";
    private static final Caller LOCAL = new Caller("local", Set.of(Scope.WRITE));

    private static final Set<String> TRACES = Set.of("cdn-loop", "forwarded", "x-forwarded", "x-real-ip", "true-client-ip", "x-client-ip",
            "x-cluster-client-ip", "via");
    // Cloudflare, any reverse proxy, ngrok, Tailscale Funnel, Envoy
    private static final List<String> TRACE_PREFIXES = List.of("cf-", "x-forwarded-", "ngrok-", "tailscale-", "x-original-", "x-envoy-");

    /** Accepts direct local requests. */
    public LocalOnlyProvider() {
        // nothing to keep
    }

    @Override
    public AuthenticationResponse authenticate(ProviderRequest request) {
        return request.env().headers().keySet().stream().anyMatch(LocalOnlyProvider::betraysProxy)
                ? Authentication.refused(Authentication.CHALLENGE.error("invalid_request", REFUSAL), REFUSAL)
                : Authentication.accepted(LOCAL);
    }

    private static boolean betraysProxy(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return TRACES.contains(name) || TRACE_PREFIXES.stream().anyMatch(name::startsWith);
    }
}
