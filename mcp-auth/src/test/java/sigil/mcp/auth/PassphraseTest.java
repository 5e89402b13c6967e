package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassphraseTest {
    @ParameterizedTest
    @CsvSource({
        "'four words are plenty', 'four words are plenty'",
        "'  spaces count everywhere  ', '  spaces count everywhere  '",
        "'a\u00a0no-break\u2003and\u3000wide space', 'a no-break and wide space'",
        "'Zu\u0308rich am See', 'Z\u00fcrich am See'",
        "'Case Is Kept ÄÖ', 'Case Is Kept ÄÖ'",
        "'\ufb01ne ligature \uff21', '\ufb01ne ligature \uff21'",
        "'한국어 비밀번호입니다', '한국어 비밀번호입니다'",
        "'fox 🦊 and owl 🦉', 'fox 🦊 and owl 🦉'",
    })
    void whatIsTypedIsPreparedAsOpaqueString(String typed, String prepared) {
        assertThat(Passphrase.typed(typed.toCharArray()).map(passphrase -> new String(passphrase.characters())), is(Optional.of(prepared)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tab\tin the middle", "line\nbreak", "nul\u0000character", "delete\u007f",
        "zero\u200bwidth space", "right\u202eto left", "soft\u00adhyphen",
        "joiner\u200dhere", "selector\ufe0f", "grapheme\u034fjoiner", "lone \ud800 surrogate",
        "private \ue000 use", "unassigned \uffff", "line\u2028separator", "\u1100\u1100 jamo",
        "tag \udb40\udc41"})
    void whatNoKeyboardTypesIsNobodysPassphrase(String typed) {
        assertThat(Passphrase.typed(typed.toCharArray()).isPresent(), is(false));
    }

    @Test
    void aPassphraseMayBeLongButNotEndless() {
        assertThat(Passphrase.typed("x".repeat(1_024).toCharArray()).isPresent(), is(true));
        assertThat(Passphrase.typed("x".repeat(1_025).toCharArray()).isPresent(), is(false));
    }

    @Test
    void whatIsTypedIsNotChangedAndNotHeld() {
        char[] typed = "four\u00a0words are plenty".toCharArray();
        Passphrase passphrase = Passphrase.typed(typed).orElseThrow();
        assertThat(new String(typed), is("four\u00a0words are plenty"));
        typed[0] = 'X';
        assertThat(passphrase.characters()[0], is('f'));
    }

    @Test
    void aClosedPassphraseIsWiped() {
        Passphrase passphrase = Passphrase.typed("four words are plenty".toCharArray()).orElseThrow();
        char[] held = passphrase.characters();
        passphrase.close();
        assertThat(new String(held), is("\u0000".repeat(21)));
    }

    @Test
    void itShowsItselfNowhere() {
        assertThat(Passphrase.typed("four words are plenty".toCharArray()).orElseThrow().toString(), not(containsString("four")));
        assertThat(String.valueOf(refused("admin1234567", "anna").getMessage()), not(containsString("admin1234567")));
    }

    // row: SEC-28
    @ParameterizedTest
    @ValueSource(strings = {"four words are plenty", "eleven12 ok!", "correct-horse-pattery", "Tr0ub4dor&3xyz", "dfkjghWE9874",
        "ein langer deutscher Satz", "密码短语需要至少十二个字符才行",
        "tango tango alpha alpha", "passwords are a nuisance", "anna likes herrings"})
    void aGoodPassphraseIsTaken(String chosen) {
        try (Passphrase passphrase = Passphrase.chosen(chosen.toCharArray(), "anna")) {
            assertThat(new String(passphrase.characters()), is(chosen));
        }
    }

    // row: SEC-28
    @ParameterizedTest
    @ValueSource(strings = {"x", "elevenchars", "🦊🦉🦊🦉🦊🦉", "e\u0301le\u0300ven ok?"})
    void aShortPassphraseIsRefusedAndToldHowLongItMustBe(String chosen) {
        assertThat(refused(chosen, "anna").getMessage(), containsString("needs at least 12"));
    }

    // row: SEC-28
    @ParameterizedTest
    @ValueSource(strings = {"aaaaaaaaaaaaaaaa", "abcabcabcabcabc", "passwordpassword", "hello hello hello ", "aabbaabbabababab"})
    void aPassphraseThatRepeatsItselfIsRefused(String chosen) {
        assertThat(refused(chosen, "anna").getMessage(), containsString("repeats itself"));
    }

    // row: SEC-28
    @ParameterizedTest
    @ValueSource(strings = {"123456789012", "31.12.1999 / 24.12.2001", "+49 30 1234567", "!\"§$%&/()=?+*"})
    void aPassphraseWithoutLettersIsRefused(String chosen) {
        assertThat(refused(chosen, "anna").getMessage(), containsString("no letters"));
    }

    // row: SEC-28
    @ParameterizedTest
    @ValueSource(strings = {"Password1234!", "pass word 2026", "correct horse battery staple", "CorrectHorseBatteryStaple1", "qwertyuiop[]",
        "qwertyuiopasdf", "1q2w3e4r5t6y",
        "abcdefghijklmnop", "administrator", "changeme2026", "sigil-mcp-2026", "1234password", "anna12345678", "ANNA!!!!!2024", "iloveyou12345"})
    void whatIsGuessedFirstIsRefused(String chosen) {
        assertThat(refused(chosen, "Anna").getMessage(), containsString("guessed first"));
    }

    // row: SEC-28
    @ParameterizedTest
    @ValueSource(strings = {"", "four words\u200b are plenty", "x", "aaaaaaaaaaaaaaa", "123456789012", "Password1234!"})
    void everyRefusalNamesACure(String chosen) {
        assertThat(refused(chosen, "anna").getMessage(), containsString(chosen.contains("\u200b") ? "leave it out"
                : chosen.isEmpty() ? "choose" : chosen.equals("x") ? "four words" : chosen.equals("Password1234!") ? "take four words" : "add"));
        assertThat(refused(chosen, "anna").getMessage(), endsWith("."));
    }

    @Test
    void aPassphraseThatIsTooLongIsToldSo() {
        assertThat(refused("four words ".repeat(100), "anna").getMessage(), containsString("more than 1024 characters"));
    }

    private static IllegalArgumentException refused(String chosen, String member) {
        return assertThrows(IllegalArgumentException.class, () -> Passphrase.chosen(chosen.toCharArray(), member));
    }
}
