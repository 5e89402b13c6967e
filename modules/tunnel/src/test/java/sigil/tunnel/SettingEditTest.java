package sigil.tunnel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** One value changes, and nothing else of the text does. */
class SettingEditTest {
    private static final String URL = "https://mcp.example.com";

    @Test
    void aValueThatIsThereIsReplacedInItsPlace() {
        assertThat(SettingEdit.set("{\"server\": {\"public_url\": \"https://old\", \"port\": 1}}\n", "server", "public_url", URL),
                is("{\"server\": {\"public_url\": \"https://mcp.example.com\", \"port\": 1}}\n"));
        assertThat(SettingEdit.set("server:\n  public_url: https://old  # mine\n", "server", "public_url", URL),
                is("server:\n  public_url: \"https://mcp.example.com\"  # mine\n"));
    }

    @Test
    void aValueThatIsMissingComesFirstInItsSection() {
        assertThat(SettingEdit.set("{\n    \"server\": {\n        \"//\": \"𝄞 a comment\",\n        \"port\": 1\n    }\n}\n", "server", "public_url", URL),
                is("{\n    \"server\": {\n        \"public_url\": \"https://mcp.example.com\",\n        \"//\": \"𝄞 a comment\",\n        \"port\": 1\n    }\n}\n"));
        assertThat(SettingEdit.set("# 𝄞\nserver:\n  port: 1\nlog:\n  level: info\n", "server", "public_url", URL),
                is("# 𝄞\nserver:\n  public_url: \"https://mcp.example.com\"\n  port: 1\nlog:\n  level: info\n"));
    }

    @Test
    void aSectionThatIsMissingIsMade() {
        assertThat(SettingEdit.set("{}", "server", "public_url", URL), is("{\"server\": {\"public_url\": \"https://mcp.example.com\"}}"));
        assertThat(SettingEdit.set("{\n  \"log\": {}\n}", "server", "public_url", URL),
                is("{\n  \"server\": {\"public_url\": \"https://mcp.example.com\"},\n  \"log\": {}\n}"));
        assertThat(SettingEdit.set("log:\n  level: info\n", "server", "public_url", URL),
                is("server:\n    public_url: \"https://mcp.example.com\"\nlog:\n  level: info\n"));
    }

    @Test
    void tabsAreBlanksInJsonAndStay() {
        String with = SettingEdit.set("{\n\t\"server\": {\n\t\t\"port\": 1\n\t}\n}\n", "server", "public_url", URL);
        assertThat(with, is("{\n\t\"server\": {\n\t\t\"public_url\": \"https://mcp.example.com\",\n\t\t\"port\": 1\n\t}\n}\n"));
        assertThat(SettingEdit.add("{\"server\": {\"allowed_hosts\": [\n\t\"a.example\"\n]}}", "server", "allowed_hosts", "b.example"),
                is("{\"server\": {\"allowed_hosts\": [\n\t\"a.example\",\n\t\"b.example\"\n]}}"));
    }

    @Test
    void aListGetsAFurtherItemInItsOwnWriting() {
        assertThat(SettingEdit.add("{\"server\": {\"allowed_hosts\": [\"a.example\"]}}", "server", "allowed_hosts", "b.example"),
                is("{\"server\": {\"allowed_hosts\": [\"a.example\", \"b.example\"]}}"));
        assertThat(SettingEdit.add("{\"server\": {\"allowed_hosts\": [\n  \"*\",\n  \"a.example\"\n]}}", "server", "allowed_hosts", "b.example"),
                is("{\"server\": {\"allowed_hosts\": [\n  \"*\",\n  \"a.example\",\n  \"b.example\"\n]}}"));
        assertThat(SettingEdit.add("server:\n  allowed_hosts:\n    - a.example\n  port: 1\n", "server", "allowed_hosts", "b.example"),
                is("server:\n  allowed_hosts:\n    - a.example\n    - \"b.example\"\n  port: 1\n"));
        assertThat(SettingEdit.add("{\"server\": {\"allowed_hosts\": []}}", "server", "allowed_hosts", "b.example"),
                is("{\"server\": {\"allowed_hosts\": [\"b.example\"]}}"));
    }

    @Test
    void whatIsThereAlreadyLeavesTheTextAsItIs() {
        String text = "{ \"server\": {\"allowed_hosts\": [ \"b.example\" ],\"public_url\":\"https://mcp.example.com\"} }";
        assertThat(SettingEdit.add(text, "server", "allowed_hosts", "b.example"), is(text));
        assertThat(SettingEdit.set(text, "server", "public_url", URL), is(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"server\": 1}", "{\"server\": {\"allowed_hosts\": \"a\"}}", "{", ""})
    void whatCannotBeEditedIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> SettingEdit.add(text, "server", "allowed_hosts", "b.example"));
    }
}
