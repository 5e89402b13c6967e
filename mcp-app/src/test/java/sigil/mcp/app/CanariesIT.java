package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must stay a secret is looked for wherever the server writes. */
class CanariesIT {
    @TempDir
    private Path home;

    // row: RS-16 AS-19 SEC-26
    @Test
    void neitherTheLogNorTheTrailNorTheDatabaseHasASecret() throws IOException {
        Map<String, String> secrets = new LinkedHashMap<>();
        Image image = Image.in(home);
        List<String> log;
        String printed;
        try (TunnelledServer server = TunnelledServer.start(home, Map.of("SIGIL_MCP_LOG_LEVEL", "debug"))) {
            Road road = server.road();
            GrantFlow flow = GrantFlow.ofNewClient(road, "http://127.0.0.1/callback");
            flow.begin();
            secrets.put("box code", flow.browser().boxCode());
            flow.browser().press("sign_in", "passphrase", "a wrong passphrase of somebody");
            ScriptlessBrowser.Form form = flow.browser().form("sign_in");
            secrets.put("csrf", form.hidden().get("csrf"));
            secrets.put("handle", form.hidden().get("request"));
            flow.browser().press("sign_in", "passphrase", TunnelledServer.PASSPHRASE);
            secrets.put("cookie", flow.browser().cookieLines()[0].replaceAll(".*=", ""));
            flow.browser().press("allow");
            URI landing = flow.browser().landing();
            secrets.putAll(Map.of("passphrase", TunnelledServer.PASSPHRASE, "wrong passphrase", "a wrong passphrase of somebody", "state", flow.asked("state"),
                    "verifier", flow.verifier(), "code", flow.code(landing)));
            keep(secrets, "first", GrantFlow.json(flow.redeem(flow.code(landing))));
            keep(secrets, "second", GrantFlow.json(flow.refresh(secrets.get("first refresh_token"))));
            new McpVisit(road, secrets.get("second access_token")).ping();
            // and what is refused, in each of its ways
            flow.redeem(flow.code(landing));
            flow.refresh(secrets.get("first refresh_token"));
            new McpVisit(road, secrets.get("first access_token")).ping();
            road.get("/oauth/authorize?state=" + secrets.get("state") + "&code=" + secrets.get("code"));
            road.get("/mcp?access_token=" + secrets.get("second access_token"));
            road.form("/oauth/token?code=" + secrets.get("code"), "");
            road.form("/oauth/revoke", Query.of(Map.of("token", secrets.get("second access_token"), "client_id", flow.asked("client_id"))));
            JsonObject owned = Rpc.parse(image.run("client", "add", "--redirect", "http://127.0.0.1/callback", "--json").out()).asJsonObject();
            secrets.put("client secret", owned.getString("client_secret"));
            new GrantFlow(road, owned.getString("client_id"), "http://127.0.0.1/callback").redeeming("client_secret", owned.getString("client_secret")).redeem("none");
            new GrantFlow(road, owned.getString("client_id"), "http://127.0.0.1/callback").withBasic(owned.getString("client_secret")).refresh("none");
            printed = Stream.of(image.run("audit", "--last", "500"), image.run("audit", "--last", "500", "--json"), image.run("client", "list", "--json"),
                    image.run("token", "list")).map(Image.Finished::out).reduce("", String::concat);
            server.running().stop(Duration.ofSeconds(30));
            log = server.log();
        }
        assertThat(log.size(), is(greaterThan(10)));
        // a request's state has to be kept until it is answered; nothing else of these may be read in the database
        assertThat("in the log", found(secrets, String.join("\n", log)), is(empty()));
        assertThat("for the owner", found(secrets, printed), is(empty()));
        secrets.remove("state");
        try (Stream<Path> files = Files.list(image.state())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(file.toString(), found(secrets, Files.readString(file, StandardCharsets.ISO_8859_1)), is(empty()));
            }
        }
    }

    private static void keep(Map<String, String> secrets, String which, JsonObject tokens) {
        for (String name : List.of("access_token", "refresh_token")) {
            secrets.put(which + " " + name, tokens.getString(name));
        }
    }

    private static List<String> found(Map<String, String> secrets, String text) {
        return secrets.entrySet().stream().filter(secret -> text.contains(secret.getValue())
                || text.contains(secret.getValue().replace(' ', '+')) || text.contains(secret.getValue().replace(" ", "%20"))).map(Map.Entry::getKey).toList();
    }
}
