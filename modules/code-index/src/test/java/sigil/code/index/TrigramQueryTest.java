package sigil.code.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrigramQueryTest {

    private static final String[] CHARACTERS = {"a", "b", "c", "A", "B", "k", "K", "s", "S", "\u212a", "\u017f", "é", "É", "漢", "😀", "ß", "ẞ", "İ", "ı", "i", "I", "_", " ",
        "1", "\ufffd", "\u1c80", "в", "В", "σ", "ς", "Σ"};
    private static final String[] PIECES = {"a", "b", "c", "A", "B", "k", "K", "s", "S", "ab", "abc", "Kab", "sab", "é", "É", "漢", "σ", "ß", ".", "\\d", "\\w", "\\s", "\\pL", "[ab]",
        "[^a]", "[a-c]", "[ks]", "[A-Z]", "[éb]", "[[:alpha:]]", "[]a]", "\\x41", "\\x{212a}", "\\.", "\\b", "^", "$", "(?i)", "(?-i)", "\\Qab\\E", "{", "ab1"};
    private static final String[] REPEATS = {"", "", "", "", "", "*", "+", "?", "{2}", "{1,3}", "{2,}", "{0,1}", "{0}", "*?", "+?", "{9}", "{12,}"};

    @Test
    void aMatchingLineSatisfiesTheQueryOfItsPattern() {
        var random = new Random(1);
        int valid = 0;
        int matching = 0;
        int telling = 0;
        while (valid < 6_000) {
            var regex = pattern(random, 3);
            boolean insensitive = random.nextBoolean();
            Pattern pattern;
            try {
                pattern = Pattern.compile(regex, insensitive ? Pattern.CASE_INSENSITIVE : 0);
            } catch (PatternSyntaxException e) {
                continue;
            }
            valid++;
            var query = TrigramQuery.ofRegex(regex, insensitive);
            telling += query.equals(TrigramQuery.ALL) ? 0 : 1;
            for (int i = 0; i < 30; i++) {
                // the engine never ends folding U+1C80; it is kept away from it, as LineMatcher does
                var text = text(random, 1 + random.nextInt(12));
                if (pattern.matcher(text.replace('\u1c80', '\ufffd')).find()) {
                    matching++;
                    assertThat(regex + (insensitive ? " (insensitive)" : "") + " matches " + text + ", asks " + query, admits(query, text), is(true));
                }
            }
        }
        assertThat(matching, greaterThan(15_000));
        assertThat(telling, greaterThan(1_000));
    }

    @Test
    void aMatchOfALongPatternMadeFromTheLineSatisfiesItsQuery() {
        var random = new Random(2);
        int matching = 0;
        for (int i = 0; i < 15_000; i++) {
            var text = text(random, 6 + random.nextInt(30));
            var regex = blurred(random, text);
            boolean insensitive = random.nextBoolean();
            try {
                if (Pattern.compile(regex, insensitive ? Pattern.CASE_INSENSITIVE : 0).matcher(text).find()) {
                    matching++;
                    var query = TrigramQuery.ofRegex(regex, insensitive);
                    assertThat(regex + " matches " + text + ", asks " + query, admits(query, text), is(true));
                }
            } catch (PatternSyntaxException e) {
                // a count of nothing, for example
            }
        }
        assertThat(matching, greaterThan(5_000));
    }

    private final Trigrams trigrams = new Trigrams();

    /** Whether a file with this text would be a candidate. */
    private boolean admits(TrigramQuery query, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        trigrams.read(bytes, 0, bytes.length);
        return satisfied(query, IntStream.range(0, trigrams.count()).map(trigrams::get).boxed().collect(Collectors.toSet()));
    }

    private static boolean satisfied(TrigramQuery query, Set<Integer> held) {
        return switch (query) {
            case TrigramQuery.All() -> true;
            case TrigramQuery.Holds(int trigram) -> held.contains(trigram);
            case TrigramQuery.HoldsLike(var first, var second, var third) -> held.stream().anyMatch(group -> first.indexOf(group >>> 16) >= 0
                    && second.indexOf(group >>> 8 & 0xff) >= 0 && third.indexOf(group & 0xff) >= 0);
            case TrigramQuery.And(var parts) -> parts.stream().allMatch(part -> satisfied(part, held));
            case TrigramQuery.Or(var parts) -> parts.stream().anyMatch(part -> satisfied(part, held));
        };
    }

    /** The text as a pattern, some of it made vague. */
    private static String blurred(Random random, String text) {
        var regex = new StringBuilder();
        text.codePoints().forEach(c -> {
            var quoted = c < 128 && !Character.isLetterOrDigit(c) ? "\\" + Character.toString(c) : Character.toString(c);
            regex.append(switch (random.nextInt(14)) {
                case 12, 13 -> c >= '0' && c <= '9' ? "\\d" : c >= 'a' && c <= 'z' ? "[a-z]" : c >= 'A' && c <= 'Z' ? "[A-Z]{1}" : quoted;
                case 0 -> ".";
                case 1 -> quoted + "+";
                case 2 -> quoted + "x?";
                case 3 -> "(" + quoted + "|zz)";
                case 4 -> "(?i:" + quoted + ")";
                case 5 -> "[" + quoted + "q]";
                case 6 -> quoted + "(?:b|c)*";
                default -> quoted;
            });
        });
        return regex.toString().replace("\u1c80", ".").replace("\ufffd", ".");
    }

    private static String pattern(Random random, int depth) {
        var regex = new StringBuilder();
        int alternatives = random.nextInt(4) == 0 ? 2 + random.nextInt(2) : 1;
        for (int a = 0; a < alternatives; a++) {
            regex.append(a > 0 ? "|" : "");
            for (int parts = random.nextInt(5); parts >= 0; parts--) {
                if (depth > 0 && random.nextInt(5) == 0) {
                    regex.append(List.of("(", "(?:", "(?i:", "(?P<n" + random.nextInt(1_000_000) + ">", "(?-i:", "(?s:").get(random.nextInt(6))).append(pattern(random, depth - 1)).append(')');
                } else {
                    regex.append(PIECES[random.nextInt(PIECES.length)]);
                }
                regex.append(REPEATS[random.nextInt(REPEATS.length)]);
            }
        }
        return regex.toString();
    }

    private static String text(Random random, int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            // mostly few letters, so that patterns match
            text.append(CHARACTERS[random.nextInt(3) == 0 ? random.nextInt(CHARACTERS.length) : random.nextInt(9)]);
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"class", "CLASS", "Kelvin", "ſtraße", "STRASSE", "漢字😀", "a\tb", "=>", "Ⅷabc"})
    void aTextIsFoundInEveryCase(String text) {
        for (var line : List.of(text, "x" + text.toLowerCase() + "y", text.toUpperCase().length() == text.length() ? text.toUpperCase() : text)) {
            assertThat(admits(TrigramQuery.ofLiteral(text), line), is(true));
        }
    }

    @ParameterizedTest
    @CsvSource({"hell?o, hello, hallo", "class\\s+\\w+Handler, class FooHandler, class FooHandle", "(foo|bar)baz, a barbaz, a bar baz", "abc?d, xabd, xacd",
        "(?i)STATIC, a static b, a stat b", "[Ff]oo_bar, Foo_bar, Foo-bar", "fo{2}bar, foobar, fobar", "\\bmain\\(, a main(, a mein(", "^import java, import java, import jawa",
        "abc\\.def, abc.def, abcdef", "ab\\dc, ab7c, abxc", "task, TASK, tas",
        "[a-z]{3}[0-9]{3}[a-z]{3}, abc123def, abcd12def", "=>, a=>, a= >", "[a-z]=[0-9], x=1;, x=y;", "(\\d\\d|[a-f][a-f])-, 07-, 7x-", "a[0-9]+b[0-9]b, a1b1b, a1b1c"})
    void whatCannotMatchIsRuledOut(String regex, String matching, String not) {
        var query = TrigramQuery.ofRegex(regex, false);
        assertThat(admits(query, matching), is(true));
        assertThat(regex + ": " + query, admits(query, not), is(false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".*", "ab", "(abc)?", "(abc)*", "a.b.c", "[a-z]{3}", "(", "[", "(?<=x)abc", "\\8abc", "abc|"})
    void whereNothingIsKnownNothingIsRuledOut(String regex) {
        assertThat(admits(TrigramQuery.ofRegex(regex, false), "ab"), is(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=>", "a=>b", "=>\nb", "a\n=>\r\nb", "x =>\n"})
    void twoBytesAreFoundWhereverTheyStandInALine(String text) {
        assertThat(admits(TrigramQuery.ofLiteral("=>"), text), is(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "=", "=\n>", "= >", "a=\r\n>b", ">="})
    void twoBytesAreNotFoundWhereTheyDoNotStandSideBySide(String text) {
        assertThat(admits(TrigramQuery.ofLiteral("=>"), text), is(false));
    }

    @Test
    void aLargePatternStaysASmallQuery() {
        var words = new StringBuilder("word0");
        for (int i = 1; i < 120; i++) {
            words.append("|longer_word_number_").append(i * 7919);
        }
        assertThat(TrigramQuery.ofRegex(words.toString(), false), is(TrigramQuery.ALL));
        var nested = TrigramQuery.ofRegex("(" + "(".repeat(150) + "abc" + ")+".repeat(150) + ")", true);
        assertThat(admits(nested, "xabcx"), is(true));
        assertThat(TrigramQuery.ofRegex("(".repeat(5_000), false), is(TrigramQuery.ALL));
    }
}
