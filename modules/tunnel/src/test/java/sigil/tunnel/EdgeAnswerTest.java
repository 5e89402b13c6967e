package sigil.tunnel;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who answers in place of the server is known by what he says. */
class EdgeAnswerTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "530 | error code: 1033 | TUNNEL_DOWN", "530 | error code: 1016 | TUNNEL_DOWN", "502 | error code: 502 | TUNNEL_WRONG_PORT",
        "502 | <html><h1>502 Bad Gateway</h1></html> | TUNNEL_WRONG_PORT", "520 | error code: 520 | ORIGIN_GARBLED",
        "521 | error code: 521 | EDGE_NO_CONNECTION", "522 | error code: 522 | EDGE_NO_CONNECTION", "523 | error code: 523 | EDGE_NO_CONNECTION",
        "524 | error code: 524 | EDGE_TIMEOUT", "504 | Gateway Time-out | EDGE_TIMEOUT", "403 | error code: 1010 | BROWSER_CHECK",
        "429 | error code: 1015 | RATE_LIMITED", "429 | slow down | RATE_LIMITED", "403 | Your request was blocked. | BLOCKED",
        "413 | too large | BODY_REFUSED", "200 | Welcome | STRANGER", "404 | not found | STRANGER", "401 | who are you? | STRANGER",
        "500 | oh | STRANGER"})
    void statusAndTextTellWhatIsWrong(int status, String body, Fault fault) {
        assertThat(EdgeAnswer.fault(answer(status, List.of("Content-Type: text/html"), body)), is(fault));
    }

    @Test
    void aPageForBrowsersIsAChallengeWhateverItsStatus() {
        String page = "<html><title>Just a moment...</title><script src=/cdn-cgi/challenge-platform/x></script></html>";
        for (int status : new int[] {200, 403, 429, 503}) {
            assertThat(EdgeAnswer.fault(answer(status, List.of("Content-Type: text/html; charset=UTF-8"), page)), is(Fault.CHALLENGE));
        }
        assertThat(EdgeAnswer.fault(answer(403, List.of("cf-mitigated: challenge"), "")), is(Fault.CHALLENGE));
        assertThat("a text that says so is none", EdgeAnswer.fault(answer(403, List.of("Content-Type: text/plain"), "just a moment")),
                is(Fault.BLOCKED));
    }

    @Test
    void aWayToASignInIsThatOfAccessOrAStrangers() {
        assertThat(EdgeAnswer.fault(answer(302, List.of("Location: https://team.cloudflareaccess.com/cdn-cgi/access/login/x"), "")),
                is(Fault.ACCESS_LOGIN));
        assertThat(EdgeAnswer.fault(answer(302, List.of("Location: https://hotel.example.net/"), "")), is(Fault.STRANGER));
    }

    @ParameterizedTest
    @EnumSource(Outcome.Break.class)
    void whereNobodyAnswersThatIsSaid(Outcome.Break why) {
        List<Fault> expected = Stream.of(Outcome.Break.values()).filter(why::equals).map(known -> switch (known) {
            case REFUSED -> Fault.PUBLIC_UNREACHABLE;
            case TIMEOUT -> Fault.EDGE_TIMEOUT;
            case NO_NAME -> Fault.NAME_UNKNOWN;
            case TLS -> Fault.TLS_NONE;
            case CLOSED -> Fault.STRANGER;
        }).toList();
        assertThat(List.of(EdgeAnswer.fault(new Outcome.Broken(why, "", Duration.ZERO, "n"))), is(expected));
    }

    private static Outcome answer(int status, List<String> headers, String body) {
        return new Outcome.Answered(new WireAnswer(status, headers, body.getBytes(StandardCharsets.UTF_8), Duration.ZERO, List.of(), Duration.ZERO, true),
                "n", false);
    }
}
