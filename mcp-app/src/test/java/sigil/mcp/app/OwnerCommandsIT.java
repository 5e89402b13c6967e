package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The owner's commands beside the running image: what they change counts from the server's next request on. */
class OwnerCommandsIT {
    private static final String CALLBACK = "https://chatgpt.com/aip/g-abc/oauth/callback";
    private static final String WORDS = "four quiet words here";

    @TempDir
    private Path home;
    private Image image;
    private RunningImage server;
    private Road road;
    private JsonObject gpt;

    @BeforeEach
    void serve() {
        image = Image.in(home);
        Image.write(home.resolve("sample/README.md"), "Hello\n");
        server = RunningImage.start(image, "--repo", "sample=" + home.resolve("sample"));
        road = Road.straight(server.port(), "http://127.0.0.1:" + server.port());
        gpt = Rpc.parse(image.run("client", "add", "--gpt-action", "g-abc", "--json").out()).asJsonObject();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aClientThatIsMadeApprovedAndRevokedAtTheBoxIsLetInAndKeptOut() {
        String token = flow().redeeming("client_secret", gpt.getString("client_secret"))
                .tokens(code -> assertThat(image.run("approve", code, "--yes").exitCode(), is(0))).getString("access_token");
        assertThat(ping(token), is(200));
        assertThat(image.run("token", "list").out().lines().toList().getLast(), startsWith("grant 1  GPT Action  read   owner "));
        assertThat(image.run("token", "revoke", "grant", "1").exitCode(), is(0));
        assertThat(ping(token), is(401));
        List<String> events = image.run("audit").out().lines().toList();
        assertThat(events.get(1), matchesPattern(".*Z +revoked .* revoked by the owner"));
        assertThat(events.get(2), matchesPattern(".*Z +used +owner .*"));
    }

    @Test
    void aPassphraseThatIsTypedTwiceIsNotShownAndSignsIn() {
        try (PseudoTerminal terminal = PseudoTerminal.run(image, Map.of(), "owner", "set-passphrase")) {
            terminal.await("New passphrase of owner: ").type(WORDS).await("The same again: ").type(WORDS);
            Image.Finished finished = terminal.end();
            assertThat(finished.out(), containsString("The passphrase of owner is set."));
            assertThat(finished.exitCode(), is(0));
            assertThat(finished.out(), not(containsString("quiet")));
        }
        ScriptlessBrowser browser = browser();
        assertThat(browser.press("sign_in", "passphrase", "other words of the owner").body(), containsString("The passphrase is not right."));
        browser.press("sign_in", "passphrase", WORDS);
        assertThat(browser.offers("allow"), is(true));
    }

    @Test
    void twoPassphrasesThatDifferSetNothing() {
        try (PseudoTerminal terminal = PseudoTerminal.run(image, Map.of(), "owner", "set-passphrase")) {
            terminal.await("New passphrase of owner: ").type(WORDS).await("The same again: ").type(WORDS + "!");
            Image.Finished finished = terminal.end();
            assertThat(finished.out(), containsString("The two are not the same; nothing was changed."));
            assertThat(finished.exitCode(), is(1));
        }
        assertThat(image.run("member", "list").out(), containsString("none yet"));
    }

    /** Nobody could type in a browser what such a terminal sends. */
    @Test
    void aTerminalThatDoesNotSpeakUtf8SetsNothing() {
        try (PseudoTerminal terminal = PseudoTerminal.run(image, Map.of("LC_ALL", "C"), "owner", "set-passphrase")) {
            terminal.await("New passphrase of owner: ").type("vier stille W\u00f6rter hier\n".getBytes(StandardCharsets.ISO_8859_1));
            Image.Finished finished = terminal.end();
            assertThat(finished.out(), containsString("A character did not come as UTF-8."));
            assertThat(finished.exitCode(), is(1));
        }
        assertThat(image.run("member", "list").out(), containsString("none yet"));
    }

    @Test
    void whateverTheLocaleATerminalIsReadAsUtf8() {
        String words = "vier stille W\u00f6rter hier";
        try (PseudoTerminal terminal = PseudoTerminal.run(image, Map.of("LC_ALL", "C"), "owner", "set-passphrase")) {
            terminal.await("New passphrase of owner: ").type(words).await("The same again: ").type(words);
            Image.Finished finished = terminal.end();
            assertThat(finished.out(), finished.exitCode(), is(0));
        }
        ScriptlessBrowser browser = browser();
        browser.press("sign_in", "passphrase", words);
        assertThat(browser.offers("allow"), is(true));
    }

    @Test
    void onATerminalACodeIsApprovedByYesAndByNothingElse() {
        ScriptlessBrowser browser = browser();
        String code = browser.boxCode();
        for (String answer : List.of("", "n", "yess")) {
            try (PseudoTerminal terminal = PseudoTerminal.run(image, Map.of(), "approve", code)) {
                Image.Finished finished = terminal.await("Is it you? [y/N] ").type(answer).end();
                assertThat(finished.out(), containsString("Nothing was approved."));
                assertThat(finished.exitCode(), is(1));
            }
        }
        browser.press("approved");
        assertThat(browser.offers("allow"), is(false));
        try (PseudoTerminal terminal = PseudoTerminal.run(image, Map.of(), "approve", code)) {
            Image.Finished finished = terminal.await("Is it you? [y/N] ").type("y").end();
            assertThat(finished.out(), containsString("Approved."));
            assertThat(finished.exitCode(), is(0));
        }
        browser.press("approved");
        assertThat(browser.offers("allow"), is(true));
    }

    private GrantFlow flow() {
        return new GrantFlow(road, gpt.getString("client_id"), CALLBACK);
    }

    /** A browser that the client has sent here. */
    private ScriptlessBrowser browser() {
        GrantFlow flow = flow();
        flow.begin();
        return flow.browser();
    }

    private int ping(String token) {
        return RawHttp.once(server.port(), "POST", "/mcp", List.of("Authorization: Bearer " + token), Rpc.PING).status();
    }
}
