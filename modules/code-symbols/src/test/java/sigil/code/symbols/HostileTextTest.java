package sigil.code.symbols;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

/** Texts that nobody wrote in earnest: every one has an outline, soon. */
@Timeout(120)
class HostileTextTest {

    private static final List<String> PIECES = List.of("class ", "interface ", "enum ", "record ", "def ", "fn ", "func ", "function ", "struct ", "union ",
            "impl ", "trait ", "mod ", "type ", "typedef ", "namespace ", "template", "const ", "let ", "var ", "val ", "fun ", "object ", "static ", "end\n",
            "module ", "create table ", "public ", "if ", "do ", "begin ", "#define X", "#if ", "#else", "#endif", "<?php ", "?>", "<<EOF", "EOF\n", "<<<X",
            "r#\"", "R\"x(", ")x\"", "\"\"\"", "'''", "\"", "'", "`", "${", "#{", "}", "{", "(", ")", "[", "]", "<", ">", "/*", "*/", "//", "#", "--", "$$", "$a$",
            "/", "\\", "\n", "\n    ", "\n\t", ";", ",", "=", "=>", "->", "::", ":", ".", "@", "x", "Foo", "bar_1", "1", " ", "\0", "\u0001", "\ud83d", "é", "\r\n", "%(", "<<A\n", "export ", "a<");

    @ParameterizedTest
    @EnumSource
    void noMixtureOfPiecesIsTooMuch(CodeLanguage language) {
        var random = new Random(language.ordinal());
        for (int i = 0; i < 1_000; i++) {
            var text = Stream.generate(() -> PIECES.get(random.nextInt(PIECES.size()))).limit(random.nextInt(120)).collect(Collectors.joining());
            check(language, text);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noChangeOfTheSampleIsTooMuch(CodeLanguage language) {
        var random = new Random(7);
        var sample = Samples.read(Samples.FILES.get(language));
        for (int i = 0; i < sample.length(); i += 7) {
            check(language, sample.substring(0, i));
            check(language, sample.substring(i));
            int cut = Math.min(sample.length(), i + random.nextInt(40));
            check(language, sample.substring(0, i) + PIECES.get(random.nextInt(PIECES.size())) + sample.substring(cut));
        }
    }

    /** Were it quadratic, a text twenty times as long would take 400 times as long; the figure leaves room for a busy machine. */
    @ParameterizedTest
    @EnumSource
    void whatIsRepeatedTakesNoMoreThanItsLength(CodeLanguage language) {
        for (var piece : PIECES) {
            repeated(language, piece);
            repeated(language, piece + "x{");
        }
    }

    private static void repeated(CodeLanguage language, String piece) {
        long small = nanos(language, piece.repeat(1_000));
        boolean linear = false;
        long large = 0;
        // another program may have had the processor
        for (int attempt = 0; attempt < 5 && !linear; attempt++) {
            large = nanos(language, piece.repeat(20_000));
            linear = large < 500_000_000L || large / Math.max(1, small) < 200;
        }
        assertThat(language + " " + piece + " " + small + " " + large, linear, is(true));
    }

    private static long nanos(CodeLanguage language, String text) {
        long start = System.nanoTime();
        Outline.of(CodeText.of(language, text));
        return System.nanoTime() - start;
    }

    private static void check(CodeLanguage language, String text) {
        var code = CodeText.of(language, text);
        int lines = code.lines();
        for (var symbol : Outline.of(code).symbols()) {
            assertThat(text, symbol.endLine(), lessThan(lines + 1));
        }
        for (int i = 0; i < text.length(); i++) {
            code.at(i);
        }
    }
}
