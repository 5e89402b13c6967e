package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A disk that takes nothing more: a clear answer, nothing half done, and what was answered before stays. */
class DiskFaultTest extends WithAuthorizationServer {

    /** What is done to each connection of the server, until one fails on it and is replaced. */
    enum Fault {
        READ_ONLY("pragma query_only = on"),
        // SQLite raises it to the present size
        FULL("pragma max_page_count = 1");

        private final String pragma;

        Fault(String pragma) {
            this.pragma = pragma;
        }
    }

    @Test
    void aTokenThatCannotBeKeptIsNotGivenAndTheCodeStaysGood() {
        String code = flow.code();
        strike(Fault.READ_ONLY);
        var refused = flow.redeem(code);
        assertThat(refused.refusal(), is("503 temporarily_unavailable"));
        assertThat(refused.header("Retry-After"), is("5"));
        assertThat(refused.body(), not(containsString("sigil.db")));
        heal();
        var tokens = flow.redeem(code);
        assertThat(tokens.status(), is(200));
        assertThat(server.accepts(tokens.get("access_token")), is(true));
    }

    @Test
    void aRefreshThatCannotBeKeptDoesNotUseTheTokenUp() {
        String refresh = flow.tokens().get("refresh_token");
        strike(Fault.READ_ONLY);
        assertThat(flow.refresh(refresh).refusal(), is("503 temporarily_unavailable"));
        heal();
        assertThat(flow.refresh(refresh).status(), is(200));
    }

    @ParameterizedTest
    @EnumSource
    void aConsentThatCannotBeKeptIsNoneAndCanBeGivenAgain(Fault fault) {
        flow.begin();
        flow.browser.signIn();
        strike(fault);
        var refused = flow.browser.post(Decision.ALLOW);
        assertThat(refused.status(), is(503));
        assertThat(refused.header("Content-Type"), is("text/html; charset=utf-8"));
        assertThat(refused.header("Retry-After"), is("5"));
        assertThat(refused.all("Location"), is(List.of()));
        assertThat("the browser still holds its cookie", refused.all("Set-Cookie"), is(List.of()));
        assertThat(refused.body(), containsString("Nothing was allowed."));
        heal();
        assertThat(flow.redeem(flow.browser.post(Decision.ALLOW).parameter("code").orElseThrow()).status(), is(200));
        assertThat(server.happened().stream().filter("granted"::equals).count(), is(1L));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsBegunThereIsToldToComeBack(Fault fault) {
        strike(fault);
        assertThat(server.get(flow.address()).status(), is(503));
        strike(fault);
        assertThat(server.register("{'redirect_uris':['https://a.example/" + "x".repeat(1_900) + "','https://b.example/"
                + "x".repeat(1_900) + "','https://c.example/" + "x".repeat(1_900) + "']}").refusal(), is("503 temporarily_unavailable"));
        heal();
        assertThat(server.get(flow.address()).status(), is(303));
    }

    @Test
    void aRevocationThatCannotBeKeptIsNotSaidToHaveHappened() {
        String access = flow.tokens().get("access_token");
        String client = server.store.clients().list().getFirst().id();
        strike(Fault.READ_ONLY);
        assertThat(server.form("/oauth/revoke", "client_id", client, "token", access).refusal(), is("503 temporarily_unavailable"));
        heal();
        assertThat(server.accepts(access), is(true));
    }

    @Test
    void whoReadsIsLetInWhileNothingCanBeWritten() {
        String access = flow.tokens().get("access_token");
        strike(Fault.READ_ONLY);
        assertThat("and its first use is not written down", server.accepts(access), is(true));
        assertThat(server.happened().contains("used"), is(false));
        assertThat(server.accepts(access), is(true));
    }

    @Test
    void whatWasAnsweredIsThereAfterTheProcessIsGone() {
        var tokens = flow.tokens();
        String code = flow.code();
        // nothing is closed: this is what another process finds
        try (var after = new TestAuthorizationServer(directory)) {
            assertThat(after.accepts(tokens.get("access_token")), is(true));
            var again = new TestFlow(after, after.store.clients().list().getFirst().id());
            assertThat(again.redeem(code).status(), is(200));
            assertThat(again.refresh(tokens.get("refresh_token")).status(), is(200));
            String integrity = after.store.connections().lend(session -> session.ask("pragma integrity_check"));
            assertThat(integrity, is("ok"));
        }
    }

    @Test
    void aDamagedDatabaseIsNotOpenedAndTheOwnerIsToldWhatToDo() throws IOException {
        flow.tokens();
        server.close();
        try (var file = FileChannel.open(directory.resolve("state/sigil.db"), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[(int) Files.size(directory.resolve("state/sigil.db")) - 4096]), 4096);
        }
        var fault = assertThrows(AuthStoreException.class, () -> AuthStore.open(directory.resolve("state"), server.clock));
        assertThat(fault.getMessage(), containsString("is damaged"));
        assertThat(fault.getMessage(), containsString("put back a copy"));
    }

    private void strike(Fault fault) {
        // what is written then is longer than what a page may have left
        server.address = "203.0.113.7 " + "x".repeat(10_000);
        onEveryConnection(fault.pragma);
    }

    private void heal() {
        server.address = "203.0.113.7";
        onEveryConnection("pragma query_only = off");
        onEveryConnection("pragma max_page_count = 1000000");
    }

    /** Holds all connections that there may be at once, one inside the other. */
    private void onEveryConnection(String pragma) {
        onNextConnection(pragma, Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 8));
    }

    private void onNextConnection(String pragma, int left) {
        if (left > 0) {
            server.store.connections().lend(session -> {
                session.run(pragma);
                onNextConnection(pragma, left - 1);
                return null;
            });
        }
    }
}
