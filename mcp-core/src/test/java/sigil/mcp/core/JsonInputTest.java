package sigil.mcp.core;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.JsonValue;
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

    // behaviour: json.malformed
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{\"a\":1", "{\"a\" 1}", "{} {}", "{}x", "[1,]", "'a'", "nul", "\u0000", "{\"a\":1}}", "// c\n{}", "NaN"})
    void anythingElseIsMalformed(String text) {
        assertThrows(MalformedJsonException.class, () -> read(text));
    }

    // behaviour: json.depth
    @Test
    void theDepthIsBounded() throws MalformedJsonException {
        read("[".repeat(8) + "]".repeat(8));
        MalformedJsonException e = assertThrows(MalformedJsonException.class, () -> read("[".repeat(9) + "]".repeat(9)));
        assertThat(e.getMessage(), containsString("8 levels"));
        assertThrows(MalformedJsonException.class, () -> read("{\"a\":".repeat(100_000)));
    }

    // behaviour: json.numbers
    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "9223372036854775808", "-123456789012345678901234567890", "1.5", "1.50", "1E+400", "-1E-400",
        "0.1", "1E+1100", "1E-1100", "1.7976931348623157E+309", "4.9E-325"})
    void aNumberGoesBackAsItCame(String number) throws MalformedJsonException {
        assertThat(new String(JsonCodec.bytes(read("[" + number + "]")), StandardCharsets.UTF_8), is("[" + number + "]"));
    }

    // behaviour: json.numbers
    @Test
    void aNumberThatIsTooLongToWorkWithIsCalledThat() {
        for (String number : new String[] {"9".repeat(5_000), "1e1101", "1e-1101", "1e9999999", "-1E+2147483647", "1e2147483648", "1e99999999999999999999",
            "0." + "1".repeat(1_200)}) {
            for (String around : new String[] {"%s", "[%s]", "{\"a\":{\"b\":[1,%s]}}"}) {
                MalformedJsonException e = assertThrows(MalformedJsonException.class, () -> read(around.formatted(number)));
                assertThat(e.getMessage(), containsString("number"));
            }
        }
    }

    // behaviour: json.surrogates
    @ParameterizedTest
    @ValueSource(strings = {"\\ud83d\\ude00", "\\uD83D\\uDE00", "\\\\ud800", "\\\\\\\\ud800", "ud800", "\\ud7ff\\ue000", "\\ud83d\\ude00\\ud83d\\ude00", "\\u005cud800",
        "\\n\\ud83d\\ude00"})
    void pairsAndTheirTextAreAccepted(String text) throws MalformedJsonException {
        read("\"" + text + "\"");
        read("{\"" + text + "\":1}");
    }

    // behaviour: json.surrogates
    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00", "\\udbff", "\\ude00\\ud83d", "\\ud83d\\ud83d\\ude00", "\\ud83dx\\ude00", "\\ud83d\\n", "\\ud83d\\u0041", "a\\\\\\ud800",
        "\\ud83d\\ude00\\ud83d", "\\uDFFF"})
    void halfASurrogatePairIsMalformed(String text) {
        for (String around : new String[] {"\"%s\"", "[{\"%s\":1}]"}) {
            MalformedJsonException e = assertThrows(MalformedJsonException.class, () -> read(around.formatted(text)));
            assertThat(e.getMessage(), containsString("surrogate"));
        }
    }

    // behaviour: json.surrogates
    @Test
    void textWithHalfAPairIsMalformedTooWhereItIsNoEscape() {
        for (String half : new String[] {"\ud800", "\udc00", "\ude00\ud83d"}) {
            assertThrows(MalformedJsonException.class, () -> input.read("\"" + half + "\""));
        }
    }

    // behaviour: json.duplicates
    @Test
    void ofMembersOfOneNameTheLastCounts() throws MalformedJsonException {
        assertThat(read("{\"a\":1,\"b\":2,\"a\":{\"c\":3,\"c\":4}}").toString(), is("{\"a\":{\"c\":4},\"b\":2}"));
    }

    @Test
    void aTextThatEndsTooEarlyIsCalledThat() {
        for (String text : new String[] {"{", "{\"a\":1", "[1,2", "\"abc"}) {
            MalformedJsonException e = assertThrows(MalformedJsonException.class, () -> read(text));
            assertThat(text + ": " + e.getMessage(), e.getMessage().matches("The body is not JSON: (it ends too early|line 1, column [1-9]\\d?)\\."), is(true));
        }
    }

    // behaviour: json.utf8
    @Test
    void bytesThatAreNotUtf8AreMalformed() {
        assertThrows(MalformedJsonException.class, () -> input.read(new byte[] {'"', (byte) 0xC3, '"'}));
        assertThrows(MalformedJsonException.class, () -> input.read("\"é\"".getBytes(StandardCharsets.ISO_8859_1)));
        assertThrows(MalformedJsonException.class, () -> input.read("{}".getBytes(StandardCharsets.UTF_16)));
        notUtf8("a surrogate in UTF-8", new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'});
        notUtf8("an overlong slash", new byte[] {'"', (byte) 0xC0, (byte) 0xAF, '"'});
        notUtf8("beyond Unicode", new byte[] {'"', (byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80, '"'});
        notUtf8("cut off", new byte[] {'"', (byte) 0xE2, (byte) 0x82});
    }

    // behaviour: json.malformed
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

    private void notUtf8(String why, byte[] bytes) {
        assertThat(why, assertThrows(MalformedJsonException.class, () -> input.read(bytes)).getMessage(), containsString("UTF-8"));
    }

    private JsonValue read(String text) throws MalformedJsonException {
        return input.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
