package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingRulesTest {
    private static final String MODEL = "embedding.model=m";

    @TempDir
    private Path directory;
    private Loaded loaded;

    @BeforeEach
    void prepare() {
        loaded = new Loaded(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:11434/api/embed", "http://localhost:8080/v1/embeddings", "http://LOCALHOST/v1/embeddings", "https://[::1]:1/e", "http://127.1.2.3/e"})
    void anEndpointOnThisMachineIsTaken(String url) {
        assertThat(loaded.json("{}", "--set", "embedding.url=" + url, "--set", MODEL).text(Setting.EMBEDDING_URL), is(url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://api.openai.com/v1/embeddings", "http://192.168.1.2:11434/api/embed", "http://127.0.0.1.example.com/e", "http://localhost.example.com/e",
        "http://0.0.0.0/e", "http://[::]/e", "http://2130706433/e", "http://169.254.169.254/latest/meta-data"})
    void anEndpointElsewhereIsTakenOnlyIfThatIsAllowed(String url) {
        assertThat(loaded.problems("{}", "--set", "embedding.url=" + url, "--set", MODEL),
                contains(containsString("which is not this machine: your code would be sent there. Use 127.0.0.1, or set embedding.allow_remote")));
        assertThat(loaded.json("{}", "--set", "embedding.url=" + url, "--set", MODEL, "--set", "embedding.allow_remote=true").text(Setting.EMBEDDING_URL), is(url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:11434/api/embed", "http://127.1/e", "ftp://127.0.0.1/e", "http:///e", "http://127.0.0.1", "http://127.0.0.1/", "file:///etc/passwd", "http://127.0.0.1/e#f"})
    void whatIsNoUrlOfAnEndpointIsNamed(String url) {
        assertThat(loaded.problems("{}", "--set", "embedding.url=" + url, "--set", MODEL), contains(matchesPattern("--set: embedding.url (must be an http or https URL with a path, such as .*|is not a URL: .*)")));
    }

    @Test
    void aUrlHoldsNoPassword() {
        assertThat(loaded.problems("{}", "--set", "embedding.url=http://a:hidden@127.0.0.1/e", "--set", MODEL).toString(),
                is("[--set: embedding.url must not hold a name or a password.]"));
    }

    @Test
    void whatBelongsTogetherMustBeThere() {
        assertThat(loaded.problems("{}", "--set", "embedding.url=http://127.0.0.1/e"), contains(containsString("embedding.url is set without embedding.model")));
        assertThat(loaded.json("{}", "--set", MODEL, "--set", "embedding.key_file=/nowhere").optional(Setting.EMBEDDING_URL), is(Optional.empty()));
        assertThat(loaded.problems("{}", "--set", "embedding.url=http://127.0.0.1/e", "--set", MODEL, "--set", "index.enabled=false"),
                contains(containsString("embedding.url is set while index.enabled is false")));
    }

    @Test
    void aKeyIsReadableAndGoesOverNoOpenWire() throws IOException {
        Path key = Files.writeString(directory.resolve("key"), "secret");
        String[] remote = {"--set", "embedding.url=http://10.0.0.2/e", "--set", MODEL, "--set", "embedding.allow_remote=true", "--set", "embedding.key_file=" + key};
        assertThat(loaded.problems("{}", remote), contains(containsString("embedding.key_file is set while embedding.url is not https")));
        assertThat(loaded.problems("{}", "--set", "embedding.url=http://127.0.0.1/e", "--set", MODEL, "--set", "embedding.key_file=" + directory),
                contains(containsString("which is no file that can be read")));
        assertThat(loaded.problems("{}", "--set", "embedding.url=http://127.0.0.1/e", "--set", MODEL, "--set", "embedding.key_file=key"),
                contains(containsString("embedding.key_file must be the absolute path of a file, not key")));
    }
}
