package sigil.code.tools;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

class RepositoryUriTest {
    /** RFC 3986, section 3: a scheme, an authority, and segments of pchar. */
    private static final String RFC_3986 = "repo://[A-Za-z0-9._-]+/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-F]{2})*";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "src/Main.java        | repo://r/src/Main.java",
        "with space.txt       | repo://r/with%20space.txt",
        "grüße.md             | repo://r/gr%C3%BC%C3%9Fe.md",
        "漢字/😀.txt            | repo://r/%E6%BC%A2%E5%AD%97/%F0%9F%98%80.txt",
        "100%.txt             | repo://r/100%25.txt",
        "a%20b                | repo://r/a%2520b",
        "C#/Program.cs        | repo://r/C%23/Program.cs",
        "what?.md             | repo://r/what%3F.md",
        "pages/[slug].tsx     | repo://r/pages/%5Bslug%5D.tsx",
        "a+b&c=d;e,f@g:h!$'() | repo://r/a+b&c=d;e,f@g:h!$'()",
        "\"^`{}<>             | repo://r/%22%5E%60%7B%7D%3C%3E"})
    void aPathIsEncodedAsRfc3986HasItAndBack(String path, String uri) {
        assertThat(RepositoryUri.ofFile("r", path).toString(), is(uri));
        assertThat(RepositoryUri.parse(uri), is(Optional.of(RepositoryUri.ofFile("r", path))));
    }

    @Test
    void anyPathSurvivesTheWayThereAndBack() {
        Random random = new Random(11);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder path = new StringBuilder("p");
            for (int j = random.nextInt(12); j > 0; j--) {
                int c = random.nextBoolean() ? 0x20 + random.nextInt(0x5f) : random.nextInt(Character.MAX_CODE_POINT + 1);
                path.appendCodePoint(c == '/' || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 'x' : c);
            }
            String uri = RepositoryUri.ofFile("r", path + "/" + path).toString();
            assertThat(uri, matchesPattern(RFC_3986));
            assertThat(uri, RepositoryUri.parse(uri), is(Optional.of(RepositoryUri.ofFile("r", path + "/" + path))));
        }
    }

    @Test
    void aDirectoryEndsWithASlashAndTheRootIsOneInAnyCase() {
        assertThat(RepositoryUri.ofDirectory("r", "src/a").toString(), is("repo://r/src/a/"));
        assertThat(RepositoryUri.parse("repo://r/src/a/"), is(Optional.of(RepositoryUri.ofDirectory("r", "src/a"))));
        assertThat(RepositoryUri.ofDirectory("r", "").toString(), is("repo://r/"));
        assertThat(RepositoryUri.parse("repo://r/"), is(Optional.of(RepositoryUri.ofDirectory("r", ""))));
        assertThat(RepositoryUri.parse("repo://r"), is(Optional.of(RepositoryUri.ofDirectory("r", ""))));
    }

    @ParameterizedTest
    @CsvSource({"REPO://r/a,a", "repo://%72/%61,a", "repo://r/%c3%a4,ä", "repo://r/ä b,ä b", "repo://r/C#/x?,C#/x?", "repo://r/[id].ts,[id].ts"})
    void whatAClientWritesInAnotherWayIsReadAllTheSame(String uri, String path) {
        assertThat(RepositoryUri.parse(uri), is(Optional.of(RepositoryUri.ofFile("r", path))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"repo://r/100%", "repo://r/%", "repo://r/%2", "repo://r/%zz", "repo://r/%-1", "repo://r/%+1", "repo://r/%C3", "repo://r/%C0%AF",
        "repo://r/%ED%A0%80", "repo://r/\ud800", "repo://r/a\udc00%20", "repo://r/a%2Fb", "repo://r/..", "repo://r/../a", "repo://r/a/..",
        "repo://r/%2e%2e/a", "repo://r/.%2E", "repo://r/.", "repo://r/./a", "repo://r//", "repo://r//a", "repo://r/a//", "repo://r/a//b",
        "repo:r/a", "repo:/r/a", "file:///r/a", "r/a", ""})
    void whatNamesNoFileIsNotRead(String uri) {
        assertThat(RepositoryUri.parse(uri), is(Optional.empty()));
    }
}
