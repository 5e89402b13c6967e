package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code sigil-mcp audit}. */
class AuditCommandTest {
    @TempDir
    private Path directory;
    private OwnerCommands owner;

    @BeforeEach
    void prepare() {
        owner = OwnerCommands.in(directory);
    }

    @Test
    void whatHappenedIsShownTheNewestFirst() {
        assertThat(owner.run("audit").out(), is("Nothing has happened yet.\n"));
        JsonObject gpt = owner.json("client add", "--gpt-action", "g-abc", "--name", "My GPT").asJsonObject();
        String id = gpt.getString("client_id");
        try (SignInPages pages = new SignInPages(owner.state())) {
            pages.letIn(id, gpt.getString("client_secret"), "https://chatgpt.com/aip/g-abc/oauth/callback", "owner");
        }
        owner.run("token revoke", "grant", "1");
        List<String> lines = owner.lines("audit");
        assertThat(lines.get(0), matchesPattern("TIME +WHAT +MEMBER +CLIENT +GRANT +ADDRESS +DETAIL"));
        assertThat(lines.get(1), matchesPattern("[0-9-]+ [0-9:]{8}Z +revoked +- +" + id + " +1 +- +revoked by the owner"));
        assertThat(lines, hasItem(matchesPattern(".*Z +granted +owner +" + id + " +1 +203\\.0\\.113\\.7 +read")));
        assertThat(lines.getLast(), matchesPattern(".*Z +client added +- +" + id + " +- +- +My GPT"));
        assertThat(owner.run("audit").out(), not(containsString("sigil_")));
        assertThat(owner.run("audit", "--last", "1").out().lines().toList(), hasSize(2));
        List<JsonObject> json = owner.json("audit", "--last", "1").asJsonArray().getValuesAs(JsonObject.class);
        assertThat(json, hasSize(1));
        assertThat(json.getFirst().getString("what"), is("revoked"));
        assertThat(json.getFirst().getString("client_id"), is(id));
        assertThat(json.getFirst().getInt("grant"), is(1));
    }

    @Test
    void whatAStrangerSentDoesNotCommandTheTerminal() {
        try (SignInPages pages = new SignInPages(owner.state())) {
            GrantFlow.register(pages.road(), "{'client_name':'Claude\\u001b[2J\\u202e','redirect_uris':['http://127.0.0.1:3000/cb']}");
            assertThat(pages.flow("\u001b[2J\u202estranger", "https://x.example/").begin().status(), is(400));
        }
        Shell audit = owner.run("audit");
        assertThat("an id that is a sentence or worse is not repeated", audit.out(), containsString(" an id that is none "));
        assertThat("a name is, as text", audit.out(), containsString("Claude[2J"));
        assertThat((audit.out() + owner.run("audit", "--json").out()).chars().allMatch(c -> c == '\n' || c >= ' ' && c < 0x7f), is(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many"})
    void howManyIsANumber(String last) {
        Shell refused = owner.run("audit", "--last=" + last);
        assertThat(refused.exit(), is(2));
        assertThat(refused.err(), containsString("--last"));
        assertThat(refused.out(), is(""));
    }

    @Test
    void aMemberThatComesAndGoesIsWrittenDown() {
        owner.run("member add", "anna");
        owner.run("member remove", "anna");
        List<String> lines = owner.lines("audit");
        assertThat(lines.get(1), matchesPattern(".*Z +member removed +anna .*"));
        assertThat(lines.get(2), matchesPattern(".*Z +member added +anna .*"));
    }
}
