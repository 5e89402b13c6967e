package sigil.tunnel;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody made to harm whoever reads it is refused in a sentence, with its line. */
class YamlTreeTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"a: &a [*a]|*a stands for what it is a part of", "a: &a {b: {c: *a}}|*a stands for what it is a part of"})
    void whatHasItselfAsAPartIsRefused(String text, String why) {
        assertThat(refused(text).getMessage(), is(why));
        assertThat(refused("x: 1\n" + text).line(), is(2));
    }

    @Test
    void whatIsNestedWithoutEndIsRefused() {
        assertThat(refused("[".repeat(200_000)).getMessage(), containsString("within one another"));
        assertThat(refused("tunnel: x\ningress: " + "[".repeat(5_000) + "]".repeat(5_000)).line(), is(2));
    }

    @Test
    void anAliasThatStandsForSomethingElseIsNone() throws YamlTree.Unreadable {
        assertThat(YamlTree.read("a: &a {k: 1}\nb: *a\n").orElseThrow().get("b").orElseThrow().text("k").orElseThrow(), is("1"));
    }

    @Test
    void whatIsNoFileOfTextIsRefusedAtOnce() throws IOException {
        assertThat(refused(directory).getMessage(), is("a directory is there"));
        assertThat(refused(Path.of("/dev/zero")).getMessage(), is("no regular file is there"));
        assertThat(refused(Files.write(directory.resolve("bytes"), new byte[] {'a', ':', ' ', (byte) 0xff})).getMessage(), is("its bytes are not UTF-8"));
        assertThat(refused(Files.write(directory.resolve("long"), new byte[2 << 20])).getMessage(), is("it is longer than 1 MiB"));
    }

    private static YamlTree.Unreadable refused(String text) {
        return assertThrows(YamlTree.Unreadable.class, () -> YamlTree.read(text));
    }

    private static YamlTree.Unreadable refused(Path file) {
        return assertTimeoutPreemptively(Duration.ofSeconds(30), () -> assertThrows(YamlTree.Unreadable.class, () -> YamlTree.read(file)));
    }
}
