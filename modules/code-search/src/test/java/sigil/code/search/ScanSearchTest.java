package sigil.code.search;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

@Timeout(120)
class ScanSearchTest {

    private static final SearchControl PATIENT = SearchControl.within(Duration.ofSeconds(60));
    static final String[] WORDS = {"foo", "Foo", "FOO", "bar", "bAr", "foo_bar", "x1", "straße", "STRASSE", "Kelvin", "\u212Aelvin", "silk", "ſilk", "é", "É", "漢字",
        "😀", "(", "a.b", "a+b", "\t", "  ", "if", "ifx", "0", "İ", "ı", "i", "I", "…", "//"};

    @TempDir
    Path directory;

    private SearchResult search(SearchQuery query) {
        var tree = new Tree(directory);
        try (var search = new ScanSearch(Repositories.of(List.of(tree.repository())), tree.gate())) {
            return (SearchResult) search.search(query, PATIENT);
        }
    }

    private String rejected(SearchQuery query) {
        var tree = new Tree(directory);
        try (var search = new ScanSearch(Repositories.of(List.of(tree.repository())), tree.gate())) {
            return ((QueryRejected) search.search(query, PATIENT)).message();
        }
    }

    static List<String> rows(SearchResult result) {
        return result.files().stream().flatMap(file -> file.lines().stream()
                .map(line -> file.path() + (line.match() ? ":" : "-") + line.number() + (line.match() ? ":" : "-") + line.text())).toList();
    }

    @Test
    void agreesWithAPlainLineByLineScanOnGeneratedTextsAndQueries() {
        var random = new Random(42);
        var files = new TreeMap<String, List<String>>(CodePointOrder.PATHS);
        var tree = new Tree(directory);
        for (int i = 0; i < 150; i++) {
            var lines = new ArrayList<String>();
            for (int line = random.nextInt(40); line > 0; line--) {
                var text = new StringBuilder();
                for (int word = random.nextInt(7); word > 0; word--) {
                    text.append(WORDS[random.nextInt(WORDS.length)]).append(random.nextInt(3) == 0 ? "" : " ");
                }
                lines.add(text.toString());
            }
            boolean latin = lines.stream().allMatch(l -> l.chars().allMatch(c -> c < 256)) && random.nextBoolean();
            var path = (random.nextBoolean() ? "d" + random.nextInt(5) + "/" : "") + (random.nextBoolean() ? "e-" + random.nextInt(3) + "/" : "") + "f" + i + ".txt";
            var end = random.nextBoolean() ? "\n" : "\r\n";
            var text = String.join(end, lines) + (lines.isEmpty() || random.nextBoolean() && !lines.getLast().isEmpty() ? "" : end);
            int kind = random.nextInt(5);
            tree.file(path, kind == 0 ? ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16BE) : kind == 1 ? ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8)
                    : text.getBytes(latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
            files.put(path, lines);
        }
        int found = 0;
        try (var search = new ScanSearch(Repositories.of(List.of(tree.repository())), tree.gate())) {
            for (int i = 0; i < 600; i++) {
                var query = query(random);
                int context = random.nextInt(3) == 0 ? random.nextInt(4) : 0;
                var page = query.withContext(context).withLimit(1 + random.nextInt(60)).from(random.nextInt(3) == 0 ? random.nextInt(100) : 0);
                var result = (SearchResult) search.search(page, PATIENT);
                var expected = expected(files, page);
                assertThat(page.toString(), rows(result), is(expected.rows));
                assertThat(page.toString(), result.ending(), is(expected.more ? SearchResult.Ending.LIMIT : SearchResult.Ending.COMPLETE));
                assertThat(result.nextOffset(), is(expected.more ? page.offset() + page.limit() : 0));
                var all = (SearchResult) search.search(page.withCountAll(true), PATIENT);
                assertThat(all.counted(), is((long) expected.total));
                assertThat(rows(all), is(expected.rows));
                found += expected.total;
            }
        }
        assertThat(found, greaterThan(10_000));
    }

    static SearchQuery query(Random random) {
        var text = WORDS[random.nextInt(WORDS.length)] + (random.nextInt(3) == 0 ? (random.nextBoolean() ? " " : "") + WORDS[random.nextInt(WORDS.length)] : "");
        var modes = CaseMode.values();
        var mode = modes[random.nextInt(modes.length)];
        if (random.nextInt(3) == 0) {
            var patterns = List.of("fo+", "^foo", "bar$", "f.o|b.r", "(foo|bar) ?x1", "[fF]oo_?b", "\\bif\\b", "a\\.b", "fo{2}", "fo{0,1}x?", "k?elvin", "(?:x1)+", "^$", "\\d", "(?-i:[^ -~])",
                    "(?i)STRASSE", "foo(_bar)?", "sil", "\\pL{3}", "a\\+b|漢", "\\(", "x*");
            text = patterns.get(random.nextInt(patterns.size()));
            return SearchQuery.regex(text).withCase(mode).withWord(random.nextInt(4) == 0);
        }
        return SearchQuery.literal(text).withCase(mode).withWord(random.nextInt(4) == 0);
    }

    private record Expected(List<String> rows, boolean more, int total) {
    }

    /** Nothing of the engine is used here: {@code java.util.regex} on each line in turn. */
    private static Expected expected(TreeMap<String, List<String>> files, SearchQuery query) {
        boolean upper = query.text().replaceAll(query.regex() ? "\\\\." : "(?!)", "").codePoints().anyMatch(Character::isUpperCase);
        boolean insensitive = query.caseMode() == CaseMode.INSENSITIVE || query.caseMode() == CaseMode.SMART && !upper;
        var body = query.regex() ? query.text().replace("\\b", "(?-i:(?<=[0-9A-Za-z_])(?![0-9A-Za-z_])|(?<![0-9A-Za-z_])(?=[0-9A-Za-z_]))") : literal(query.text(), insensitive);
        body = query.word() ? "(?<![\\pL\\pN_])(?:" + body + ")(?![\\pL\\pN_])" : body;
        var pattern = Pattern.compile(body, insensitive && query.regex() ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
        var rows = new ArrayList<String>();
        int total = 0;
        for (var file : files.entrySet()) {
            var shown = new TreeMap<Integer, Boolean>();
            for (int i = 0; i < file.getValue().size(); i++) {
                if (pattern.matcher(file.getValue().get(i)).find()) {
                    if (total >= query.offset() && total < query.offset() + query.limit()) {
                        for (int j = Math.max(0, i - query.context()); j <= Math.min(file.getValue().size() - 1, i + query.context()); j++) {
                            shown.merge(j, j == i, Boolean::logicalOr);
                        }
                    }
                    total++;
                }
            }
            shown.forEach((i, match) -> rows.add(file.getKey() + (match ? ":" : "-") + (i + 1) + (match ? ":" : "-") + file.getValue().get(i)));
        }
        return new Expected(rows, total > query.offset() + query.limit(), total);
    }

    /** A literal as a pattern that lists each letter's simple foldings. */
    private static String literal(String text, boolean insensitive) {
        var out = new StringBuilder();
        text.codePoints().forEach(c -> {
            // each once: doubled alternatives would send the oracle back and forth for ever
            var all = new TreeSet<String>();
            for (int other : insensitive ? new int[] {c, Character.toLowerCase(c), Character.toUpperCase(c), c == 'k' || c == 'K' || c == 0x212a ? 0x212a : c,
                c == 's' || c == 'S' || c == 0x17f ? 0x17f : c, c == 0x212a ? 'K' : c, c == 0x212a ? 'k' : c, c == 0x17f ? 's' : c, c == 0x17f ? 'S' : c,
                c == 0xdf ? 0x1e9e : c} : new int[] {c}) {
                if (c != 0x130 && c != 0x131 || other == c) {
                    all.add(Pattern.quote(Character.toString(other)));
                }
            }
            out.append("(?:").append(String.join("|", all)).append(')');
        });
        return out.toString();
    }

    @Test
    void pagesFollowOnEachOtherWithoutLossOrRepeat() {
        var tree = new Tree(directory);
        for (int i = 0; i < 200; i++) {
            tree.file("d" + i % 7 + "/f" + i, "hit\nmiss\nhit\n".repeat(i % 5));
        }
        var whole = rows(search(SearchQuery.literal("hit").withLimit(1000)));
        var paged = new ArrayList<String>();
        for (int next = 0, pages = 0; pages == 0 || next > 0; pages++) {
            var result = search(SearchQuery.literal("hit").withLimit(37).from(next));
            paged.addAll(rows(result));
            next = result.nextOffset();
        }
        assertThat(paged, is(whole));
        assertThat(whole.size(), is(800));
    }

    @Test
    void binaryLargeAndFilteredFilesAreCountedOrLeftOut() {
        new Tree(directory).file("a.txt", "hit").file("b.bin", "hit\0").file("big.txt", "hit\n" + "x".repeat(3 << 20)).file("c.java", "hit").file(".github/w.yml", "hit");
        var result = search(SearchQuery.literal("hit"));
        assertThat(result.coverage(), is(new SearchResult.Coverage(3, 3, 1, 1, 0, 0, 0)));
        assertThat(rows(search(SearchQuery.literal("hit").inPaths(PathFilter.parse("*.java")))), is(List.of("c.java:1:hit")));
        assertThat(rows(search(SearchQuery.literal("hit").withHidden(false))), is(List.of("a.txt:1:hit", "c.java:1:hit")));
    }

    @Test
    void aDirectoryThatLiesTooDeepIsCountedAsNotEntered() {
        new Tree(directory).file("a.txt", "hit").file("d/".repeat(100) + "last.txt", "hit").file("d/".repeat(101) + "deeper.txt", "hit");
        var result = search(SearchQuery.literal("hit"));
        assertThat(result.counted(), is(1L));
        assertThat(result.coverage().notEntered(), is(1));
    }

    @Test
    void aLongLineIsClippedAroundItsFirstMatch() {
        new Tree(directory).file("min.js", "😀".repeat(3000) + "needle" + "y".repeat(300_000) + "needle");
        var line = search(SearchQuery.literal("needle")).files().getFirst().lines().getFirst();
        assertThat(line.clipped(), is(true));
        assertThat(line.text(), containsString("😀needleyy"));
        assertThat(line.text().length(), lessThan(245));
        assertThat(line.text().codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE), is(false));
    }

    @Test
    void repositoriesComeByNameAndOneMayBeChosen() {
        var one = Repository.of("b-one", new Tree(directory.resolve("1")).file("f", "hit").root());
        var two = Repository.of("a-two", new Tree(directory.resolve("2")).file("f", "hit").root());
        try (var search = new ScanSearch(Repositories.of(List.of(one, two)), PathGate.of(SecretRules.standard(), directory.resolve("none")))) {
            var all = (SearchResult) search.search(SearchQuery.literal("hit"), PATIENT);
            assertThat(all.counts(), is(List.of(new SearchResult.FileCount("a-two", "f", 1), new SearchResult.FileCount("b-one", "f", 1))));
            var chosen = (SearchResult) search.search(SearchQuery.literal("hit").inRepository("b-one"), PATIENT);
            assertThat(chosen.files().stream().map(SearchResult.FileMatches::repository).toList(), is(List.of("b-one")));
            var unknown = (QueryRejected) search.search(SearchQuery.literal("hit").inRepository("c"), PATIENT);
            assertThat(unknown.message(), is("there is no repository 'c'; there are: a-two, b-one"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[a", "a{2000}", "(?=x)", "a**", "\\8", "*a", "(?P<n>", "x\\"})
    void aBadRegexIsExplained(String regex) {
        var message = rejected(SearchQuery.regex(regex));
        assertThat(message, containsString("the regex cannot be read: "));
        assertThat(message, containsString("set regex=false to search literally"));
    }

    @Test
    void unusableQueriesAreExplained() {
        assertThat(rejected(SearchQuery.literal("")), containsString("empty"));
        assertThat(rejected(SearchQuery.literal("a\nb")), containsString("line break"));
        assertThat(rejected(SearchQuery.literal("a".repeat(1001))), containsString("longer than 1000"));
        assertThat(rejected(SearchQuery.regex("((a{100}){10}){10}")), containsString("set regex=false"));
        assertThat(rejected(SearchQuery.regex("(?=x)")), containsString("position 1"));
    }

    @Test
    void aSpentBudgetGivesAPartialAnswerThatSaysSo() {
        var tree = new Tree(directory).file("a", ("(x".repeat(500) + "\n").repeat(1500)).file("b", "y".repeat(1_900_000));
        try (var search = new ScanSearch(Repositories.of(List.of(tree.repository())), tree.gate())) {
            var result = (SearchResult) search.search(SearchQuery.regex("(x|y|.)*(x|y|.)*(x|y|.)*\\b\\B"), SearchControl.within(Duration.ofMillis(60)));
            assertThat(result.ending(), is(SearchResult.Ending.DEADLINE));
            assertThat(result.files(), is(empty()));
        }
    }

    @Test
    void aCancelledSearchEndsAndSaysSo() {
        var tree = new Tree(directory);
        for (int i = 0; i < 500; i++) {
            tree.file("f" + i, "hit\n".repeat(10));
        }
        try (var search = new ScanSearch(Repositories.of(List.of(tree.repository())), tree.gate())) {
            var asked = new AtomicInteger();
            var result = (SearchResult) search.search(SearchQuery.literal("nothing"), PATIENT.cancelledBy(() -> asked.incrementAndGet() > 100));
            assertThat(result.ending(), is(SearchResult.Ending.CANCELLED));
            Thread.currentThread().interrupt();
            var interrupted = (SearchResult) search.search(SearchQuery.regex("(h|i|t)*z"), PATIENT);
            assertThat(Thread.interrupted(), is(true));
            assertThat(interrupted.ending(), is(SearchResult.Ending.CANCELLED));
        }
    }

    @Test
    void progressCountsUpToEveryFile() {
        var tree = new Tree(directory);
        for (int i = 0; i < 300; i++) {
            tree.file("f" + i, "x");
        }
        var seen = Collections.synchronizedList(new ArrayList<Long>());
        try (var search = new ScanSearch(Repositories.of(List.of(tree.repository())), tree.gate())) {
            search.search(SearchQuery.literal("nothing"), PATIENT.reportingTo(seen::add));
        }
        assertThat(seen, is(seen.stream().sorted().toList()));
        assertThat(seen.getLast(), is(300L));
        assertThat(seen.size(), greaterThan(1));
    }

    @Test
    void aHostileRegexIsLinear() {
        new Tree(directory).file("f", "a".repeat(20_000));
        assertThat(search(SearchQuery.regex("(a|aa)+$|(x|y)*z")).shown(), is(1));
        assertThat(search(SearchQuery.regex("(a*)*b")).shown(), is(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?i)\u1c80", "(?i)[b-\\x{1fff}]", "(?i)[b-\u1fff]", "(?i:\\x{1C85})", "(?i)[a-\\x{010FFF}]", "(?i)x[^b-\u6f22]"})
    void aPatternTheEngineWouldNeverEndOnIsRejected(String regex) {
        assertThat(rejected(SearchQuery.regex(regex)), containsString("case=sensitive"));
    }

    @Test
    void textTheEngineWouldNeverEndOnIsSearched() {
        new Tree(directory).file("f", "\u1c80\u1c88 Needle\n");
        assertThat(search(SearchQuery.regex("(?i).needle|.\\p{Cyrillic}\\pL[^\\pL]x")).shown(), is(1));
        assertThat(search(SearchQuery.regex("[^a] need?le").withWord(true)).shown(), is(1));
        assertThat(search(SearchQuery.literal("\u1c80").withCase(CaseMode.INSENSITIVE)).shown(), is(1));
        assertThat(search(SearchQuery.regex("\u1c80").withCase(CaseMode.SENSITIVE)).shown(), is(1));
    }

    @Test
    void aVanishedRootIsNoErrorAndNamesNoPath() throws Exception {
        var tree = new Tree(directory.resolve("gone")).file("f", "hit");
        try (var search = new ScanSearch(Repositories.of(List.of(tree.repository())), tree.gate())) {
            Files.delete(tree.root().resolve("f"));
            Files.delete(tree.root());
            var result = search.search(SearchQuery.literal("hit"), PATIENT);
            assertThat(result.toString(), not(containsString(directory.toString())));
            assertThat(((SearchResult) result).files(), is(empty()));
        }
    }
}
