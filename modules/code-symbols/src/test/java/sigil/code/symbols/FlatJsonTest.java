package sigil.code.symbols;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

class FlatJsonTest {

    private static final String SAMPLE = "{\"a\": \"x\\\"\\\\\\/\\n\\u00e9\", \"line\": 12, \"file\": true, \"é\": \"\"}";

    @Test
    void anObjectHasItsMembers() {
        assertThat(FlatJson.members(SAMPLE), is(Optional.of(Map.of("a", "x\"\\/\né", "line", "12", "file", "true", "é", ""))));
        assertThat(FlatJson.members("{}"), is(Optional.of(Map.of())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "{", "{\"a\"", "{\"a\":}", "{\"a\":1", "{\"a\":1}x", "{\"a\":{}}", "{\"a\":[1]}", "{\"a\":\"\\x\"}", "{\"a\":\"\\u00\"}",
        "{\"a\":\"\\uzzzz\"}", "{\"a\":1,}", "{a:1}", "{\"a\":\"", "hello"})
    void anotherThingIsNothing(String line) {
        assertThat(FlatJson.members(line), is(Optional.empty()));
    }

    @Test
    void noDamageIsTooMuch() {
        var random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            var damaged = new StringBuilder(SAMPLE);
            damaged.setCharAt(random.nextInt(damaged.length()), "{}\",:\\u0x \0é".charAt(random.nextInt(12)));
            damaged.setLength(random.nextInt(damaged.length() + 1));
            FlatJson.members(damaged.toString());
        }
    }
}
