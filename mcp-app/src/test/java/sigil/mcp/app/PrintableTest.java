package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import jakarta.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;

/** What a stranger wrote, on the terminal of the owner. */
class PrintableTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "Claude", "Käse 漢字 עברית", "a b", "\uD83D\uDE00", "e\u0301\u0302\u0303"})
    void whatIsVisibleStays(String text) {
        assertThat(Printable.of(text), is(text));
    }

    @Test
    void whatCommandsATerminalOrTurnsItsTextIsWrittenAsAnEscape() {
        assertThat(Printable.of("\u001b[2J\u009b31m"), is("\\u001b[2J\\u009b31m"));
        assertThat(Printable.of("a\r\nb\tc\u0000\u007f"), is("a\\u000d\\u000ab\\u0009c\\u0000\\u007f"));
        assertThat(Printable.of("\u202egnp.exe \u2066x\u200f\u061c"), is("\\u202egnp.exe \\u2066x\\u200f\\u061c"));
        assertThat(Printable.of("a\u200bb\ufeff\u2028c"), is("a\\u200bb\\ufeff\\u2028c"));
        assertThat(Printable.of("\ud800 \ue000 \udb40\udc41"), is("\\ud800 \\ue000 \\udb40\\udc41"));
        assertThat(Printable.of("\u3164\uffa0"), is("\\u3164\\uffa0"));
        assertThat(Printable.of("e" + "\u0301".repeat(4)), is("e\u0301\u0301\u0301\\u0301"));
    }

    @Test
    void whatIsLongIsCutBeforeItIsEscaped() {
        assertThat(Printable.of("abcdefgh", 8), is("abcdefgh"));
        assertThat(Printable.of("abcdefghi", 8), is("abcde..."));
        assertThat(Printable.of("\u202e".repeat(9), 8), is("\\u202e".repeat(5) + "..."));
    }

    @Test
    void jsonMeansTheSameAndShowsNothingHidden() throws MalformedJsonException {
        JsonObject object = JsonCodec.object().add("a\u202eb", "\u001b\u009b\u2028\"\\\n\udb40\udc41").build();
        StringWriter out = new StringWriter();
        Output.json(Main.commandLine().setOut(new PrintWriter(out, true)).getCommandSpec(), object);
        assertThat(out.toString().strip().chars().allMatch(c -> c >= ' ' && c < 0x7f), is(true));
        assertThat(new JsonInput(4).read(out.toString()), is(object));
    }
}
