package sigil.code.search;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineFinderTest {

    private static final String[] CHARACTERS = {"a", "b", "c", "A", "B", "k", "K", "s", "S", "\u212a", "\u017f", "é", "É", "漢", "😀", "ß", "ẞ", "İ", "ı", "i", "I", "_", " ",
        "1", "\ufffd", "в", "В", "σ", "ς", "Σ", "\r", "-", "\t"};
    private static final String[] PIECES = {"a", "b", "c", "A", "k", "K", "s", "S", "ab", "abc", "é", "É", "漢", "σ", "ß", ".", "\\d", "\\D", "\\w", "\\W", "\\s", "\\S", "\\pL", "\\PL",
        "[ab]", "[^a]", "[^ks]", "[^\\W]", "[^\\d_]", "[\\s1]", "[a-c]", "[ks]", "[A-Z]", "[^A-Z]", "[éb]", "[^é]", "[[:alpha:]]", "[^[:^alpha:]]", "[]a]", "[a\\-]", "[ -~]", "[^ -~]",
        "\\x41", "\\x{212a}", "[\\x{100}-\\x{1000}]", "\\.", "\\b", "\\B", "^", "$", "(?i)", "(?-i)", "(?s)", "(?U)", "\\Qab\\E", "{", "1", "(|a)"};
    private static final String[] REPEATS = {"", "", "", "", "", "*", "+", "?", "{2}", "{1,3}", "{2,}", "{0,1}", "{0}", "*?", "+?", "{9}", "{12,}", "{70}"};

    private static String pattern(Random random, int depth) {
        var regex = new StringBuilder();
        int alternatives = random.nextInt(4) == 0 ? 2 + random.nextInt(2) : 1;
        for (int a = 0; a < alternatives; a++) {
            regex.append(a > 0 ? "|" : "");
            for (int parts = random.nextInt(4); parts >= 0; parts--) {
                if (depth > 0 && random.nextInt(5) == 0) {
                    regex.append(List.of("(", "(?:", "(?i:", "(?-i:", "(?s:").get(random.nextInt(5))).append(pattern(random, depth - 1)).append(')');
                } else {
                    regex.append(PIECES[random.nextInt(PIECES.length)]);
                }
                regex.append(REPEATS[random.nextInt(REPEATS.length)]);
            }
        }
        return regex.toString();
    }

    private static String line(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(14); i >= 0; i--) {
            text.append(CHARACTERS[random.nextInt(3) == 0 ? random.nextInt(CHARACTERS.length) : random.nextInt(9)]);
        }
        return text.toString();
    }

    @Test
    void everyLineThatTheEngineMatchesIsFound() {
        var random = new Random(3);
        int programs = 0;
        int matching = 0;
        int spared = 0;
        for (int valid = 0; valid < 8_000; ) {
            var regex = pattern(random, 3);
            boolean insensitive = random.nextInt(3) == 0;
            if (RepeatBound.of(regex) > 2_000 || FoldTrap.concerns(regex, insensitive) && FoldTrap.holds(regex)) {
                continue;
            }
            Pattern pattern;
            try {
                pattern = Pattern.compile(regex, insensitive ? Pattern.CASE_INSENSITIVE : 0);
            } catch (PatternSyntaxException e) {
                continue;
            }
            valid++;
            var program = LineProgram.of(regex, insensitive);
            if (program.isEmpty()) {
                continue;
            }
            programs++;
            var finder = new LineFinder(program.get());
            for (int i = 0; i < 25; i++) {
                var line = line(random);
                var before = line(random) + "\n";
                var bytes = (before + line + "\n" + line(random)).getBytes(StandardCharsets.UTF_8);
                int from = before.getBytes(StandardCharsets.UTF_8).length;
                int to = from + line.getBytes(StandardCharsets.UTF_8).length;
                int found = finder.find(bytes, from, bytes.length);
                if (pattern.matcher(line).find()) {
                    matching++;
                    assertThat(regex + (insensitive ? " (insensitive)" : "") + " matches " + line, found, greaterThanOrEqualTo(from));
                    assertThat(regex + " in " + line, found, lessThan(to));
                } else if (found < 0 || found >= to) {
                    spared++;
                }
            }
        }
        assertThat(programs, greaterThan(3_000));
        assertThat(matching, greaterThan(15_000));
        assertThat(spared, greaterThan(15_000));
    }

    @ParameterizedTest
    @CsvSource({"[a-z]{3}[0-9]{3}[a-z]{3}, abc123abc, abc12abcd", "\\d{4}-\\d{2}-\\d{2}, 2020-01-02, 2020-1-02", "(foo|bar|baz)\\(, x baz(1), bazz(1)", "(?i)hashmap, aHASHMAPs, hash map",
        "x(?i)hmap[0-9](?-i)y, xhMaP1y, xhMaP1Y", "(?i)ask, aſK, as-", "q*[0-9]{2}, x12, 1x2", "(ab[0-9])+c, ab1ab2c, ab1 b2c", "[a-z]:[a-z], x:y, x:1",
        "a.c, aéc, aééc", "[^a]b, 漢b, ab", "x{70}, xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx, xxxxxxx"})
    void aLineThatCannotMatchIsPassedOver(String regex, String matching, String not) {
        var finder = new LineFinder(LineProgram.of(regex, false).orElseThrow());
        var bytes = (not + "\n" + matching + "\n").getBytes(StandardCharsets.UTF_8);
        int line = not.getBytes(StandardCharsets.UTF_8).length + 1;
        assertThat(finder.find(bytes, 0, bytes.length), greaterThanOrEqualTo(line));
        assertThat(finder.find(bytes, 0, line), is(-1));
    }

    @Test
    void noMatchReachesFromOneLineIntoTheNext() {
        var finder = new LineFinder(LineProgram.of("a\\s*b", false).orElseThrow());
        var bytes = "a\nb\na b".getBytes(StandardCharsets.UTF_8);
        assertThat(finder.find(bytes, 0, bytes.length), is(6));
    }

    @Test
    void aPatternWithMoreStatesThanAreKeptIsStillRight() {
        // twenty characters back: a million states
        var finder = new LineFinder(LineProgram.of("(a|b)*a(a|b){20}c", false).orElseThrow());
        var random = new Random(4);
        var text = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            text.append(random.nextBoolean() ? 'a' : 'b');
        }
        var hit = text + "a" + "b".repeat(20) + "c";
        assertThat(finder.find(hit.getBytes(StandardCharsets.UTF_8), 0, hit.length()), is(hit.length() - 1));
        var miss = text + "b" + "b".repeat(20) + "c";
        assertThat(finder.find(miss.getBytes(StandardCharsets.UTF_8), 0, miss.length()), is(-1));
        text.append(text).append(text).append(text).append(text);
        var line = "a\n" + text + "\nb";
        assertThat("too many: the engine is to say", finder.find(line.getBytes(StandardCharsets.UTF_8), 0, line.length()), greaterThanOrEqualTo(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a*", "^", "x?", "(|a)", "((a{60}){60}){60}", "(", "\\8"})
    void wherePassingOverLinesIsImpossibleThereIsNoProgram(String regex) {
        assertThat(LineProgram.of(regex, false).isPresent(), is(false));
    }
}
