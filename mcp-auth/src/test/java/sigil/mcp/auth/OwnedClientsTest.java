package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that the owner makes on the box, and what the server makes of them. */
class OwnedClientsTest {
    private static final Set<String> SCHEMES = Set.of("cursor");
    private static final String CALLBACK = "https://chatgpt.com/aip/g-HMNcP6w7d/oauth/callback";
    private static final String OLD_CALLBACK = "https://chat.openai.com/aip/g-HMNcP6w7d/oauth/callback";

    @TempDir
    private Path directory;
    private TestAuthorizationServer server;
    private Clients clients;

    @BeforeEach
    void start() {
        server = new TestAuthorizationServer(directory);
        server.passphrase("owner");
        clients = server.store.clients();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aConfidentialClientHasASecretOfWhichTheHashAloneIsKept() {
        IssuedClient issued = clients.add(new OwnedClient("Script", List.of("https://example.com/callback"), true, true, false), SCHEMES);
        assertThat(issued.client().id(), matchesPattern("client-[A-Za-z0-9_-]{22}"));
        assertThat(issued.client().kind(), is(ClientKind.OWNED));
        assertThat(issued.client().pkce(), is(true));
        assertThat(issued.client().metadata().authMethod(), is(AuthMethod.BASIC));
        assertThat(issued.client().expires(), is(Optional.empty()));
        String secret = issued.secret().orElseThrow().reveal();
        assertThat(secret, matchesPattern("sigil_cs_[A-Za-z0-9_-]{43}"));
        assertThat(clients.secretIs(issued.client().id(), secret), is(true));
        assertThat(issued.toString(), not(containsString(secret)));
        assertThat(clients.find(issued.client().id()), is(Optional.of(issued.client())));
    }

    @Test
    void aPublicClientHasNoSecretAndNeedsPkce() {
        IssuedClient issued = clients.add(new OwnedClient("Editor", List.of("cursor://callback/x"), false, true, true), SCHEMES);
        assertThat(issued.secret(), is(Optional.empty()));
        assertThat(issued.client().metadata().authMethod(), is(AuthMethod.NONE));
        assertThat(issued.client().metadata().devices(), is(true));
        assertThrows(IllegalArgumentException.class, () -> new OwnedClient("Editor", List.of(), false, false, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "http://example.com/callback", "https://*.example.com/", "https://example.com/#x", "vscode://x/y", "callback"})
    void aRedirectUriThatNobodyMayRegisterIsRefusedToTheOwnerTooAndNothingIsKept(String uri) {
        var wanted = new OwnedClient("Script", List.of("https://example.com/callback", uri), true, true, false);
        var fault = assertThrows(IllegalArgumentException.class, () -> clients.add(wanted, SCHEMES));
        assertThat(fault.getMessage(), containsString(uri + " cannot be used. A redirect URI"));
        assertThat(clients.list(), is(empty()));
    }

    // row: AS-07
    @Test
    void aGptActionGetsItsTokenWithoutPkceAndWithoutResourceAtTheCallbackOfEitherHost() {
        for (String callback : List.of(CALLBACK, OLD_CALLBACK)) {
            IssuedClient gpt = clients.add(OwnedClient.gptAction("My GPT", List.of("g-HMNcP6w7d")), SCHEMES);
            var flow = withoutPkce(gpt, callback);
            assertThat(flow.tokens().status(), is(200));
        }
    }

    @Test
    void aGptWhoseCallbackIsNotKnownYetIsSentNothingUntilItIsAdded() {
        IssuedClient gpt = clients.add(OwnedClient.gptAction("My GPT", List.of()), SCHEMES);
        assertThat(withoutPkce(gpt, CALLBACK).begin().status(), is(400));
        assertThat(clients.redirect(gpt.client().id(), List.of(CALLBACK), SCHEMES).orElseThrow().metadata().redirectUris(), contains(OLD_CALLBACK, CALLBACK));
        assertThat(withoutPkce(gpt, CALLBACK).tokens().status(), is(200));
    }

    // row: AS-05
    @Test
    void aClientThatTheOwnerMadeForPkceCannotDoWithout() {
        IssuedClient script = clients.add(new OwnedClient("Script", List.of(CALLBACK), true, true, false), SCHEMES);
        var answer = withoutPkce(script, CALLBACK).begin();
        assertThat(answer.parameter("error"), is(Optional.of("invalid_request")));
    }

    @Test
    void redirectUrisAreAddedOnceAndTheOnesBeforeStay() {
        IssuedClient script = clients.add(new OwnedClient("Script", List.of("https://example.com/a"), true, true, false), SCHEMES);
        String id = script.client().id();
        clients.redirect(id, List.of("https://example.com/b", "https://example.com/a"), SCHEMES);
        assertThat(clients.redirect(id, List.of("https://example.com/b"), SCHEMES).orElseThrow().metadata().redirectUris(),
                contains("https://example.com/a", "https://example.com/b"));
        assertThat(clients.secretIs(id, script.secret().orElseThrow().reveal()), is(true));
        var events = server.store.audit().latest(10).stream().filter(event -> event.what().equals("client changed")).toList();
        assertThat(events, hasSize(1));
        assertThrows(IllegalArgumentException.class, () -> clients.redirect(id, List.of("https://example.com/c", "data:x"), SCHEMES));
        assertThat(clients.find(id).orElseThrow().metadata().redirectUris(), hasSize(2));
    }

    @Test
    void aClientThatRegisteredItselfIsNotTheOwnersToChange() {
        String registered = server.registered();
        assertThat(clients.redirect(registered, List.of(CALLBACK), SCHEMES), is(Optional.empty()));
        assertThat(clients.redirect("client-unknown", List.of(CALLBACK), SCHEMES), is(Optional.empty()));
        assertThat(clients.find(registered).orElseThrow().metadata().redirectUris(), contains(TestAuthorizationServer.CALLBACK));
    }

    @Test
    void aNameIsMadeReadable() {
        IssuedClient issued = clients.add(OwnedClient.gptAction("My\u202e GPT\n\u001b[31m", List.of()), SCHEMES);
        assertThat(issued.client().metadata().name(), is("My GPT [31m"));
    }

    @Test
    void aClientThatIsRemovedTakesItsTokensWithIt() {
        IssuedClient gpt = clients.add(OwnedClient.gptAction("My GPT", List.of(CALLBACK)), SCHEMES);
        String access = withoutPkce(gpt, CALLBACK).tokens().json().getString("access_token");
        assertThat(server.authorization.tokens().judge(access), is(instanceOf(Verdict.Accepted.class)));
        assertThat(clients.remove(gpt.client().id()), is(true));
        assertThat(server.authorization.tokens().judge(access), is(new Verdict.Refused(Verdict.Reason.UNKNOWN)));
        assertThat(clients.remove(gpt.client().id()), is(false));
    }

    private TestFlow withoutPkce(IssuedClient issued, String callback) {
        return new TestFlow(server, issued.client().id()).asking("redirect_uri", callback).asking("code_challenge", null)
                .asking("code_challenge_method", null).redeeming("redirect_uri", callback).redeeming("code_verifier", null)
                .redeeming("client_secret", issued.secret().orElseThrow().reveal());
    }
}
