package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The authorization code flow from the first request to the token, over the wire. */
class CodeFlowTest {
    @TempDir
    private Path directory;
    private TestAuthorizationServer server;
    private TestFlow flow;

    @BeforeEach
    void start() {
        server = new TestAuthorizationServer(directory);
        server.passphrase("owner");
        flow = new TestFlow(server, server.registered());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    // row: AS-01
    @Test
    void aClientGetsATokenThatTheResourceServerTakes() {
        var tokens = flow.tokens();
        assertThat(tokens.status(), is(200));
        assertThat(tokens.json().getString("token_type"), is("Bearer"));
        assertThat(tokens.json().getInt("expires_in"), is(3600));
        assertThat(tokens.json().getString("scope"), is("read"));
        String access = tokens.json().getString("access_token");
        assertThat(access, matchesPattern("sigil_at_[A-Za-z0-9_-]{43}"));
        assertThat(server.authorization.tokens().judge(access), is(instanceOf(Verdict.Accepted.class)));
        assertThat(((Verdict.Accepted) server.authorization.tokens().judge(access)).caller().name(), startsWith("owner/Test-client#"));
    }

    // row: AS-24
    // row: AS-08
    @Test
    void theAnswerCarriesTheStateAsItCameTheCodeAndTheIssuerEachOnce() {
        var answer = flow.allow();
        String location = answer.location();
        assertThat(location, startsWith(TestAuthorizationServer.CALLBACK + "?code=sigil_ac_"));
        assertThat(answer.parameter("state"), is(Optional.of(TestFlow.STATE)));
        assertThat(answer.parameter("iss"), is(Optional.of("https://mcp.example.com")));
        for (String name : new String[] {"code=", "state=", "iss="}) {
            assertThat(location.split("[?&]" + name, -1).length, is(2));
        }
    }

    // row: AS-12
    @Test
    void aCodeWorksOnceAndItsSecondUseEndsWhatTheFirstBought() {
        String code = flow.code();
        String access = flow.redeem(code).json().getString("access_token");
        assertThat(server.authorization.tokens().judge(access), is(instanceOf(Verdict.Accepted.class)));
        var second = flow.redeem(code);
        assertThat(second.status(), is(400));
        assertThat(second.error(), is("invalid_grant"));
        assertThat(server.authorization.tokens().judge(access), is(new Verdict.Refused(Verdict.Reason.REVOKED)));
    }

    @Test
    void theOwnerIsShownWhoAsksAndWhereTheCodeWillGo() {
        flow.begin();
        assertThat(flow.browser.shown().body(), containsString("Test client"));
        var consent = flow.browser.signIn();
        assertThat(consent.status(), is(200));
        assertThat(consent.body(), containsString("127.0.0.1"));
        assertThat(consent.body(), not(containsString("passphrase\" type")));
    }
}
