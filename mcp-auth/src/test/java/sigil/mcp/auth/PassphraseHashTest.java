package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassphraseHashTest {
    private static final String SALT_AND_HASH = "$AAECAwQFBgcICQoLDA0ODw$A6AmFIti7CKlYdoPiV9jf1d9llp37o27Wms8Zx8fwMI";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "correct horse battery staple | $pbkdf2-sha512$i=1000,l=32$AAECAwQFBgcICQoLDA0ODw$A6AmFIti7CKlYdoPiV9jf1d9llp37o27Wms8Zx8fwMI",
        "Grüße aus Zürich 🦊 | $pbkdf2-sha512$i=1000,l=32$AAECAwQFBgcICQoLDA0ODw$2Pnt/jgh+T++6EHy6uSf3FMzz2a4VP8iq63p8GF/bPw",
    })
    void aHashThatAnotherProgramMadeIsUnderstood(String passphrase, String text) {
        PassphraseHash hash = PassphraseHash.parse(text).orElseThrow();
        assertThat(hash.matches(typed(passphrase), 1, Pbkdf2::derive), is(true));
        assertThat(hash.matches(typed(passphrase + " "), 1, Pbkdf2::derive), is(false));
        assertThat(hash.text(), is(text));
    }

    @Test
    void aHashMatchesItsPassphraseAloneAndSurvivesItsTextForm() {
        PassphraseHash hash = PassphraseHash.of(typed("four words are plenty"), 100, Pbkdf2::derive);
        assertThat(hash.text(), matchesPattern("\\$pbkdf2-sha512\\$i=100,l=32\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}"));
        PassphraseHash read = PassphraseHash.parse(hash.text()).orElseThrow();
        assertThat(read.matches(typed("four words are plenty"), 1, Pbkdf2::derive), is(true));
        for (String other : List.of("Four words are plenty", "four words are plenty ", "four  words are plenty", "four words are plent", "x")) {
            assertThat(other, read.matches(typed(other), 1, Pbkdf2::derive), is(false));
        }
    }

    @Test
    void onePassphraseHasAnotherHashEachTime() {
        Passphrase passphrase = typed("four words are plenty");
        assertThat(PassphraseHash.of(passphrase, 1, Pbkdf2::derive).text(), is(not(PassphraseHash.of(passphrase, 1, Pbkdf2::derive).text())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "$pbkdf2-sha512$i=1000,l=32$AAECAwQFBgcICQoLDA0ODw$", "$pbkdf2-sha512$i=1000,l=32$AAECAwQFBgcICQoLDA0ODw",
        "$pbkdf2-sha256$i=1000,l=32", "$pbkdf2-sha512$i=0,l=32", "$pbkdf2-sha512$i=-1,l=32", "$pbkdf2-sha512$i=10000001,l=32",
        "$pbkdf2-sha512$i=99999999999,l=32", "$pbkdf2-sha512$i=01,l=32", "$pbkdf2-sha512$l=32,i=1000", "$pbkdf2-sha512$i=1000,l=16",
        " $pbkdf2-sha512$i=1000,l=32", "$argon2id$v=19$m=19456,t=2,p=1"})
    void anythingElseIsNoHash(String beginning) {
        assertThat(PassphraseHash.parse(beginning), is(Optional.empty()));
        assertThat(PassphraseHash.parse(beginning + SALT_AND_HASH), is(Optional.empty()));
    }

    @Test
    void aHashThatCostsLessThanNewOnesIsToBeMadeAnew() {
        PassphraseHash hash = PassphraseHash.of(typed("four words are plenty"), 100, Pbkdf2::derive);
        assertThat(hash.needsRehash(101), is(true));
        assertThat(hash.needsRehash(100), is(false));
        assertThat(hash.needsRehash(99), is(false));
    }

    // row: SEC-28
    @Test
    void anOlderHashCostsAsMuchAsANewOne() {
        PassphraseHash hash = PassphraseHash.of(typed("four words are plenty"), 100, Pbkdf2::derive);
        List<Integer> spent = new ArrayList<>();
        PassphraseHash.Stretch counting = (characters, salt, iterations) -> {
            spent.add(iterations);
            return Pbkdf2.derive(characters, salt, iterations);
        };
        assertThat(hash.matches(typed("four words are plenty"), 1_000, counting), is(true));
        assertThat(hash.matches(typed("something else"), 1_000, counting), is(false));
        assertThat(spent, is(List.of(100, 900, 100, 900)));
    }

    @Test
    void theHashOfNoneMatchesNothing() {
        PassphraseHash none = PassphraseHash.ofNone(1);
        assertThat(none.matches(typed("four words are plenty"), 1, Pbkdf2::derive), is(false));
        assertThat(PassphraseHash.parse(none.text()).isPresent(), is(true));
    }

    @Test
    void itShowsItselfNowhereButInItsText() {
        PassphraseHash hash = PassphraseHash.of(typed("four words are plenty"), 1, Pbkdf2::derive);
        assertThat(hash.toString(), not(containsString(hash.text().substring(25))));
    }

    private static Passphrase typed(String text) {
        return Passphrase.typed(text.toCharArray()).orElseThrow();
    }
}
