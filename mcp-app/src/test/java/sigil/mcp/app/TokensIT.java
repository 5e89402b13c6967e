package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sigil.mcp.auth.AuthStore;
import sigil.mcp.core.Scope;

/** The lock of the image: what opens it, and that nothing else does, wherever a request says that it comes from. */
class TokensIT {
    private static final String FORM = "sigil_" + "A".repeat(43);

    /** Everything that is not public, routes that do not exist included. */
    private static final List<Route> PROTECTED = List.of(
            new Route("POST", "/", List.of()),
            new Route("POST", "/mcp", List.of()),
            new Route("GET", "/mcp", List.of()),
            new Route("GET", "/mcp", List.of("Accept: text/event-stream")),
            new Route("DELETE", "/mcp", List.of()),
            new Route("GET", "/", List.of("Accept: text/event-stream")),
            new Route("DELETE", "/", List.of()),
            new Route("POST", "/actions/ping", List.of()),
            new Route("GET", "/r/sample/README.md", List.of()),
            new Route("GET", "/no/such/path", List.of()),
            new Route("POST", "/no/such/path", List.of()),
            new Route("POST", "//mcp", List.of()),
            new Route("POST", "/healthz/../mcp", List.of()),
            new Route("POST", "/.well-known/../mcp", List.of()),
            new Route("POST", "/mcp/", List.of()));

    /** What a stranger may claim about where he is. */
    private static final List<List<String>> CLAIMS = List.of(
            List.of(),
            List.of("X-Forwarded-For: 127.0.0.1"),
            List.of("X-Real-IP: 127.0.0.1"),
            List.of("Cf-Connecting-Ip: 127.0.0.1"),
            List.of("Forwarded: for=127.0.0.1;host=localhost;proto=http"),
            List.of("X-Forwarded-For: 127.0.0.1", "X-Forwarded-Host: localhost", "X-Forwarded-Proto: http", "X-Forwarded-User: owner"));

    @TempDir
    private static Path home;
    private static Image image;
    private static RunningImage server;
    private static String good;
    private static String expired;
    private static String revoked;

    private record Route(String method, String path, List<String> headers) {

        RawHttp.Response ask(String query, List<String> further) {
            List<String> lines = Stream.concat(headers.stream(), further.stream()).toList();
            return RawHttp.once(server.port(), method, path + query, lines, method.equals("POST") ? Rpc.PING : "");
        }
    }

    @BeforeAll
    static void serve() {
        image = Image.in(home);
        Path sample = home.resolve("sample");
        Image.write(sample.resolve("README.md"), "Hello\n");
        good = image.createToken("good");
        revoked = image.createToken("revoked");
        image.revokeToken("revoked");
        Clock twoHoursAgo = Clock.fixed(Instant.now().minus(Duration.ofHours(2)), ZoneOffset.UTC);
        try (AuthStore store = AuthStore.open(image.state(), twoHoursAgo)) {
            expired = store.tokens().create("expired", Scope.READ, Optional.of(Duration.ofHours(1))).text().reveal();
        }
        server = RunningImage.start(image, "--repo", "sample=" + sample);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<Arguments> credentials() {
        return Stream.of(
                argumentSet("none", List.of(), ""),
                argumentSet("a wrong token", List.of("Authorization: Bearer " + FORM), ""),
                argumentSet("an expired token", List.of("Authorization: Bearer " + expired), ""),
                argumentSet("a revoked token", List.of("Authorization: Bearer " + revoked), ""),
                argumentSet("no token after the scheme", List.of("Authorization: Bearer"), ""),
                argumentSet("two tokens in one header", List.of("Authorization: Bearer " + good + " " + good), ""),
                argumentSet("the same header twice", List.of("Authorization: Bearer " + good, "Authorization: Bearer " + good), ""),
                argumentSet("a wrong header before a good one", List.of("Authorization: Bearer " + FORM, "Authorization: Bearer " + good), ""),
                argumentSet("another scheme", List.of("Authorization: Basic " + good), ""),
                argumentSet("a good token in lower case", List.of("Authorization: Bearer " + good.toLowerCase(Locale.ROOT)), ""),
                argumentSet("a good token in the query", List.of(), "?access_token=" + good + "&token=" + good),
                argumentSet("a good token in a cookie", List.of("Cookie: access_token=" + good), ""),
                argumentSet("a good token in other headers", List.of("X-Api-Key: " + good, "Proxy-Authorization: Bearer " + good), ""));
    }

    // row: RS-04 RS-06 RS-17
    @ParameterizedTest
    @MethodSource("credentials")
    void withoutALiveTokenEveryProtectedRouteIs401WhateverTheRequestClaims(List<String> headers, String query) {
        List<String> open = new ArrayList<>();
        for (Route route : PROTECTED) {
            for (List<String> claim : CLAIMS) {
                RawHttp.Response response = route.ask(query, Stream.concat(headers.stream(), claim.stream()).toList());
                boolean challenged = response.all("WWW-Authenticate").size() == 1
                        && response.first("WWW-Authenticate").orElse("").startsWith("Bearer realm=");
                if (response.status() != 401 || !challenged) {
                    open.add(route + " " + claim + ": " + response);
                }
            }
        }
        assertThat(open, is(empty()));
    }

    @Test
    void withALiveTokenNoneOfThemIs401() {
        List<String> shut = PROTECTED.stream()
                .filter(route -> route.ask("", List.of("Authorization: Bearer " + good)).status() == 401)
                .map(Route::toString)
                .toList();
        assertThat(shut, is(empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer", "BEARER"})
    void theSchemeMayBeWrittenInAnyCase(String scheme) {
        assertThat(ping("Authorization: " + scheme + " " + good).status(), is(200));
    }

    // row: RS-02 RS-03 RS-06
    @Test
    void theChallengeSaysOnlyWhatHelpsTheClient() {
        assertThat(ping().all("WWW-Authenticate"), is(List.of("Bearer realm=\"sigil-mcp\", scope=\"read\", resource_metadata=\""
                + server.uri("/.well-known/oauth-protected-resource/mcp") + "\"")));
        for (String token : List.of(FORM, expired, revoked)) {
            RawHttp.Response response = ping("Authorization: Bearer " + token);
            assertThat(response.first("WWW-Authenticate").orElse(""), containsString("error=\"invalid_token\""));
            // one answer for all three
            assertThat(response.body(), is(ping("Authorization: Bearer " + FORM).body()));
        }
    }

    // row: RS-05
    @Test
    void aRevokedTokenIsRefusedByTheVeryNextRequestOnTheSameConnection() {
        String token = image.createToken("short-lived");
        try (RawHttp connection = new RawHttp(server.port())) {
            List<String> headers = List.of("Authorization: Bearer " + token);
            assertThat(connection.exchange("POST", "/mcp", headers, Rpc.PING).status(), is(200));
            image.revokeToken("short-lived");
            assertThat(connection.exchange("POST", "/mcp", headers, Rpc.PING).status(), is(401));
        }
    }

    @Test
    void aTokenMadeWhileTheServerRunsOpensAtOnce() {
        assertThat(ping("Authorization: Bearer " + image.createToken("newcomer")).status(), is(200));
    }

    @Test
    void healthAndTheFrontPageAreForEverybodyAndTellNothing() {
        for (String path : List.of("/healthz", "/readyz", "/")) {
            RawHttp.Response response = RawHttp.once(server.port(), "GET", path, List.of(), "");
            assertThat(path, response.status(), is(200));
            assertThat(response.body(), not(containsString("sample")));
            assertThat(response.body(), not(containsString(home.toString())));
        }
    }

    @Test
    void withoutAuthenticationOnlyDirectRequestsAreServed() {
        try (RunningImage open = RunningImage.start(Image.in(home.resolve("sample")), "--no-auth", "--repo", "sample=" + home.resolve("sample"))) {
            assertThat(RawHttp.once(open.port(), "POST", "/mcp", List.of(), Rpc.PING).status(), is(200));
            for (String trace : List.of("X-Forwarded-For: 127.0.0.1", "X-Forwarded-For: ", "X-Forwarded-Proto: https", "X-Real-IP: 127.0.0.1",
                    "Cf-Connecting-Ip: 127.0.0.1", "Cf-Ray: 8f0000000000abcd-FRA", "cf-ray: 8f0000000000abcd-FRA", "CF-Visitor: {}",
                    "Forwarded: for=127.0.0.1", "Via: 1.1 proxy")) {
                RawHttp.Response response = RawHttp.once(open.port(), "POST", "/mcp", List.of(trace), Rpc.PING);
                assertThat(trace, response.status(), is(401));
                assertThat(trace, response.all("WWW-Authenticate"), hasSize(1));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--public-url=https://mcp.example.com", "--host=0.0.0.0", "--host=::", "--host=192.0.2.1"})
    void withoutAuthenticationItDoesNotStartWhereOthersCouldReachIt(String option) {
        Image.Finished refused = image.run("serve", "--port", "0", "--no-auth", "--repo", "sample=" + home.resolve("sample"), option);
        assertThat(refused.out() + refused.err(), refused.exitCode(), is(3));
        assertThat(refused.err(), startsWith("The configuration cannot be used:\n  - auth.required is false while server."));
    }

    private static RawHttp.Response ping(String... headers) {
        return RawHttp.once(server.port(), "POST", "/mcp", List.of(headers), Rpc.PING);
    }
}
