package sigil.code.search;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same files with the same number of matching lines as ripgrep finds, for every query, over the sources of libraries that the build fetches;
 * then again after the files were changed.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(600)
class RipgrepIT {

    private static final SearchControl PATIENT = SearchControl.within(Duration.ofMinutes(2));
    private static final Path JARS = Path.of("target/corpus");
    private static final int EDITS = 2_000;

    /**
     * Queries, one on a line: {@code L} for a literal, {@code R} for a pattern, in lower case where letters are compared without regard to case.
     */
    private static final String QUERIES = """
            L InterruptedException
            L HashMap
            L import java.util.List;
            L public static void main(
            L return
            L the
            L a
            L (
            L if
            L =>
            L qq
            L {}
            L ;;
            L @Override
            L ImmutableMap.Builder<K, V>
            L throw new IllegalArgumentException(
            L TODO
            L nowhere to be found in any of them
            L xyzzy
            L Copyright
            L \\n
            L "\\\\"
            L /*
            L */
            L ->
            L <T>
            L ::
            L !=
            L ==
            L &&
            L 0x
            L 1L
            L é
            L ü
            L ©
            L “
            L —
            L    \t
            L     }
            L SessionFactoryImplementor
            L org.hibernate.engine.spi
            L getClass().getName()
            L synchronized
            L volatile
            L $
            L ^
            L .*
            L [0]
            L ???
            L \u212a
            L ſ
            l interruptedexception
            l HASHMAP
            l class
            l static
            l task
            l kelvin
            l sql
            l k
            l s
            l ks
            l É
            l select
            l <t>
            l this.
            l nowhere to be found in any of them
            R class\\s+\\w+Handler\\b
            R (foo|bar|baz)\\(
            R Hash(Map|Set)<
            R ^import
            R ^package org\\.hibernate\\.(boot|cfg)
            R \\{$
            R ;\\s*$
            R ^\\s*$
            R ^$
            R \\bint\\b
            R \\bint\\s+hashCode\\(\\)
            R \\d{4}-\\d{2}-\\d{2}
            R [a-z]{3}[0-9]{3}[a-z]{3}
            R [A-Z]{8,}
            R x*
            R a.b.c
            R (?i)hashmap
            R (?i:select) .* (?i:from)
            R get[A-Z]\\w*Name\\(
            R (get|set|is)[A-Z]
            R colou?r
            R abc?d
            R (ab)+c
            R o{2}
            R e{2,3}
            R [Tt]he
            R [^a-z]if\\(
            R @(Test|Deprecated|Override)
            R \\.(get|put)\\(
            R new \\w+<>\\(\\)
            R "[^"]*\\\\n"
            R //.*TODO
            R <[A-Z], [A-Z]>
            R \\bnull\\b.*\\bnull\\b
            R (?:return|throw) (?:new )?[A-Z]
            R [éüö]
            R .é.
            R \\x41bstract
            R \\$\\{
            R \\.\\.\\.
            R ^.{150,}$
            R ^\\t+return
            R \\w+Exception \\|
            R nothing(at|to)all
            R (a|b|c|d)(e|f|g|h)(i|j|k|l)m
            R ((public|private) )?static (final )?long
            r hash(map|set)
            r ^import static
            r [a-c]lass
            r \\bsql\\b
            r select.*from
            r k[aeiou]s
            r (task|kiosk)s?
            r interface \\w+factory
            """;

    @TempDir
    static Path directory;

    private static Path files;
    private static Indexer indexer;
    private static Freshness freshness;
    private static IndexedSearch search;

    private record Asked(String text, boolean regex, boolean insensitive) {

        static Asked of(String line) {
            var text = line.substring(2).replace("\\t", line.charAt(0) == 'L' ? "\t" : "\\t");
            return new Asked(text, Character.toUpperCase(line.charAt(0)) == 'R', Character.isLowerCase(line.charAt(0)));
        }

        SearchQuery query() {
            return (regex ? SearchQuery.regex(text) : SearchQuery.literal(text)).withCase(insensitive ? CaseMode.INSENSITIVE : CaseMode.SENSITIVE).withCountAll(true)
                    .withLimit(1);
        }

        List<String> command() {
            // \w, \d and \b are ASCII with us, letters beyond it are not
            var command = new ArrayList<>(List.of("rg", "--no-config", "-uu", "-a", "-c", "--no-heading", "--crlf", insensitive ? "-i" : "-s"));
            if (regex) {
                command.addAll(List.of("-e", text.replace("\\w", "[0-9A-Za-z_]").replace("\\d", "[0-9]").replace("\\b", "(?-u:\\b)").replace("\\s", "[\\t\\n\\f\\r ]")));
            } else {
                command.addAll(List.of("-F", "-e", text));
            }
            command.add("./");
            return command;
        }
    }

    private static List<Asked> asked() {
        return QUERIES.lines().filter(line -> !line.isBlank()).map(Asked::of).toList();
    }

    @BeforeAll
    static void makeTheCorpus() throws Exception {
        boolean installed = available();
        if (!installed && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("ripgrep is not installed: bin/test installs it");
        }
        assumeTrue(installed, "ripgrep is not installed");
        files = Files.createDirectories(directory.resolve("corpus"));
        long bytes = 0;
        int number = 0;
        try (var jars = Files.list(JARS)) {
            for (var jar : jars.toList()) {
                try (var zip = new ZipFile(jar.toFile())) {
                    for (var entry : zip.stream().filter(entry -> !entry.isDirectory()).toList()) {
                        var target = files.resolve(jar.getFileName().toString().replaceAll("-[0-9].*", "")).resolve(entry.getName()).normalize();
                        if (target.startsWith(files) && entry.getSize() < ScanSearch.STANDARD_LARGEST_FILE) {
                            Files.createDirectories(target.getParent());
                            var content = zip.getInputStream(entry).readAllBytes();
                            // what is no text is passed over by us and not by ripgrep under -a
                            if (!FirstBytes.binary(content, content.length)) {
                                Files.write(target, content);
                                bytes += content.length;
                                number++;
                            }
                        }
                    }
                }
            }
        }
        // with a file of its own kind at the root nothing is left out unless it says so
        Files.writeString(files.resolve(".gitignore"), "# nothing\n");
        assertThat(number, greaterThanOrEqualTo(5_000));
        assertThat(bytes, greaterThan(30_000_000L));
        var repositories = Repositories.of(List.of(Repository.of("corpus", files)));
        var gate = PathGate.of(new SecretRules(List.of(), List.of("**")), directory.resolve("none"));
        indexer = new Indexer(repositories, gate, directory.resolve("index"), ScanSearch.STANDARD_LARGEST_FILE, Duration.ZERO, event -> { });
        search = new IndexedSearch(repositories, gate, indexer);
        freshness = new Freshness(repositories, gate);
        freshness.tell(new FollowedIndex(indexer, freshness));
        freshness.begin();
        settle();
    }

    private static boolean available() throws InterruptedException {
        try {
            return new ProcessBuilder("rg", "--version").redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Until the watch has told what was changed before. */
    private static void told() throws IOException, InterruptedException {
        Files.writeString(files.resolve("Last.java"), "class TheLastOfAllChanges { }\n");
        var query = SearchQuery.literal("TheLastOfAllChanges");
        while (((SearchResult) search.search(query, PATIENT)).counted() == 0) {
            Thread.sleep(5);
        }
    }

    private static void settle() throws InterruptedException {
        while (indexer.state("corpus").phase() != IndexState.Phase.CURRENT || indexer.state("corpus").pending() > 0) {
            Thread.sleep(20);
        }
    }

    @AfterAll
    static void close() {
        if (search != null) {
            freshness.close();
            search.close();
            indexer.close();
        }
    }

    @Test
    @Order(1)
    void everyQueryFindsTheFilesAndTheNumbersOfLinesThatRipgrepFinds() throws Exception {
        assertThat(asked().size(), greaterThanOrEqualTo(100));
        compare(1);
    }

    @Test
    @Order(2)
    void andSoItDoesAfterRandomChangesThatAreWatched() throws Exception {
        var random = new Random(5);
        List<Path> all;
        try (var walked = Files.walk(files)) {
            all = new ArrayList<>(walked.filter(Files::isRegularFile).sorted().toList());
        }
        for (int i = 0; i < EDITS; i++) {
            var file = all.get(random.nextInt(all.size()));
            if (!Files.exists(file)) {
                Files.writeString(file, "class Back { HashMap<K, V> é; /* TODO */ }\n");
            } else {
                switch (random.nextInt(4)) {
                    case 0 -> Files.delete(file);
                    case 1 -> {
                        var target = file.resolveSibling("Renamed" + i + ".java");
                        Files.move(file, target);
                        all.add(target);
                    }
                    case 2 -> Files.writeString(file, "\n// task kiosk HashMap SELECT x FROM y 2020-01-02\n", java.nio.file.StandardOpenOption.APPEND);
                    default -> Files.write(file, Files.readAllLines(file, StandardCharsets.ISO_8859_1).reversed(), StandardCharsets.ISO_8859_1);
                }
            }
        }
        told();
        // while the index follows: a part, since it takes its time
        compare(4);
        settle();
        compare(1);
    }

    /** Asks every so many-th query. */
    private static void compare(int step) throws Exception {
        int spared = 0;
        var all = asked();
        for (int i = 0; i < all.size(); i += step) {
            var asked = all.get(i);
            var expected = ripgrep(asked);
            var result = (SearchResult) search.search(asked.query(), PATIENT);
            assertThat(asked.toString(), result.ending(), is(result.counted() > 1 ? SearchResult.Ending.LIMIT : SearchResult.Ending.COMPLETE));
            assertThat(asked.toString(), result.counted(), is(expected.values().stream().mapToLong(Integer::intValue).sum()));
            assertThat(asked.toString(), result.coverage().matching(), is(expected.size()));
            // the first thousand files have their numbers
            for (var count : result.counts()) {
                assertThat(asked + " in " + count.path(), count.lines(), is(expected.get(count.path())));
            }
            spared += result.coverage().ruledOut();
        }
        assertThat(spared, greaterThan(100_000 / step));
    }

    private static Map<String, Integer> ripgrep(Asked asked) throws IOException, InterruptedException {
        var process = new ProcessBuilder(asked.command()).directory(files.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        process.getOutputStream().close();
        var counts = new TreeMap<String, Integer>();
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
            int colon = line.lastIndexOf(':');
            counts.put(line.substring(2, colon), Integer.parseInt(line.substring(colon + 1)));
        });
        if (process.waitFor() > 1) {
            throw new UncheckedIOException(new IOException("ripgrep failed for " + asked));
        }
        return counts;
    }
}
