package sigil.code.search;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThan;

import com.google.re2j.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatBoundTest {

    @ParameterizedTest
    @ValueSource(strings = {"((a{1000}){1000}){1000}", "(?:(?:a{1000}){1000}){1000}", "(((a{100}){100}){100}){100}", "((?i:[a-z]{1000}){1000}){2}",
        "(\\pL{1000}){1000}", "((a|b){1000}){1000}", "(?P<n>(x{999}){999})", "([]a]{1000}){1000}", "((\\Qab\\E){1000}){1000}", "(a{1,1000}){0,1000}"})
    void repeatsOfRepeatsAreLargeBeforeTheyAreCompiled(String regex) {
        assertThat(RepeatBound.of(regex), greaterThan(20_000L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "foo.*bar", "[a-z]{3}-[0-9]{4}", "(a|b)+?", "a{,3}", "{", "a{x}", "\\{1000\\}{2}", "x{1000}", "[{1000}]{2}",
        "\\Qa{1000}{1000}\\E", "(?i)name", "\\p{L}{10}", "\\x{1F600}{10}", ")("})
    void ordinaryPatternsAreNot(String regex) {
        assertThat(RepeatBound.of(regex), lessThan(20_000L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "foo.*bar", "[a-z]{30}-[0-9]{4}", "(ab|cd){50}", "((a{10}){10}){10}", "(a?){100}a{100}", "\\bword\\b", "(?:x{2,9}y){7,}",
        "\\Qlonger literal\\E{3}", "(?i)abc{20}"})
    void theEstimateIsNotFarBelowTheProgram(String regex) {
        assertThat(RepeatBound.of(regex) * 4 + 10, greaterThan((long) Pattern.compile(regex).programSize()));
    }
}
