package sigil.mcp.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.helidon.security.AuthenticationResponse;
import io.helidon.security.Principal;
import io.helidon.security.ProviderRequest;
import io.helidon.security.Security;
import io.helidon.security.SecurityResponse.SecurityStatus;
import io.helidon.security.Subject;
import io.helidon.security.spi.AuthenticationProvider;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sigil.mcp.core.Caller;
import sigil.mcp.core.Scope;

/** Who is let through, and how often the provider is asked for it. */
class SecurityGateTest {
    private final Provider provider = new Provider();
    private WebServer server;

    @BeforeEach
    void start() {
        Security security = Security.builder().authenticationProvider(provider).disableTracing().build();
        server = WebServer.builder()
                .host("127.0.0.1")
                .shutdownHook(false)
                .routing(routing -> routing.addFilter(SecurityGateTest::record)
                        .addFilter(new SecurityGate(security, new PublicRoutes(FurtherRoutes.NONE, false)))
                        .any("/who", (request, response) -> response.send(request.context().get(Caller.class).orElseThrow().name())))
                .build()
                .start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void whoIsVouchedForBeyondARequestIsNotAskedForAgain() {
        provider.lasting("Bearer a", "anna");
        for (int i = 0; i < 5; i++) {
            assertThat(who("Bearer a"), is("200 anna"));
        }
        assertThat(provider.asked.get(), is(1));
    }

    @Test
    void whoIsVouchedForOnceIsAskedForEveryTime() {
        provider.once("Bearer a", "anna");
        assertThat(who("Bearer a"), is("200 anna"));
        assertThat(who("Bearer a"), is("200 anna"));
        assertThat(provider.asked.get(), is(2));
        provider.forget("Bearer a");
        assertThat(who("Bearer a"), is("401"));
    }

    // row: RS-05
    @Test
    void theRequestAfterAVouchingEndedIsRefused() {
        AtomicBoolean stands = provider.lasting("Bearer a", "anna");
        assertThat(who("Bearer a"), is("200 anna"));
        provider.forget("Bearer a");
        stands.set(false);
        assertThat(who("Bearer a"), is("401"));
        stands.set(true);
        assertThat("what was refused is forgotten", who("Bearer a"), is("401"));
    }

    @Test
    void aVouchingThatEndedCanBeRenewed() {
        AtomicBoolean stands = provider.lasting("Bearer a", "anna");
        assertThat(who("Bearer a"), is("200 anna"));
        stands.set(false);
        provider.lasting("Bearer a", "berta");
        assertThat(who("Bearer a"), is("200 berta"));
        assertThat(who("Bearer a"), is("200 berta"));
        assertThat(provider.asked.get(), is(2));
    }

    // row: RS-04 RS-05
    @Test
    void noOtherHeaderProfitsFromAVouching() {
        provider.lasting("Bearer a", "anna");
        provider.lasting("Bearer b", "berta");
        assertThat(who("Bearer a"), is("200 anna"));
        for (String other : List.of("Bearer A", "bearer a", "Bearer  a", "Bearer aa", "Bearer", "a", "")) {
            assertThat(other, who(other), is("401"));
        }
        assertThat(who("Bearer b"), is("200 berta"));
        assertThat(who("Bearer a"), is("200 anna"));
    }

    @Test
    void headersWhoseHashesBeginAlikeAreToldApart() throws NoSuchAlgorithmException {
        // a hash code is four bytes of the hash, so that some tens of thousands of headers suffice for two with the same
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        Map<Integer, String> seen = new HashMap<>();
        String header;
        String alike;
        int number = 0;
        do {
            header = "Bearer " + number++;
            alike = seen.put(ByteBuffer.wrap(sha256.digest(header.getBytes(StandardCharsets.US_ASCII))).getInt(), header);
        } while (alike == null);
        provider.lasting(alike, "anna");
        assertThat(who(alike), is("200 anna"));
        assertThat(who(header), is("401"));
        assertThat(who(alike), is("200 anna"));
    }

    @Test
    void aSecondHeaderIsNotOverlooked() {
        provider.lasting("Bearer a", "anna");
        assertThat(who("Bearer a"), is("200 anna"));
        assertThat(who("Bearer a", "Bearer a"), is("401"));
        assertThat(who("Bearer a", "Bearer b"), is("401"));
        assertThat(who("Bearer b", "Bearer a"), is("401"));
        assertThat(who(), is("401"));
    }

    @Test
    void aThousandCallersAreServedAndNotAllRemembered() {
        for (int i = 0; i < 1_000; i++) {
            provider.lasting("Bearer " + i, "caller" + i);
        }
        try (RawHttp http = new RawHttp(server.port())) {
            for (int i = 0; i < 1_000; i++) {
                assertThat(http.exchange(request("Bearer " + i)).body(), is("caller" + i));
            }
            assertThat(http.exchange(request("Bearer 0")).body(), is("caller0"));
            assertThat(provider.asked.get(), is(1_001));
        }
    }

    private static void record(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        request.context().register(new RequestRecord(new OpenStreams()));
        chain.proceed();
    }

    private String who(String... authorization) {
        RawHttp.Response response = RawHttp.once(server.port(), request(authorization));
        return response.status() == 200 ? "200 " + response.body() : String.valueOf(response.status());
    }

    private static String request(String... authorization) {
        StringBuilder headers = new StringBuilder("GET /who HTTP/1.1\r\nHost: localhost\r\n");
        for (String value : authorization) {
            headers.append("Authorization: ").append(value).append("\r\n");
        }
        return headers.append("\r\n").toString();
    }

    /** Believes the headers it was told. */
    private static final class Provider implements AuthenticationProvider {
        private final Map<String, Subject> known = new ConcurrentHashMap<>();
        private final AtomicInteger asked = new AtomicInteger();

        void once(String header, String name) {
            known.put(header, subject(name).build());
        }

        AtomicBoolean lasting(String header, String name) {
            AtomicBoolean stands = new AtomicBoolean(true);
            known.put(header, subject(name).addPublicCredential(BooleanSupplier.class, (BooleanSupplier) stands::get).build());
            return stands;
        }

        void forget(String header) {
            known.remove(header);
        }

        private static Subject.Builder subject(String name) {
            return Subject.builder()
                    .principal(Principal.create(name))
                    .addPublicCredential(Caller.class, new Caller(name, Set.of(Scope.READ)));
        }

        @Override
        public AuthenticationResponse authenticate(ProviderRequest request) {
            asked.incrementAndGet();
            List<String> values = request.env().headers().getOrDefault("Authorization", List.of());
            Subject subject = values.size() == 1 ? known.get(values.getFirst()) : null;
            return subject == null
                    ? AuthenticationResponse.builder().status(SecurityStatus.FAILURE).statusCode(401).build()
                    : AuthenticationResponse.success(subject);
        }
    }
}
