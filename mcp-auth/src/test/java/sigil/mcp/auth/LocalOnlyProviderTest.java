package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sigil.mcp.core.Caller;
import sigil.mcp.core.Scope;

class LocalOnlyProviderTest {
    private static final String REFUSAL = "Bearer realm=\"sigil-mcp\", scope=\"read\", error=\"invalid_request\", error_description=\""
            + "this server runs with --no-auth, which serves only direct local requests; create a token and start without --no-auth\"";

    private final LocalOnlyProvider provider = new LocalOnlyProvider();

    @Test
    void aDirectRequestIsTheOwners() {
        var context = Requests.plain().context(provider);
        context.atnClientBuilder().submit();
        assertThat(context.user().orElseThrow().publicCredential(Caller.class), is(Optional.of(new Caller("local", Set.of(Scope.WRITE)))));
        assertThat(context.isUserInRole("read"), is(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cf-Connecting-Ip", "Cf-Ray", "Cf-Visitor", "Cf-Warp-Tag-Id", "Cdn-Loop", "Forwarded", "X-Forwarded-For",
            "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-Ip", "True-Client-Ip", "Via", "Ngrok-Auth-User-Id", "Tailscale-User-Login",
            "X-Original-Host", "X-Original-URL", "X-Client-Ip", "X-Envoy-External-Address"})
    void aTraceOfATunnelOrProxyIsRefusedInAnyCaseAndWhateverItSays(String header) {
        BearerTokenProviderTest.assertRefused(Requests.with(header, "127.0.0.1").to(provider), REFUSAL);
        BearerTokenProviderTest.assertRefused(Requests.with(header.toLowerCase(Locale.ROOT), "").to(provider), REFUSAL);
        BearerTokenProviderTest.assertRefused(Requests.with(header.toUpperCase(Locale.ROOT), "localhost").to(provider), REFUSAL);
    }

    @Test
    void aTokenDoesNotOpenWhatATunnelClosed() {
        var request = Requests.with("Authorization", "Bearer sigil_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").and("Cf-Ray", "1");
        BearerTokenProviderTest.assertRefused(request.to(provider), REFUSAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Viaduct", "X-Forward", "Cfx", "X-Request-Id", "Mcp-Protocol-Version"})
    void aHeaderThatOnlyLooksSimilarIsNoTrace(String header) {
        assertThat(Requests.with(header, "1").to(provider).status().isSuccess(), is(true));
    }
}
