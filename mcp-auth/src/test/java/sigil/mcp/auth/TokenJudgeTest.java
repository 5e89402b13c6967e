package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several judges as one. */
class TokenJudgeTest {
    private static final Verdict REVOKED = new Verdict.Refused(Verdict.Reason.REVOKED);
    private static final Verdict WRONG_AUDIENCE = new Verdict.Refused(Verdict.Reason.WRONG_AUDIENCE);
    private static final Verdict UNKNOWN = new Verdict.Refused(Verdict.Reason.UNKNOWN);

    private final TokenJudge judge = TokenJudge.byKind(Map.of(Secret.PERSONAL, presented -> REVOKED, Secret.ACCESS, presented -> WRONG_AUDIENCE));

    @Test
    void eachKindOfTokenIsJudgedByWhoKnowsIt() {
        assertThat(judge.judge(TokenText.random(Secret.PERSONAL).reveal()), is(REVOKED));
        assertThat(judge.judge(TokenText.random(Secret.ACCESS).reveal()), is(WRONG_AUDIENCE));
    }

    // row: RS-10
    @Test
    void whatNobodyJudgesIsUnknown() {
        assertThat(judge.judge(TokenText.random(Secret.REFRESH).reveal()), is(UNKNOWN));
        assertThat(judge.judge("eyJhbGciOiJub25lIn0.e30."), is(UNKNOWN));
    }
}
