package sigil.mcp.core;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client carries for the server. */
class SealTest {
    private final Seal seal = new Seal();

    @Test
    void whatWasSealedOpensForItsPurpose() {
        String sealed = seal.close("purpose", "größe 😀");
        assertThat(seal.open("purpose", sealed), is(Optional.of("größe 😀")));
        assertThat("it goes anywhere text does", sealed, matchesPattern("[A-Za-z0-9_-]+"));
    }

    @Test
    void nothingCanBeReadOrCompared() {
        String sealed = seal.close("purpose", "secret-secret-secret");
        assertThat(new String(Base64.getUrlDecoder().decode(sealed), StandardCharsets.ISO_8859_1), not(containsString("secret")));
        assertThat(seal.close("purpose", "secret-secret-secret"), is(not(sealed)));
    }

    // behaviour: modern.mrtr.sealed pages.sealed
    @Test
    void whatWasChangedInAnyPlaceDoesNotOpen() {
        byte[] sealed = Base64.getUrlDecoder().decode(seal.close("purpose", "text"));
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(seal.open("purpose", Base64.getUrlEncoder().encodeToString(changed)), is(Optional.empty()));
        }
    }

    @Test
    void anotherPurposeOrAnotherServerDoesNotOpenIt() {
        String sealed = seal.close("purpose", "text");
        assertThat(seal.open("another", sealed), is(Optional.empty()));
        assertThat(new Seal().open("purpose", sealed), is(Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=", "AAAA", "AAAAAAAAAAAAAAAA", "not base64!", "ü", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void whateverElseItIsDoesNotOpen(String madeUp) {
        assertThat(seal.open("purpose", madeUp), is(Optional.empty()));
    }
}
