package sigil.code.symbols;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

/**
 * The outline of each sample stands beside it. {@code -Doutlines.rewrite=true} writes them anew; what it wrote is to be read.
 */
class OutlineTest {

    @Test
    void everyLanguageHasASample() {
        assertThat(Samples.FILES.keySet(), is(Set.of(CodeLanguage.values())));
    }

    @ParameterizedTest
    @EnumSource
    void theOutlineOfTheSampleIsTheOneBesideIt(CodeLanguage language) throws IOException {
        var file = Samples.FILES.get(language);
        var written = Samples.written(Outline.of(language, Samples.read(file)));
        if (Boolean.getBoolean("outlines.rewrite")) {
            Files.writeString(Samples.DIRECTORY.resolve(file + ".outline"), written);
        }
        assertThat(written, is(Samples.read(file + ".outline")));
    }

    @ParameterizedTest
    @EnumSource
    void linesThatEndWithCarriageReturnsChangeNothing(CodeLanguage language) {
        var file = Samples.FILES.get(language);
        assertThat(Samples.written(Outline.of(language, Samples.read(file).replace("\n", "\r\n"))), is(Samples.read(file + ".outline")));
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyTextDefinesNothing(CodeLanguage language) {
        assertThat(Outline.of(language, "").symbols(), empty());
        assertThat(Outline.of(language, "").complete(), is(true));
    }

    @Test
    void aTextThatIsTooLongIsNotLookedAtAndSaysSo() {
        var outline = Outline.of(CodeLanguage.JAVA, "class A { }" + " ".repeat(Outline.LONGEST_TEXT));
        assertThat(outline.symbols(), empty());
        assertThat(outline.complete(), is(false));
    }

    @Test
    void moreSymbolsThanSomebodyWritesAreCutAndItSaysSo() {
        var outline = Outline.of(CodeLanguage.JAVA, "class A { " + "int x; ".repeat(Outline.MOST_SYMBOLS) + "}");
        assertThat(outline.symbols().size(), is(Outline.MOST_SYMBOLS));
        assertThat(outline.complete(), is(false));
        assertThat(Outline.of(CodeLanguage.JAVA, "class A { " + "int x; ".repeat(Outline.MOST_SYMBOLS - 1) + "}").complete(), is(true));
    }

    @Test
    void aLongSignatureIsClippedAndALongNameIsNone() {
        var outline = Outline.of(CodeLanguage.JAVA, "class A { void m(" + "int a, ".repeat(200) + "int b) { } int " + "x".repeat(300) + "; }");
        assertThat(outline.symbols().size(), is(2));
        assertThat(outline.symbols().get(1).signature().length(), is(200));
        assertThat(outline.symbols().get(1).signature().endsWith("…"), is(true));
    }

    @Test
    void aLanguageIsFoundByWhatPeopleCallIt() {
        for (var language : CodeLanguage.values()) {
            assertThat(CodeLanguage.labelled(language.label().toUpperCase(java.util.Locale.ROOT)).orElseThrow(), is(language));
        }
        assertThat(CodeLanguage.labelled("Markdown").isPresent(), is(false));
    }
}
