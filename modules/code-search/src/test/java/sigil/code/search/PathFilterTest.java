package sigil.code.search;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

class PathFilterTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            *.java            | a/b/C.java        | true
            *.java            | C.java            | true
            *.java            | C.javac           | false
            *.JAVA            | C.java            | false
            src               | src/a/b.c         | true
            src               | x/src/b.c         | true
            src               | srcs/b.c          | false
            src/              | src/a             | true
            src/              | x/src/a           | true
            src/              | src               | false
            /src              | src/a             | true
            /src              | x/src/a           | false
            src/main          | src/main/a/b.c    | true
            src/main          | x/src/main/a      | false
            src/*.c           | src/a.c           | true
            src/*.c           | src/x/a.c         | false
            src/**/*.c        | src/a.c           | true
            src/**/*.c        | src/x/y/a.c       | true
            **/test/**        | a/test/b          | true
            **/test/**        | test/b/c          | true
            **                | a/b               | true
            src/**            | src/a/b           | true
            src/**            | srcx              | false
            ?.c               | a.c               | true
            ?.c               | ab.c              | false
            [a-c].c           | b.c               | true
            [!a-c].c          | b.c               | false
            [!a-c].c          | d.c               | true
            []x].c            | ].c               | true
            *.{c,h}           | x/a.h             | true
            *.{c,h}           | x/a.o             | false
            {src,test}/**     | test/a            | true
            a\\*b             | a*b               | true
            a\\*b             | axb               | false
            a.c               | abc               | false
            a+(b)             | a+(b)             | true
            *.c,!*_test.c     | a.c               | true
            *.c,!*_test.c     | a_test.c          | false
            *.c, *.h          | a.h               | true
            !test/            | src/a             | true
            !test/            | src/test/a        | false
            '   '             | anything          | true
            é?.c              | éü.c              | true
            😀?               | 😀😀              | true
            """)
    void globsChoosePaths(String filter, String path, boolean chosen) {
        assertThat(PathFilter.parse(filter.replace("\\\\", "\\")).accepts(path), is(chosen));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a", "{a", "a\\", "a,,b", "!", "/", "[a/b]", "[z-a]", "{{{{{{{{{{{{{{{{{{{{{{{{{{"})
    void aBadGlobIsNamedWithItsCure(String filter) {
        var error = assertThrows(IllegalArgumentException.class, () -> PathFilter.parse(filter));
        assertThat(error.getMessage(), containsString("path glob '"));
        assertThat(error.getMessage(), containsString("; "));
    }

    @Test
    void aFilterMayAskForALanguageBesideItsGlobs() {
        var filter = PathFilter.parse("src/**").inLanguage("Java");
        assertThat(filter.accepts("src/A.java"), is(true));
        assertThat(filter.accepts("src/a.py"), is(false));
        assertThat(filter.accepts("A.java"), is(false));
        assertThat(PathFilter.ANY.inLanguage("Java").isAny(), is(false));
        assertThat(filter.equals(PathFilter.parse("src/**")), is(false));
    }

    @Test
    void everyLanguageIsFoundByItsOwnName() {
        for (var name : Languages.names()) {
            assertThat(Languages.named(name.toUpperCase(Locale.ROOT)), is(Optional.of(name)));
        }
        assertThat(Languages.named("golang"), is(Optional.of("Go")));
        assertThat(Languages.named(".cpp"), is(Optional.of("C++")));
        assertThat(Languages.named("klingon"), is(Optional.empty()));
    }

    @Test
    void whatIsToldWithoutThePatternIsWhatThePatternTells() {
        var random = new Random(7);
        var parts = List.of("a", "b", "ab", "/", "*", "**", "**/", "?", "[ab]", "{a,b/a}", "\\a", "./", "}");
        int matching = 0;
        for (int i = 0; i < 30_000; i++) {
            var text = random.ints(1 + random.nextInt(5), 0, parts.size()).mapToObj(parts::get).collect(Collectors.joining());
            var path = random.ints(1 + random.nextInt(6), 0, 4).mapToObj(c -> "ab/}".substring(c, c + 1)).collect(Collectors.joining());
            PathGlob glob;
            try {
                glob = PathGlob.of(text);
            } catch (IllegalArgumentException e) {
                continue;
            }
            assertThat(text + " for " + path, glob.matches(path), is(glob.pattern().matches(path)));
            matching += glob.matches(path) ? 1 : 0;
        }
        assertThat(matching, greaterThan(1_000));
    }

    @Test
    void aFilterTooLongIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> PathFilter.parse("a,".repeat(1000)));
    }

    @Test
    @Timeout(20)
    void aHostileGlobEndsSoon() {
        assertThat(PathFilter.parse("*a".repeat(100) + "*b").accepts("a".repeat(4000)), is(false));
        assertThat(PathFilter.parse("**/a/".repeat(100) + "b").accepts("a/".repeat(2000) + "c"), is(false));
    }
}
