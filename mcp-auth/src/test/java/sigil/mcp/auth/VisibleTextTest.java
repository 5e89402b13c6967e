package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {
    // row: UI-06
    @ParameterizedTest
    @ValueSource(strings = {"\u202e", "\u2066", "\u2069", "\u200f", "\u061c", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u034f",
        "\u115f",
        "\u3164", "\uffa0", "\u180b", "\ufe00", "\u0000", "\u0007", "\u001b", "\u007f", "\u0085\u0000", "\ud800", "\udc00", "\ue000", "\ufffe",
        "\udb40\udc41",
        "\udb40\udd00"})
    void whatCannotBeSeenOrMovesTheTextIsLeftOut(String hidden) {
        assertThat(VisibleText.of("Chat" + hidden.replace("\u0085", "") + "GPT"), is("ChatGPT"));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", "\r\n", "\u00a0", "\u2003", "\u2028", "\u2029", "\u3000", "\u2800", "  \u2007 \t "})
    void everyKindOfSpaceIsOnePlainOne(String space) {
        assertThat(VisibleText.of(space + "Chat" + space + "GPT" + space), is("Chat GPT"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Le Chat", "مساعد البرمجة", "עוזר 1.0", "助手", "Trợ lý", "Tr\u01a1\u0323 ly\u0301", "😀 Team", "❤\ufe0f",
        "O'Brien & <Söhne> \"GmbH\"", "שּׁ"})
    void whatPeopleWriteStays(String text) {
        assertThat(VisibleText.of(text), is(text));
    }

    @Test
    void marksDoNotPileUp() {
        assertThat(VisibleText.of("Z" + "\u0351".repeat(40) + "A"), is("Z\u0351\u0351\u0351A"));
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
}
