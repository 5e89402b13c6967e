package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {
    // row: UI-06
    @ParameterizedTest
    @ValueSource(strings = {"\u202e", "\u2066", "\u2069", "\u200f", "\u061c", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u034f",
        "\u115f", "\u3164", "\uffa0", "\u180b", "\ufe00", "\u0000", "\u0007", "\u001b", "\u007f", "\ud800", "\udc00", "\ue000", "\ufffe",
        "\udb40\udc41", "\udb40\udd00"})
    void whatCannotBeSeenOrMovesTheTextIsLeftOut(String hidden) {
        assertThat(VisibleText.of("Chat" + hidden + "GPT"), is("ChatGPT"));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", "\r\n", "\u00a0", "\u2003", "\u2028", "\u2029", "\u3000", "\u2800", "  \u2007 \t "})
    void everyKindOfSpaceIsOnePlainOne(String space) {
        assertThat(VisibleText.of(space + "Chat" + space + "GPT" + space), is("Chat GPT"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Le Chat", "مساعد البرمجة", "עוזר 1.0", "助手", "Trợ lý", "😀 Team", "O'Brien & <Söhne> \"GmbH\"", "שּׁ"})
    void whatPeopleWriteStays(String text) {
        assertThat(VisibleText.of(text), is(text));
    }

    @Test
    void aCutShowsAndNeverHalvesACharacter() {
        assertThat(VisibleText.beginning("😀".repeat(5), 5), is("😀".repeat(5)));
        assertThat(VisibleText.beginning("😀".repeat(6), 5), is("😀".repeat(4) + "…"));
        assertThat(VisibleText.end("😀".repeat(6), 5), is("…" + "😀".repeat(4)));
        assertThat(VisibleText.end("😀".repeat(5), 5), is("😀".repeat(5)));
    }

    @Test
    void ofAHostTheEndIsKept() {
        String cut = VisibleText.end("chatgpt.com.".repeat(30) + "evil.example", 40);
        assertThat(cut, startsWith("…"));
        assertThat(cut, endsWith("chatgpt.com.evil.example"));
    }

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
    void aNameShowsWhatItIs(String text, String shown) {
        assertThat(VisibleText.name(text, "host"), is(shown));
    }

    // row: UI-06
    @Test
    void aNameThatCannotBeSeenIsTheFallback() {
        assertThat(VisibleText.name("", "client.example"), is("client.example"));
        assertThat(VisibleText.name(" \u200b\u3164\t\u2800", "client.example"), is("client.example"));
        assertThat(VisibleText.name("\u202e", "client.example"), is("client.example"));
    }

    // row: UI-06
    @Test
    void aLongNameIsCutBetweenCodePoints() {
        assertThat(VisibleText.name("x".repeat(80), "host"), is("x".repeat(80)));
        assertThat(VisibleText.name("x".repeat(81), "host"), is("x".repeat(79) + "…"));
        String thumbs = VisibleText.name("\ud83d\udc4d".repeat(10_000), "host");
        assertThat(thumbs, is("\ud83d\udc4d".repeat(79) + "…"));
        String bomb = VisibleText.name("a\u0363".repeat(10_000), "host");
        assertThat(bomb.codePointCount(0, bomb.length()), lessThanOrEqualTo(80));
        // the largest that grows when it is normalised
        String ligatures = VisibleText.name("\ufb2c".repeat(5_000), "host");
        assertThat(ligatures.codePointCount(0, ligatures.length()), lessThanOrEqualTo(80));
    }

    @Test
    void aMarkHasNothingToStandOnAtTheBeginning() {
        assertThat(VisibleText.name("\u0301", "host"), is("host"));
        assertThat(VisibleText.name("a \u0301b", "host"), is("a b"));
    }
}
