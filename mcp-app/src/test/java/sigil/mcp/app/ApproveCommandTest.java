package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code sigil-mcp approve}, while the server runs. */
class ApproveCommandTest {
    private static final String CALLBACK = "https://chatgpt.com/aip/g-abc/oauth/callback";

    @TempDir
    private Path directory;
    private OwnerCommands owner;
    private SignInPages pages;
    private String client;

    @BeforeEach
    void prepare() {
        owner = OwnerCommands.in(directory);
        client = owner.json("client add", "--gpt-action", "g-abc", "--name", "My GPT").asJsonObject().getString("client_id");
        pages = new SignInPages(owner.state());
    }

    @AfterEach
    void stop() {
        pages.close();
    }

    @Test
    void theNextRequestOfTheBrowserWhosePageShowsTheCodeIsAskedForConsent() {
        ScriptlessBrowser browser = pages.browser(client, CALLBACK);
        ScriptlessBrowser other = pages.browser(client, CALLBACK);
        Shell approved = owner.run("approve", browser.boxCode(), "--yes");
        assertThat(approved.exit(), is(0));
        assertThat(approved.out(), is("Approved. Go on in your browser: press the button on the page, and decide there.\n"));
        browser.press("approved");
        other.press("approved");
        assertThat(browser.offers("allow"), is(true));
        assertThat(other.offers("allow"), is(false));
        browser.press("allow");
        assertThat(Query.need(browser.landing(), "code"), startsWith("sigil_ac_"));
    }

    @Test
    void whoAsksForWhatFromWhereIsShownWithAWarning() {
        GrantFlow flow = pages.flow(client, CALLBACK).asking("scope", "read write");
        flow.begin();
        String code = flow.browser().boxCode();
        Shell approved = owner.run("approve", code, "--yes");
        List<String> lines = approved.err().lines().toList();
        assertThat(lines.get(0), is("Who asks        \"My GPT\", which you made here"));
        assertThat(lines.get(1), is("Its id          " + client));
        assertThat(lines.get(2), is("Code goes to    chatgpt.com (" + CALLBACK + ")"));
        assertThat(lines.get(3), is("It may          read and search every repository that this server serves, and use tools that change something"));
        assertThat(lines.get(4), matchesPattern("Asked from      203\\.0\\.113\\.7, [0-9]+ seconds? ago"));
        assertThat(lines.get(5), is("In the name of  owner"));
        assertThat(lines.getLast(), startsWith("Approve it only if you see this very code, " + code + ", in your own browser right now."));
    }

    @Test
    void aClientThatRegisteredItselfIsNotTakenAtItsWordAndCannotCommandTheTerminal() {
        String registered = GrantFlow.register(pages.road(), "{'client_name':'Claude\\u001b[2J\\u202e','redirect_uris':['http://127.0.0.1:3000/cb']}")
                .getString("client_id");
        String code = pages.browser(registered, "http://127.0.0.1:3000/cb").boxCode();
        String err = owner.run("approve", code, "--yes").err();
        assertThat(err, startsWith("Who asks        \"Claude[2J\", by its own word: it registered itself\n"));
        assertThat(err, containsString("Code goes to    a program on the machine of the browser (http://127.0.0.1:3000/cb)\n"));
        assertThat(err, containsString("It may          read and search every repository that this server serves\n"));
    }

    @Test
    void aClientOfADocumentIsShownByTheAddressThatItsIdIs() {
        String code = pages.browser("https://chatgpt.com/oauth/client.json", "https://chatgpt.com/connector_platform_oauth_redirect").boxCode();
        String err = owner.run("approve", code, "--yes").err();
        assertThat(err, containsString("Its id          https://chatgpt.com/oauth/client.json\n"));
        assertThat(err, containsString("Code goes to    chatgpt.com (https://chatgpt.com/connector_platform_oauth_redirect)\n"));
    }

    @Test
    void theCodeMayBeTypedWithoutItsDashAndInLowerCase() {
        String code = pages.browser(client, CALLBACK).boxCode();
        assertThat(owner.run("approve", code.toLowerCase(Locale.ROOT).replace("-", ""), "--yes").exit(), is(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BBBB-BBBB", "hello", "", "\u001b[2J"})
    void aCodeUnderWhichNothingWaitsIsNotFoundAndTheNextStepIsSaid(String code) {
        Shell unknown = owner.run("approve", code, "--yes");
        assertThat(unknown.exit(), is(4));
        assertThat(unknown.out(), is(""));
        assertThat(unknown.err(), startsWith("No request waits under the code " + code.replace("\u001b", "\\u001b")
                + ". A code is good for ten minutes and only while its page is open: compare it letter by letter, or connect the client again"));
        assertThat(unknown.err(), containsString("This command looked into " + owner.state() + ";"));
    }

    @Test
    void withoutATerminalAndWithoutYesNothingIsApproved() {
        ScriptlessBrowser browser = pages.browser(client, CALLBACK);
        Shell refused = owner.run("approve", browser.boxCode());
        assertThat(refused.exit(), is(2));
        assertThat(refused.err(), startsWith("There is no terminal to ask at. Say --yes if it is you who sees this code."));
        browser.press("approved");
        assertThat(browser.offers("allow"), is(false));
    }

    @Test
    void aMemberApprovesInHisOwnNameAndNobodyInNone() {
        owner.run("member add", "anna");
        ScriptlessBrowser browser = pages.browser(client, CALLBACK);
        String code = browser.boxCode();
        Shell nobody = owner.run("approve", code, "--member", "bob", "--yes");
        assertThat(nobody.exit(), is(4));
        assertThat(nobody.err(), startsWith("There is no member called bob."));
        assertThat(owner.run("approve", code, "--member", "anna", "--yes").exit(), is(0));
        assertThat(browser.press("approved").body(), containsString("anna"));
        assertThat(owner.run("approve", code, "--member", "anna", "--yes").out(), startsWith("It was approved already."));
        Shell second = owner.run("approve", code, "--yes");
        assertThat(second.exit(), is(1));
        assertThat(second.err(), is("It was approved already, by anna.\n"));
    }
}
