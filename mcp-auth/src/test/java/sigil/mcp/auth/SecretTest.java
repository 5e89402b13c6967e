package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {
    @ParameterizedTest
    @EnumSource
    void aSecretIsOfItsOwnKindAndOfNoOther(Secret kind) {
        for (int i = 0; i < 100; i++) {
            String text = TokenText.random(kind).reveal();
            assertThat(Stream.of(Secret.values()).filter(other -> TokenText.parse(other, text).isPresent()).toList(), contains(kind));
            assertThat(Secret.of(text), is(Optional.of(kind)));
            assertThat(text, matchesPattern(kind.prefix() + "[A-Za-z0-9_-]{43}"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPersonalTokenThatHappensToGoOnLikeAnotherPrefixIsPersonal(Secret kind) {
        String unlucky = (kind.prefix() + "A".repeat(43)).substring(0, 49);
        assertThat(Secret.of(unlucky), is(Optional.of(Secret.PERSONAL)));
    }

    @ParameterizedTest
    @EnumSource
    void aCharacterMoreOrLessOrOfAnotherAlphabetIsNoSecret(Secret kind) {
        String text = TokenText.random(kind).reveal();
        for (String other : new String[] {text + "A", text.substring(0, text.length() - 1), text.substring(0, text.length() - 1) + "=",
            text.toUpperCase(java.util.Locale.ROOT), " " + text, text.substring(0, text.length() - 1) + "é"}) {
            assertThat(other, Secret.of(other), is(Optional.empty()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sigil_", "sigil_at_", "sigil_xx_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void whatHasNoFormIsOfNoKind(String text) {
        assertThat(Secret.of(text), is(Optional.empty()));
    }

    @Test
    void theTextOfASecretShowsItsKindAlone() {
        assertThat(TokenText.random(Secret.REFRESH).toString(), is("sigil_rt_…"));
        assertThat(TokenText.random(Secret.REFRESH).reveal(), is(not(TokenText.random(Secret.REFRESH).reveal())));
    }
}
