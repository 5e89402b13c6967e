package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Of two who come at the same moment one wins. */
class RaceTest extends WithAuthorizationServer {
    private static final int ROUNDS = 200;

    // row: AS-12
    // row: SEC-10
    @Test
    void twoWhoRedeemOneCodeNeverBothWin() throws Exception {
        String client = server.store.clients().list().getFirst().id();
        for (int round = 0; round < ROUNDS; round++) {
            // each from a network of its own: refusals of one are counted
            server.address = "198.51.100." + round;
            String code = server.code(client);
            var answers = together(() -> flow.redeem(code), () -> flow.redeem(code));
            assertThat(answers.stream().map(TestAuthorizationServer.Answer::status).toList(), containsInAnyOrder(200, 400));
            // and what the winner has is worth nothing, since one of them may be a thief
            String access = answers.stream().filter(answer -> answer.status() == 200).findFirst().orElseThrow().get("access_token");
            assertThat(server.judge(access), is(new Verdict.Refused(Verdict.Reason.REVOKED)));
        }
    }

    // row: AS-14
    // row: SEC-11
    @Test
    void twoWhoRefreshAtOnceGetTheSameSuccessorWhichWorks() throws Exception {
        String token = flow.tokens().get("refresh_token");
        for (int round = 0; round < ROUNDS / 4; round++) {
            String present = token;
            var answers = together(() -> flow.refresh(present), () -> flow.refresh(present));
            assertThat(answers.stream().map(TestAuthorizationServer.Answer::status).toList(), is(List.of(200, 200)));
            assertThat(answers.get(0).get("refresh_token"), is(answers.get(1).get("refresh_token")));
            token = answers.get(0).get("refresh_token");
        }
        long distinct = server.store.connections().lend(session -> Long.parseLong(session.ask("select count(*) from refresh where rotated is null")));
        assertThat(distinct, is(1L));
    }

    // row: UI-02
    @Test
    void aConsentThatIsPressedTwiceAtOnceIsOneConsent() throws Exception {
        for (int round = 0; round < 20; round++) {
            flow.begin();
            flow.browser.signIn();
            var answers = together(() -> flow.browser.post(Decision.ALLOW), () -> flow.browser.post(Decision.ALLOW));
            assertThat(answers.stream().map(TestAuthorizationServer.Answer::status).toList(), containsInAnyOrder(200, 400));
        }
        assertThat(server.happened().stream().filter("granted"::equals).count(), is(20L));
    }

    @SafeVarargs
    private static List<TestAuthorizationServer.Answer> together(Callable<TestAuthorizationServer.Answer>... attempts) throws Exception {
        CyclicBarrier start = new CyclicBarrier(attempts.length);
        List<Callable<TestAuthorizationServer.Answer>> waiting = new ArrayList<>();
        for (var attempt : attempts) {
            waiting.add(() -> {
                start.await();
                return attempt.call();
            });
        }
        try (var threads = Executors.newFixedThreadPool(attempts.length)) {
            List<TestAuthorizationServer.Answer> answers = new ArrayList<>();
            for (Future<TestAuthorizationServer.Answer> answer : threads.invokeAll(waiting)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
