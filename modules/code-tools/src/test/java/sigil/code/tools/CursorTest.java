package sigil.code.tools;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.ToolException;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

class CursorTest {

    @Test
    void withoutACursorAPageBeginsAtTheBeginning() {
        assertThat(Cursor.in(ToolDesk.arguments("query", "x")), is(0));
    }

    @Test
    void aCursorSaysHowManyEntriesToPassOver() {
        String cursor = Cursor.after(42, ToolDesk.arguments("query", "x", "regex", true));
        assertThat(Cursor.in(ToolDesk.arguments("query", "x", "regex", true, "cursor", cursor)), is(42));
    }

    @Test
    void theOrderOfArgumentsDoesNotMatter() {
        String cursor = Cursor.after(42, ToolDesk.arguments("query", "x", "regex", true));
        assertThat(Cursor.in(ToolDesk.arguments("cursor", cursor, "regex", true, "query", "x")), is(42));
    }

    @Test
    void aCursorNeedsNoQuotingInAUrlOrAShell() {
        for (int entries = 1; entries < 200; entries++) {
            assertThat(Cursor.after(entries, ToolDesk.arguments("query", "x" + entries)), matchesPattern("[A-Za-z0-9_-]+"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "MA", "NDI", "AAAA", "9999999999999999999999"})
    void whatIsNoCursorIsRefusedWithTheCure(String cursor) {
        var refusal = assertThrows(ToolException.class, () -> Cursor.in(ToolDesk.arguments("query", "x", "cursor", cursor)));
        assertThat(refusal.getMessage(), startsWith("cursor: "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "99999999999", "1x", ""})
    void aCursorWithAForgedPlaceIsRefused(String place) {
        var arguments = ToolDesk.arguments("query", "x");
        String genuine = new String(Base64.getUrlDecoder().decode(Cursor.after(1, arguments)), StandardCharsets.US_ASCII);
        String forged = Base64.getUrlEncoder().withoutPadding()
                .encodeToString((place + genuine.substring(1)).getBytes(StandardCharsets.US_ASCII));
        assertThrows(ToolException.class, () -> Cursor.in(JsonCodec.object(arguments).add("cursor", forged).build()));
    }
}
