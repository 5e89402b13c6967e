package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a client with a secret proves itself (RFC 6749 section 2.3.1), and what becomes of one that does not. */
class ClientAuthenticationTest extends WithAuthorizationServer {
    private TestAuthorizationServer.Owned client;
    private TestFlow gpt;

    @BeforeEach
    void makeClient() {
        client = server.owned(true, TestAuthorizationServer.CALLBACK);
        gpt = new TestFlow(server, client.id());
    }

    // row: AS-01
    @Test
    void theSecretStandsInTheBodyOrInTheHeader() {
        assertThat(gpt.redeeming("client_secret", client.secret()).tokens().status(), is(200));
        assertThat(gpt.redeeming("client_secret", null).redeem(gpt.code(), "Authorization", TestFlow.basic(client.id(), client.secret())).status(), is(200));
        assertThat(gpt.redeeming("client_id", null).redeem(gpt.code(), "Authorization", TestFlow.basic(client.id(), client.secret())).status(), is(200));
        assertThat(gpt.redeem(gpt.code(), "Authorization", TestFlow.basic(client.id(), client.secret()).replace("Basic", "basic")).status(), is(200));
    }

    // row: AS-01
    @Test
    void bothPartsOfTheHeaderMayBePercentEncoded() {
        String id = client.id().replace("-", "%2D");
        String secret = client.secret().replace("_", "%5f");
        assertThat(gpt.redeem(gpt.code(), "Authorization", TestFlow.basic(id, secret)).status(), is(200));
    }

    // row: AS-20
    @Test
    void aWrongSecretThatIsRepeatedIsWrittenDownOnceAMinuteWithACount() {
        long before = server.audit().size();
        for (int i = 0; i < 30; i++) {
            server.address = "198.51.100." + i;
            assertThat(gpt.redeeming("client_secret", "sigil_cs_x").redeem("x").refusal(), is("401 invalid_client"));
        }
        assertThat(server.audit().size() - before, is(1L));
        server.clock.advance(java.time.Duration.ofMinutes(1));
        gpt.redeeming("client_secret", "sigil_cs_x").redeem("x");
        assertThat(server.audit().size() - before, is(2L));
        assertThat(server.audit().getLast().detail(), is(Optional.of("client secret wrong or missing, 30 times")));
        gpt.redeeming("client_secret", "sigil_cs_x").redeem("x");
        server.clock.advance(java.time.Duration.ofMinutes(1));
        server.store.purge();
        assertThat("what was counted last is written down in the end", server.audit().size() - before, is(3L));
    }

    // row: AS-18
    @Test
    void aWrongSecretIs401AndAsksForBasicIfThatWasTried() {
        String code = gpt.code();
        var basic = gpt.redeem(code, "Authorization", TestFlow.basic(client.id(), "sigil_cs_" + "A".repeat(43)));
        assertThat(basic.refusal(), is("401 invalid_client"));
        assertThat(basic.header("WWW-Authenticate"), startsWith("Basic realm="));
        var body = gpt.redeeming("client_secret", "wrong").redeem(code);
        assertThat(body.refusal(), is("401 invalid_client"));
        assertThat(body.all("WWW-Authenticate"), is(List.of()));
        assertThat(server.happened(), hasItem("refused"));
        assertThat(gpt.redeeming("client_secret", client.secret()).redeem(code).status(), is(200));
    }

    // row: AS-18
    @Test
    void noSecretIsNoProofAndAnothersSecretIsNone() {
        var other = server.owned(true, TestAuthorizationServer.CALLBACK);
        String code = gpt.code();
        assertThat(gpt.redeem(code).refusal(), is("401 invalid_client"));
        assertThat(gpt.redeeming("client_secret", other.secret()).redeem(code).refusal(), is("401 invalid_client"));
        assertThat(gpt.redeeming("client_secret", null).redeem(code, "Authorization", TestFlow.basic(client.id(), "")).refusal(),
                is("401 invalid_client"));
        assertThat(gpt.redeem(code, "Authorization", TestFlow.basic(other.id(), other.secret())).refusal(), is("400 invalid_request"));
    }

    // row: AS-18
    @Test
    void twoWaysAtOnceAreRefused() {
        String code = gpt.code();
        String right = TestFlow.basic(client.id(), client.secret());
        assertThat(gpt.redeeming("client_secret", client.secret()).redeem(code, "Authorization", right).refusal(), is("400 invalid_request"));
        assertThat(gpt.redeeming("client_secret", null).redeem(code, "Authorization", right, "Authorization", right).refusal(),
                is("400 invalid_request"));
        assertThat(gpt.redeem(code, "Authorization", right).status(), is(200));
    }

    // row: AS-18
    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic !!!", "Basic bm9jb2xvbg==", "Basic JXp6Ong=", "Bearer x", "Negotiate x", ""})
    void aHeaderThatIsNoneIsNoProof(String header) {
        assertThat(gpt.redeem(gpt.code(), "Authorization", header).refusal(), is("401 invalid_client"));
    }

    // row: AS-18
    @Test
    void anUnknownClientIsTreatedLikeOneWithAWrongSecret() {
        var unknown = server.form("/oauth/token", "grant_type", "refresh_token", "client_id", "nobody", "client_secret", "x", "refresh_token", "x");
        var wrong = server.form("/oauth/token", "grant_type", "refresh_token", "client_id", client.id(), "client_secret", "x", "refresh_token", "x");
        assertThat(unknown.refusal(), is("401 invalid_client"));
        assertThat(unknown.body(), is(wrong.body()));
    }

    @Test
    void aPublicClientMaySendASecretThatItDoesNotHave() {
        assertThat(flow.redeeming("client_secret", "anything").tokens().status(), is(200));
        assertThat(flow.redeeming("client_secret", null).redeeming("client_id", null)
                .redeem(flow.code(), "Authorization", "Basic " + encoded(server.store.clients().list().getFirst().id() + ":")).status(), is(200));
    }

    // row: AS-01
    @ParameterizedTest
    @ValueSource(strings = {"client_secret_basic", "client_secret_post"})
    void aClientThatRegisteredForASecretMustUseIt(String method) {
        var registered = server.register("{'redirect_uris':['" + TestAuthorizationServer.CALLBACK + "'],'token_endpoint_auth_method':'" + method + "'}");
        var confidential = new TestFlow(server, registered.get("client_id"));
        String code = confidential.code();
        assertThat(confidential.redeem(code).refusal(), is("401 invalid_client"));
        assertThat(confidential.redeeming("client_secret", registered.get("client_secret")).redeem(code).status(), is(200));
    }

    // row: AS-19
    @Test
    void noSecretOfAClientIsKept() {
        byte[] kept = server.store.connections().lend(session -> {
            var query = session.prepare("select secret from client where id = ?");
            query.setString(1, client.id());
            try (var rows = query.executeQuery()) {
                return rows.getBytes(1);
            }
        });
        assertThat(kept, is(TokenText.parse(Secret.CLIENT, client.secret()).map(TokenText::hash).orElseThrow()));
        assertThat(server.store.clients().find(client.id()).map(Client::toString).map(text -> text.contains(client.secret())), is(Optional.of(false)));
    }

    private static String encoded(String credentials) {
        return Base64.getEncoder().encodeToString(credentials.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
