package sigil.mcp.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code sigil-mcp owner set-passphrase}. */
class OwnerPassphraseTest {
    private static final byte[] WORDS = "four quiet words here\n".getBytes(UTF_8);
    private static final byte[] OTHER = "other words of the owner\nand a line that is not read".getBytes(UTF_8);

    @TempDir
    private Path directory;
    private OwnerCommands owner;

    @BeforeEach
    void prepare() {
        owner = OwnerCommands.in(directory);
    }

    @Test
    void aFirstPassphraseIsSetFromALineOfStandardInput() {
        Shell set = owner.run(WORDS, "owner set-passphrase", "--stdin");
        assertThat(set, is(new Shell(0, "The passphrase of owner is set.\n", "")));
        assertThat(owner.lines("member list").getLast(), startsWith("owner  set "));
    }

    @Test
    void anotherOneSaysHowManyGrantsItEnded() {
        owner.run(WORDS, "owner set-passphrase", "--stdin");
        assertThat(owner.run(OTHER, "owner set-passphrase", "--stdin").out(), is("The passphrase of owner is another now, and no grant had to be revoked.\n"));
        var gpt = owner.json("client add", "--gpt-action", "g-abc").asJsonObject();
        try (SignInPages pages = new SignInPages(owner.state())) {
            pages.letIn(gpt.getString("client_id"), gpt.getString("client_secret"), "https://chatgpt.com/aip/g-abc/oauth/callback", "owner");
        }
        assertThat(owner.run(WORDS, "owner set-passphrase", "--stdin").out(), is("The passphrase of owner is another now, and 1 grant was revoked.\n"));
    }

    @Test
    void aPassphraseThatIsNotGoodEnoughFailsWithTheCureAndSetsNothing() {
        Shell refused = owner.run("short\n".getBytes(UTF_8), "owner set-passphrase", "--stdin");
        assertThat(refused.exit(), is(1));
        assertThat(refused.out(), is(""));
        assertThat(refused.err(), startsWith("The passphrase has 5 characters and needs at least 12;"));
        assertThat(refused.err(), not(containsString("Usage")));
        assertThat(owner.lines("member list").getLast(), startsWith("owner  none yet "));
    }

    @Test
    void standardInputIsUtf8AndMayEndWithoutALineEnd() {
        assertThat(owner.run("vier stille Wörter für hier".getBytes(UTF_8), "owner set-passphrase", "--stdin").exit(), is(0));
        Shell refused = owner.run("vier stille Wörter für hier".getBytes(ISO_8859_1), "owner set-passphrase", "--stdin");
        assertThat(refused.exit(), is(1));
        assertThat(refused.err(), is("Standard input is not UTF-8; nothing was changed.\n"));
        assertThat(owner.run(new byte[0], "owner set-passphrase", "--stdin").err(), startsWith("The passphrase is empty;"));
        assertThat(owner.run("x".repeat(100_000).getBytes(UTF_8), "owner set-passphrase", "--stdin").err(), startsWith("The passphrase has more than 1024"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2hunter2hunter2", "--passphrase=hunter2hunter2hunter2", "--passphrase hunter2hunter2hunter2"})
    void aPassphraseAsAnArgumentIsRefusedWithTheReasonAndNotRepeated(String argument) {
        Shell refused = owner.run(WORDS, "owner set-passphrase", argument.split(" "));
        assertThat(refused.exit(), is(2));
        assertThat(refused.out(), is(""));
        assertThat(refused.err(), startsWith("A passphrase is not an argument: the history of the shell keeps those"));
        assertThat(refused.err(), not(containsString("hunter2")));
    }

    @Test
    void withoutATerminalItSaysHowToGoOn() {
        Shell refused = owner.run("owner set-passphrase");
        assertThat(refused.exit(), is(2));
        assertThat(refused.err(), startsWith("There is no terminal to ask at. Send the passphrase to standard input with --stdin."));
    }

    @Test
    void aMemberHasAPassphraseOfHisOwnAndNobodyHasNone() {
        owner.run("member add", "anna");
        assertThat(owner.run(WORDS, "owner set-passphrase", "--stdin", "--member", "anna").out(), is("The passphrase of anna is set.\n"));
        assertThat(owner.lines("member list").get(1), startsWith("owner  none yet "));
        Shell nobody = owner.run(WORDS, "owner set-passphrase", "--stdin", "--member", "bob");
        assertThat(nobody.exit(), is(4));
        assertThat(nobody.err(), is("There is no member called bob. `sigil-mcp member list` shows them.\n"));
    }
}
