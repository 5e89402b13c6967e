package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.auth.AuthStore;
import sigil.mcp.core.Scope;

/** What a server says at its start while nobody can come in. */
class FirstStepsTest {
    private static final String HERE = "{}";
    private static final String PUBLIC = "{\"server\": {\"public_url\": \"https://mcp.example.com\"}}";

    @TempDir
    private Path directory;
    private AuthStore store;

    @BeforeEach
    void open() {
        store = AuthStore.open(directory.resolve("state"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void withoutAPublicUrlBothWaysInAreSaid() {
        assertThat(steps(HERE), is(Optional.of("Nobody has been let in yet. Give a client that speaks OAuth the address of this server with /mcp; it opens a"
                + " page where you sign in by a passphrase (choose one: sigil-mcp owner set-passphrase), or by the code on the page: sigil-mcp approve CODE."
                + " For any other client make a token: sigil-mcp token create --name my-client")));
    }

    @Test
    void underAPublicUrlAClientLeadsToThePageOnWhichTheOwnerSignsIn() {
        assertThat(steps(PUBLIC), is(Optional.of("Nobody has been let in yet. Enter https://mcp.example.com/mcp in ChatGPT, Claude or another client; it opens a"
                + " page where you sign in by a passphrase (choose one: sigil-mcp owner set-passphrase), or by the code on the page: sigil-mcp approve CODE")));
        store.members().setPassphrase("owner", "four quiet words here".toCharArray());
        assertThat(steps(PUBLIC), is(Optional.of("Nobody has been let in yet. Enter https://mcp.example.com/mcp in ChatGPT, Claude or another client; it opens a"
                + " page where you sign in by your passphrase, or by the code on the page: sigil-mcp approve CODE")));
    }

    @Test
    void whoHasALiveTokenNeedsNoHint() {
        store.tokens().create("a", Scope.READ, Optional.of(Duration.ofDays(1)));
        assertThat(steps(HERE), is(Optional.empty()));
        assertThat(steps(PUBLIC), is(Optional.empty()));
        store.tokens().revoke("a");
        assertThat(steps(HERE).isPresent(), is(true));
    }

    private Optional<String> steps(String configuration) {
        return FirstSteps.of(new Loaded(directory).json(configuration), store);
    }
}
