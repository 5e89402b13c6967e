package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayTextTest {
    // row: UI-06
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "ChatGPT                               | ChatGPT",
        "\u202eTPGtahC                         | TPGtahC",
        "Chat\u2066GPT\u2069\u202a\u202c       | ChatGPT",
        "Chat\u200bG\u200cP\u200dT\u2060\ufeff | ChatGPT",
        "Chat\u00adGPT\u180e\u061c\u200e       | ChatGPT",
        "Chat\u0000\u0007\u001b[31mGPT         | Chat[31mGPT",
        "Cha\u034ft\u115fG\u1160P\u3164T\uffa0 | ChatGPT",
        "ChatGPT\ufe0f\ud83d\udc4d\udb40\udd00 | ChatGPT\ud83d\udc4d",
        "\ud83c\udff4\udb40\udc67\udb40\udc62   | \ud83c\udff4",
        "Chat\ue000GPT\udb80\udc00             | ChatGPT",
        "'a \t\r\n\u0085 b'                    | a b",
        "'a\u00a0\u2003\u3000\u2028\u2029\u2800b' | a b",
        "'  a  '                               | a",
        "e\u0301                               | \u00e9",
        "<script>alert(1)</script>             | <script>alert(1)</script>",
        "a\u0363\u0364\u0365\u0366\u0367\u0368b | a\u0363\u0364\u0365b",
    })
    void whatCannotBeSeenOrTurnsTheTextAroundIsTakenOut(String text, String shown) {
        assertThat(DisplayText.of(text, "host"), is(shown));
    }

    // row: UI-06
    @Test
    void aNameThatCannotBeSeenIsTheFallback() {
        assertThat(DisplayText.of("", "client.example"), is("client.example"));
        assertThat(DisplayText.of(" \u200b\u3164\t\u2800", "client.example"), is("client.example"));
        assertThat(DisplayText.of("\u202e", "client.example"), is("client.example"));
    }

    // row: UI-06
    @Test
    void aLongNameIsCutBetweenCodePoints() {
        assertThat(DisplayText.of("x".repeat(80), "host"), is("x".repeat(80)));
        assertThat(DisplayText.of("x".repeat(81), "host"), is("x".repeat(79) + "…"));
        String thumbs = DisplayText.of("\ud83d\udc4d".repeat(10_000), "host");
        assertThat(thumbs, is("\ud83d\udc4d".repeat(79) + "…"));
        String bomb = DisplayText.of("a\u0363".repeat(10_000), "host");
        assertThat(bomb.codePointCount(0, bomb.length()), lessThanOrEqualTo(80));
        // the largest that grows when it is normalised
        String ligatures = DisplayText.of("\ufb2c".repeat(5_000), "host");
        assertThat(ligatures.codePointCount(0, ligatures.length()), lessThanOrEqualTo(80));
    }

    @Test
    void aMarkHasNothingToStandOnAtTheBeginning() {
        assertThat(DisplayText.of("\u0301", "host"), is("host"));
        assertThat(DisplayText.of("a \u0301b", "host"), is("a b"));
    }
}
