package sigil.mcp.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sigil.mcp.auth.CloudflareAccess;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

class AccessSettingsTest {
    private static final String WHOLE = """
            {"auth": {"required": true, "cloudflare_access": {
                "team": "example.cloudflareaccess.com",
                "audience": "4714c1358e65fe4b408ad6d432a5f878f08194bdb4752441fd56faefa9b2b6f2",
                "covers": "all",
                "members": ["Anna@example.com=anna", "88bf3b6d86161464f6509f7219099e57.access=robot"]}}}""";

    @TempDir
    private Path directory;
    private Loaded loaded;

    @BeforeEach
    void prepare() {
        loaded = new Loaded(directory);
    }

    @Test
    void withoutATeamThereIsNone() {
        assertThat(loaded.json("{}").cloudflareAccess(), is(Optional.empty()));
        assertThat(AccessSettings.everywhere(loaded.json("{}")), is(false));
    }

    @Test
    void itIsAnObjectInTheFile() {
        Configuration configuration = loaded.json(WHOLE);
        assertThat(configuration.cloudflareAccess(), is(Optional.of(new CloudflareAccess("example.cloudflareaccess.com",
                "4714c1358e65fe4b408ad6d432a5f878f08194bdb4752441fd56faefa9b2b6f2",
                Map.of("anna@example.com", "anna", "88bf3b6d86161464f6509f7219099e57.access", "robot")))));
        assertThat(AccessSettings.everywhere(configuration), is(true));
    }

    @Test
    void aServiceTokenThatNeverCountsIsRemarkedUpon() {
        assertThat(AccessSettings.remarks(loaded.json(WHOLE)), is(List.of()));
        assertThat(AccessSettings.remarks(loaded.json(WHOLE.replace("\"all\"", "\"pages\""))), contains(containsString(
                "members has the service token 88bf3b6d86161464f6509f7219099e57.access, which never counts while auth.cloudflare_access.covers is pages")));
        assertThat(AccessSettings.remarks(loaded.json("{}")), is(List.of()));
    }

    @Test
    void itIsShownAsItIsWritten() {
        Configuration configuration = loaded.json(WHOLE);
        assertThat(configuration.toJson().getJsonObject("auth").getJsonObject("cloudflare_access").getString("covers"), is("all"));
        Configuration again = loaded.json(configuration.toJson().toString());
        assertThat(again.toJson(), is(configuration.toJson()));
        assertThat(again.cloudflareAccess(), is(configuration.cloudflareAccess()));
    }

    @Test
    void itCanComeFromYamlAndFromTheEnvironment() {
        Configuration yaml = loaded.with(loaded.file("config.yaml", """
                auth:
                  cloudflare_access:
                    team: example.cloudflareaccess.com
                    audience: 4714c1358e65fe4b408ad6d432a5f878f08194bdb4752441fd56faefa9b2b6f2
                    covers: all
                    members:
                      - Anna@example.com=anna
                      - 88bf3b6d86161464f6509f7219099e57.access=robot
                """), Map.of());
        Configuration environment = loaded.json("{}", Map.of("SIGIL_MCP_AUTH_CLOUDFLARE_ACCESS_TEAM", "example.cloudflareaccess.com",
                "SIGIL_MCP_AUTH_CLOUDFLARE_ACCESS_AUDIENCE", "4714c1358e65fe4b408ad6d432a5f878f08194bdb4752441fd56faefa9b2b6f2",
                "SIGIL_MCP_AUTH_CLOUDFLARE_ACCESS_COVERS", "all",
                "SIGIL_MCP_AUTH_CLOUDFLARE_ACCESS_MEMBERS", "Anna@example.com=anna, 88bf3b6d86161464f6509f7219099e57.access=robot"));
        for (Configuration configuration : List.of(yaml, environment)) {
            assertThat(configuration.cloudflareAccess(), is(loaded.json(WHOLE).cloudflareAccess()));
            assertThat(AccessSettings.everywhere(configuration), is(true));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"audience=x", "covers=all", "members=anna@example.com=anna"})
    void aKeyWithoutATeamIsAContradiction(String said) {
        String key = said.substring(0, said.indexOf('='));
        assertThat(loaded.problems("{}", "--set", "auth.cloudflare_access." + said), contains("auth.cloudflare_access." + key
                + " is set without auth.cloudflare_access.team: no assertion would be believed. Set the team, or remove the key."));
    }

    @Test
    void aTeamAloneIsAContradictionThatNamesBothMissingKeys() {
        assertThat(loaded.problems("{}", "--set", "auth.cloudflare_access.team=example.cloudflareaccess.com"), contains(
                containsString("auth.cloudflare_access.audience is missing"), containsString("auth.cloudflare_access.members is missing")));
    }

    @Test
    void accessWithoutAuthenticationIsAContradiction() {
        assertThat(loaded.problems(WHOLE, "--set", "auth.required=false"), contains(containsString("while auth.cloudflare_access.team is set")));
    }

    @Test
    void onePersonCannotBeTwoMembers() {
        assertThat(loaded.problems(WHOLE, "--set", "auth.cloudflare_access.members=anna@example.com=anna,ANNA@example.com=owner"),
                contains("auth.cloudflare_access.members has anna@example.com twice: one of the two must go."));
    }

    @Test
    void twoAddressesMayBeOneMember() {
        assertThat(loaded.json(WHOLE, "--set", "auth.cloudflare_access.members=anna@example.com=anna,anna@work.example=anna")
                .cloudflareAccess().orElseThrow().members(), is(Map.of("anna@example.com", "anna", "anna@work.example", "anna")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"example", "https://example.cloudflareaccess.com", "example.cloudflareaccess.com/", "cloudflareaccess.com", "127.0.0.1",
        "example.cloudflareaccess.com.evil.example", "evilcloudflareaccess.com", "example.cloudflareaccess.com:8443", "u@example.cloudflareaccess.com",
        "-.cloudflareaccess.com", "Example.cloudflareaccess.com"})
    void aTeamIsAHostOfCloudflareAccess(String team) {
        assertThat(loaded.problems(WHOLE, "--set", "auth.cloudflare_access.team=" + team), contains(
                "--set: auth.cloudflare_access.team must be the host of a team, such as example.cloudflareaccess.com, not " + team + "."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna@example.com", "=anna", "anna@example.com=", "anna @example.com=anna", "anna@example.com=anna b"})
    void aMemberIsAnAddressAndAName(String entry) {
        assertThat(loaded.problems(WHOLE, "--set", "auth.cloudflare_access.members=" + entry), contains(
                "--set: auth.cloudflare_access.members must have entries such as anna@example.com=anna, not " + entry + "."));
    }

    @Test
    void aKeyInsideThatIsUnknownIsAProblemThatNamesTheNearest() {
        assertThat(loaded.problems("""
                {"auth": {"cloudflare_access": {"teem": "x"}}}"""), contains(
                "config.json: unknown key auth.cloudflare_access.teem, did you mean auth.cloudflare_access.team?"));
        assertThat(loaded.problems("""
                {"auth": {"cloudflare_access": "example.cloudflareaccess.com"}}"""),
                contains("config.json: auth.cloudflare_access must be an object."));
        assertThat(loaded.problems("""
                {"auth": {"cloudflare_acces": {"team": "x"}}}""").getFirst(), containsString("unknown key auth.cloudflare_acces"));
    }

    @Test
    void aCommentInsideIsOne() {
        assertThat(loaded.json("""
                {"auth": {"cloudflare_access": {"//team": "x", "//": "y"}, "//cloudflare_access": {"team": "x"}}}""").cloudflareAccess(),
                is(Optional.empty()));
    }
}
