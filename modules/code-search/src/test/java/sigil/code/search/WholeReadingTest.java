package sigil.code.search;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Base64;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

class WholeReadingTest {

    private static final String SAMPLE = "grüße\r\n\n€ without an end";

    @TempDir
    Path directory;

    private Tree tree;

    @BeforeEach
    void begin() {
        tree = new Tree(directory);
    }

    private WholeOutcome read(String path, int largest) {
        return new WholeReading(tree.gate(), largest).read(tree.repository(), path);
    }

    private WholeFile whole(byte[] bytes) {
        tree.file("f", bytes);
        return (WholeFile) read("f", 1 << 20);
    }

    @ParameterizedTest
    @EnumSource(TextEncoding.class)
    void textComesToTheLetterInAnyEncoding(TextEncoding encoding) {
        boolean marked = encoding == TextEncoding.UTF_16LE || encoding == TextEncoding.UTF_16BE;
        var file = whole(((marked ? "\uFEFF" : "") + SAMPLE).getBytes(Charset.forName(encoding.label())));
        assertThat(file.binary(), is(false));
        assertThat(file.encoding(), is(encoding));
        assertThat(file.text(), is(SAMPLE));
    }

    @Test
    void theMarkOfUtf8IsDropped() {
        assertThat(whole(("\uFEFF" + SAMPLE).getBytes(Charset.forName("UTF-8"))).text(), is(SAMPLE));
    }

    @Test
    void bytesComeAsTheyAre() {
        var bytes = new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, (byte) 0xff};
        var file = whole(bytes);
        assertThat(file.binary(), is(true));
        assertThat(Base64.getDecoder().decode(file.base64()), is(bytes));
        assertThat(file.path(), is("f"));
    }

    @Test
    void anEmptyFileIsEmptyText() {
        var file = whole(new byte[0]);
        assertThat(file.binary(), is(false));
        assertThat(file.text(), is(""));
        assertThat(file.base64(), is(""));
    }

    @Test
    void aFileAtTheLimitIsReadAndOneBeyondItIsNamedWithItsSize() {
        tree.file("f", "12345");
        assertThat(read("f", 5), instanceOf(WholeFile.class));
        assertThat(read("f", 4), is(new ReadOutcome.TooLarge("f", 5, 4)));
    }

    @Test
    void aFileThatGrowsAfterItWasOpenedIsHeldToTheLimitToo() {
        // what procfs says of a size is 0, whatever there is to read: the growth of a file, held still
        var repository = Repository.of("proc", Path.of("/proc/self"));
        var gate = PathGate.of(SecretRules.standard(), directory.resolve("no-such-file"));
        assertThat(new WholeReading(gate, 10).read(repository, "status"), is(new ReadOutcome.TooLarge("status", 11, 10)));
    }

    @Test
    void directoriesAndWhatIsRefusedAreToldAsInReadingByLines() {
        tree.file("d/f", "").file(".env", "");
        assertThat(read("d", 10), is(new ReadOutcome.IsDirectory("d")));
        assertThat(read(".env", 10), is(new Refused(".env")));
        assertThat(read("none", 10), is(new Refused("none")));
    }

    @Test
    void aLimitThatIsNoneIsAnErrorWithACure() {
        assertThat(assertThrows(IllegalArgumentException.class, () -> read("f", 0)).getMessage(), is("largestBytes is 0; give 1 to 1073741824"));
    }
}
