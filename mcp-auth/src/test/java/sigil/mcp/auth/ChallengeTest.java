package sigil.mcp.auth;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {
    @Test
    void attributesAreWrittenQuotedAndInOrder() {
        assertThat(Challenge.of("here").with("scope", "read write").with("resource_metadata", "https://mcp.example.com/.well-known/x").header(),
                is("Bearer realm=\"here\", scope=\"read write\", resource_metadata=\"https://mcp.example.com/.well-known/x\""));
    }

    @Test
    void addingMakesAnotherChallengeAndLeavesTheFirst() {
        Challenge plain = Challenge.of("here");
        assertThat(plain.error("invalid_token", "no").header(), is("Bearer realm=\"here\", error=\"invalid_token\", error_description=\"no\""));
        assertThat(plain.header(), is("Bearer realm=\"here\""));
    }

    @Test
    void aRepeatedNameKeepsItsPlaceAndTakesTheLaterValue() {
        assertThat(Challenge.of("here").with("scope", "read").with("realm", "there").header(), is("Bearer realm=\"there\", scope=\"read\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b", "a\\b", "line\r\nSet-Cookie: x", "ä", "\u0000"})
    void aValueThatCouldEndItsQuotesOrItsLineIsRefused(String value) {
        assertThrows(IllegalArgumentException.class, () -> Challenge.of("here").with("scope", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a=b", "a\r\n"})
    void aNameThatIsNoTokenIsRefused(String name) {
        assertThrows(IllegalArgumentException.class, () -> Challenge.of("here").with(name, "x"));
    }
}
