package sigil.code.search;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

class FileReadingTest {

    @TempDir
    Path directory;

    private Tree tree;
    private FileReading reading;

    @BeforeEach
    void begin() {
        tree = new Tree(directory);
        reading = new FileReading(tree.gate());
    }

    private ReadOutcome.Text text(String path, int from, int to, int bytes) {
        return (ReadOutcome.Text) reading.read(tree.repository(), path, from, to, bytes);
    }

    private ReadOutcome.Text whole(byte[] content) {
        tree.file("f", content);
        return text("f", 1, Integer.MAX_VALUE, 1 << 20);
    }

    private static List<String> lines(ReadOutcome.Text text) {
        return text.lines().stream().map(ReadOutcome.Line::text).toList();
    }

    @Test
    void aRangeComesWithItsNumbersAndWhereToGoOn() {
        tree.file("f", "one\ntwo\nthree\nfour\n");
        var text = text("f", 2, 3, 1000);
        assertThat(text.lines(), is(List.of(new ReadOutcome.Line(2, "two", false), new ReadOutcome.Line(3, "three", false))));
        assertThat(text, is(new ReadOutcome.Text("f", text.lines(), 4, 19, TextEncoding.UTF_8, false, 4)));
        assertThat(text("f", 4, 9, 1000).nextLine(), is(0));
        assertThat(text("f", 5, 9, 1000).lines(), is(empty()));
    }

    @Test
    void lineEndsAreCountedRight() {
        for (var example : List.of(List.of(""), List.of("\n", ""), List.of("a", "a"), List.of("a\n", "a"), List.of("a\r\nb", "a", "b"), List.of("a\n\nb\n", "a", "", "b"),
                List.of("a\rb\r\n", "a\rb"), List.of("\r\n\r\n", "", ""), List.of("a\r\r\nb", "a\r", "b"))) {
            var text = whole(example.getFirst().getBytes(StandardCharsets.UTF_8));
            assertThat(lines(text), is(example.subList(1, example.size())));
            assertThat(text.totalLines(), is(example.size() - 1));
        }
    }

    @Test
    void encodingsAreToldApart() {
        var sample = "grüße 漢字 😀\nzwei";
        for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            assertThat(lines(whole(("\uFEFF" + sample).getBytes(charset))), is(List.of("grüße 漢字 😀", "zwei")));
        }
        assertThat(lines(whole(sample.getBytes(StandardCharsets.UTF_8))), is(List.of("grüße 漢字 😀", "zwei")));
        var latin = whole("grüße\n\u0080".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(lines(latin), is(List.of("grüße", "€")));
        assertThat(latin.encoding(), is(TextEncoding.WINDOWS_1252));
        assertThat(whole("\uFEFFa".getBytes(StandardCharsets.UTF_16LE)).encoding(), is(TextEncoding.UTF_16LE));
        assertThat(whole("\uFEFFa".getBytes(StandardCharsets.UTF_16BE)).encoding(), is(TextEncoding.UTF_16BE));
    }

    @Test
    void longUtf16TextIsNotTornAtPieceBorders() {
        var line = "x😀".repeat(40_000);
        var text = new StringBuilder("\uFEFF");
        for (int i = 0; i < line.length(); i += 300) {
            text.append(line, i, i + 300).append('\n');
        }
        assertThat(String.join("", lines(whole(text.toString().getBytes(StandardCharsets.UTF_16LE)))), is(line));
    }

    @Test
    void utf8IsJudgedAsTheDecoderJudgesIt() {
        var random = new Random(7);
        int invalid = 0;
        for (int i = 0; i < 20_000; i++) {
            var noise = new byte[1 + random.nextInt(12)];
            random.nextBytes(noise);
            var bytes = random.nextBoolean() ? noise : "abcdefghijké漢😀".substring(random.nextInt(12)).getBytes(StandardCharsets.UTF_8);
            if (random.nextBoolean()) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            boolean valid = Arrays.equals(new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), bytes);
            var check = new Utf8Check();
            int cut = random.nextInt(bytes.length + 1);
            check.accept(bytes, 0, cut);
            check.accept(bytes, cut, bytes.length);
            assertThat(Arrays.toString(bytes), check.valid(), is(valid));
            invalid += valid ? 0 : 1;
        }
        assertThat(invalid > 1000 && invalid < 19_000, is(true));
    }

    @Test
    void aBinaryFileIsNamedAndSized() {
        tree.file("a.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0}).file("b", "abc\0def").file("late", "x".repeat(9000) + "\0");
        assertThat(reading.read(tree.repository(), "a.png", 1, 9, 99), is(new ReadOutcome.Binary("a.png", 10, "PNG image")));
        assertThat(reading.read(tree.repository(), "b", 1, 9, 99), is(new ReadOutcome.Binary("b", 7, "binary data")));
        assertThat(reading.read(tree.repository(), "late", 1, 9, 99), instanceOf(ReadOutcome.Text.class));
    }

    @Test
    void theBudgetEndsThePageAndPagesMakeTheWhole() {
        var expected = new ArrayList<String>();
        for (int i = 0; i < 300; i++) {
            expected.add("line " + "é".repeat(i % 40));
        }
        tree.file("f", String.join("\n", expected));
        var seen = new ArrayList<String>();
        for (int next = 1; next > 0; ) {
            var page = text("f", next, Integer.MAX_VALUE, 500);
            assertThat(page.truncated(), is(page.nextLine() > 0));
            assertThat(page.lines().stream().mapToInt(l -> l.text().getBytes(StandardCharsets.UTF_8).length + 1).sum(), lessThanOrEqualTo(500));
            seen.addAll(lines(page));
            next = page.nextLine();
        }
        assertThat(seen, is(expected));
    }

    @Test
    void aHugeLineIsClippedAndSaysSo() {
        tree.file("f", "a\n" + "😀".repeat(500_000) + "\nz");
        var text = text("f", 1, 3, 100_000);
        assertThat(text.totalLines(), is(3));
        assertThat(text.lines().get(1).clipped(), is(true));
        assertThat(text.lines().get(1).text(), endsWith("😀" + LinePage.CLIPPED));
        assertThat(text.lines().get(1).text().length(), is(2000 + LinePage.CLIPPED.length()));
        assertThat(text.lines().get(2), is(new ReadOutcome.Line(3, "z", false)));
        var small = text("f", 2, 2, 30);
        assertThat(small.lines().getFirst().text(), is("😀".repeat(7) + LinePage.CLIPPED));
    }

    @Test
    void aBigFileIsReadByRangeAndOneBeyondTheLimitIsNot() throws IOException {
        var line = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcd\r\n".getBytes(StandardCharsets.UTF_8);
        var file = directory.resolve("big.txt");
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < 500_000; i++) {
                out.write(line);
            }
        }
        var text = text("big.txt", 499_999, 500_001, 1000);
        assertThat(text.totalLines(), is(500_000));
        assertThat(text.lines().size(), is(2));
        assertThat(text.nextLine(), is(0));
        try (var sparse = new RandomAccessFile(directory.resolve("huge.txt").toFile(), "rw")) {
            sparse.setLength(FileReading.STANDARD_LIMIT + 1);
        }
        assertThat(reading.read(tree.repository(), "huge.txt", 1, 1, 1),
                is(new ReadOutcome.TooLarge("huge.txt", FileReading.STANDARD_LIMIT + 1, FileReading.STANDARD_LIMIT)));
    }

    @Test
    void aDirectoryIsSaidToBeOne() {
        tree.file("d/f", "");
        assertThat(reading.read(tree.repository(), "d/", 1, 1, 1), is(new ReadOutcome.IsDirectory("d")));
        assertThat(reading.read(tree.repository(), "", 1, 1, 1), is(new ReadOutcome.IsDirectory("")));
    }

    @Test
    void aRangeThatIsNoneIsAnErrorWithACure() {
        var error = assertThrows(IllegalArgumentException.class, () -> text("f", 5, 4, 10));
        assertThat(error.getMessage(), containsString("endLine is 4; give 5 or more"));
        assertThrows(IllegalArgumentException.class, () -> text("f", 0, 4, 10));
        assertThrows(IllegalArgumentException.class, () -> text("f", 1, 4, 0));
    }
}
