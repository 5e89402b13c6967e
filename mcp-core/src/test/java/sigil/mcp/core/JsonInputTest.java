package sigil.mcp.core;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonInputTest {
    private final JsonInput input = new JsonInput(8);

    @ParameterizedTest
    @ValueSource(strings = {"{}", " [1,2] \n", "\"a\"", "1e3", "null", "{\"a\":{\"b\":[true]}}"})
    void oneValueIsReadWithWhiteSpaceAroundIt(String text) throws MalformedJsonException {
        assertThat(new String(JsonCodec.bytes(read(text)), StandardCharsets.UTF_8).replaceAll("\\s", ""), is(
                new String(JsonCodec.bytes(read(text.strip())), StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{\"a\":1", "{\"a\" 1}", "{} {}", "{}x", "[1,]", "'a'", "nul", "\u0000", "{\"a\":1}}", "// c\n{}", "NaN"})
    void anythingElseIsMalformed(String text) {
        assertThrows(MalformedJsonException.class, () -> read(text));
    }

    @Test
    void theDepthIsBounded() throws MalformedJsonException {
        read("[".repeat(8) + "]".repeat(8));
        MalformedJsonException e = assertThrows(MalformedJsonException.class, () -> read("[".repeat(9) + "]".repeat(9)));
        assertThat(e.getMessage(), containsString("8 levels"));
        assertThrows(MalformedJsonException.class, () -> read("{\"a\":".repeat(100_000)));
    }

    @Test
    void aNumberThatIsTooLongIsCalledThat() {
        MalformedJsonException e = assertThrows(MalformedJsonException.class, () -> read("[" + "9".repeat(5_000) + "]"));
        assertThat(e.getMessage(), containsString("number"));
    }

    @Test
    void bytesThatAreNotUtf8AreMalformed() {
        assertThrows(MalformedJsonException.class, () -> input.read(new byte[] {'"', (byte) 0xC3, '"'}));
        assertThrows(MalformedJsonException.class, () -> input.read("\"é\"".getBytes(StandardCharsets.ISO_8859_1)));
        assertThrows(MalformedJsonException.class, () -> input.read("{}".getBytes(StandardCharsets.UTF_16)));
    }

    @Test
    void theMessageSaysWhere() {
        MalformedJsonException e = assertThrows(MalformedJsonException.class, () -> read("{\n  \"a\" 1}"));
        assertThat(e.getMessage(), containsString("line 2"));
    }

    @Test
    void whatWasReadIsWrittenBack() throws MalformedJsonException {
        String text = "{\"s\":\"ä\\u0000\\\"\\\\€😀\",\"n\":123456789012345678901234567890,\"f\":1.50,\"a\":[true,false,null]}";
        assertThat(new String(JsonCodec.bytes(read(text)), StandardCharsets.UTF_8), is(text));
    }

    private jakarta.json.JsonValue read(String text) throws MalformedJsonException {
        return input.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
