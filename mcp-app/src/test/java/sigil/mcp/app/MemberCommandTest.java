package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.startsWith;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sigil-mcp member}. */
class MemberCommandTest {
    @TempDir
    private Path directory;
    private OwnerCommands owner;

    @BeforeEach
    void prepare() {
        owner = OwnerCommands.in(directory);
    }

    @Test
    void theOwnerIsThereFromTheBeginningAndOthersComeAfterHim() {
        assertThat(owner.run("member add", "anna").out(),
                is("Added anna. A passphrase is set by: sigil-mcp owner set-passphrase --member anna\n"));
        List<String> lines = owner.lines("member list");
        assertThat(lines.get(0), matchesPattern("NAME +PASSPHRASE +CREATED +GRANTS"));
        assertThat(lines.get(1), matchesPattern("owner +none yet +[0-9-]+ [0-9:]+Z +0"));
        assertThat(lines.get(2), matchesPattern("anna +none yet +[0-9-]+ [0-9:]+Z +0"));
        List<JsonObject> json = owner.json("member list").asJsonArray().getValuesAs(JsonObject.class);
        assertThat(json.stream().map(member -> member.getString("name") + member.getBoolean("passphrase") + member.getInt("grants")).toList(),
                is(List.of("ownerfalse0", "annafalse0")));
    }

    @Test
    void aNameThatIsNoneOrTakenIsAWrongCommandLine() {
        for (String name : List.of("owner", "Anna", "", "9lives", "an\u001bna")) {
            Shell refused = owner.run("member add", name);
            assertThat(refused.exit(), is(2));
            assertThat(refused.out(), is(""));
        }
        assertThat(owner.run("member add", "owner").err(), startsWith("There is a member called owner already; choose another name."));
    }

    @Test
    void whoIsRemovedTakesHisGrantsWithHim() {
        owner.run("member add", "anna");
        var gpt = owner.json("client add", "--gpt-action", "g-abc").asJsonObject();
        try (SignInPages pages = new SignInPages(owner.state())) {
            pages.letIn(gpt.getString("client_id"), gpt.getString("client_secret"), "https://chatgpt.com/aip/g-abc/oauth/callback", "anna");
            assertThat(pages.store().grants().list().getFirst().member(), is("anna"));
            assertThat(owner.run("member remove", "anna").out(), is("Removed anna, and with him 1 grant.\n"));
            assertThat(pages.store().grants().list(), is(List.of()));
        }
        Shell again = owner.run("member remove", "anna");
        assertThat(again.exit(), is(4));
        assertThat(again.err(), startsWith("There is no member called anna."));
    }

    @Test
    void theOwnerStays() {
        Shell refused = owner.run("member remove", "owner");
        assertThat(refused.exit(), is(2));
        assertThat(refused.err(), startsWith("The owner cannot be removed; whoever has the box is its owner."));
    }
}
