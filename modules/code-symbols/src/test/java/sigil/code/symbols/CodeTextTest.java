package sigil.code.symbols;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/** What is code, comment and string. A row holds a text and, below each character, {@code .} for code, {@code c} for a comment, {@code s} for a string. */
class CodeTextTest {

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "parts.txt", delimiter = '¦', quoteCharacter = '\u0007', maxCharsPerColumn = 1000)
    void everyCharacterBelongsToItsPart(CodeLanguage language, String text, String parts) {
        assertThat(text, parts(language, text.replace('⏎', '\n')), is(parts));
    }

    private static String parts(CodeLanguage language, String text) {
        var code = CodeText.of(language, text);
        var out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            out.append(switch (code.at(i)) {
                case CODE -> '.';
                case COMMENT -> 'c';
                case STRING -> 's';
            });
        }
        return out.toString();
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "2,2", "3,3", "4,3"})
    void aPlaceHasALine(int offset, int line) {
        assertThat(CodeText.of(CodeLanguage.JAVA, "a\n\nb").line(offset), is(line));
    }

    @Test
    void linesAreCountedByLineFeeds() {
        var text = CodeText.of(CodeLanguage.JAVA, "a\r\nb\n");
        assertThat(text.lines(), is(3));
        assertThat(text.lineStart(2), is(3));
        assertThat(text.source(), is("a\r\nb\n"));
    }
}
