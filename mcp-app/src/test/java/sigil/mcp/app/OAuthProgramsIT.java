package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that speak OAuth by themselves, end to end through the tunnel: the official clients, and {@code mcp-remote}. */
class OAuthProgramsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private static Path home;
    private static NodeClients clients;
    private static TunnelledServer server;

    @BeforeAll
    static void serve() {
        clients = NodeClients.install(home);
        server = TunnelledServer.start(home);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    /** The owner comes where a program sends him, signs in and allows, and his browser brings the answer to the program. */
    private static void letIn(URI authorize) {
        assertThat(authorize.toString(), startsWith(server.tunnel().publicUrl() + "/"));
        ScriptlessBrowser browser = new ScriptlessBrowser(server.road());
        browser.open(authorize.getRawPath() + "?" + authorize.getRawQuery());
        browser.press("sign_in", "passphrase", TunnelledServer.PASSPHRASE);
        browser.press("allow");
        try {
            HttpURLConnection callback = (HttpURLConnection) browser.landing().toURL().openConnection();
            assertThat(callback.getResponseCode(), is(200));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertSeen(JsonObject seen) {
        assertThat(seen.getJsonArray("tools").getValuesAs(JsonString::getString), hasItem("search_code"));
        assertThat(seen.getJsonObject("ping").getString("status"), is("ok"));
    }

    // row: AS-02 AS-03 AS-05 AS-14 DC-01
    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void anOfficialClientFindsItsWayInAndRefreshesItsTokenWhenItIsRefused(String release) {
        try (RunningClient client = clients.oauth(server.tunnel().certificate().pem(), Map.of(), release, server.tunnel().publicUrl() + "/mcp")) {
            letIn(URI.create(Rpc.parse(client.line()).asJsonObject().getString("authorize")));
            JsonObject report = Rpc.parse(client.line()).asJsonObject();
            assertSeen(report.getJsonObject("before"));
            assertSeen(report.getJsonObject("after"));
            assertThat(report.getInt("registrations"), is(1));
            assertThat(report.getBoolean("stateCameBack"), is(true));
            assertThat(report.getInt("saved"), is(2));
            assertThat(report.getBoolean("anotherToken"), is(true));
            assertThat(report.getBoolean("rotated"), is(true));
        }
    }

    @Test
    void mcpRemoteOpensABrowserAndIsLetInByWhatHappensThere() throws Exception {
        Path asked = home.resolve("asked.txt");
        Path browser = Image.write(home.resolve("browser"), "#!/bin/sh\nprintf '%s' \"$1\" >\"" + asked + ".part\" && mv \"" + asked + ".part\" \"" + asked + "\"\n");
        Files.setPosixFilePermissions(browser, PosixFilePermissions.fromString("rwx------"));
        String[] command = NodeClients.remote(server.tunnel().publicUrl() + "/mcp").toArray(String[]::new);
        try (RunningClient client = clients.oauth(server.tunnel().certificate().pem(),
                Map.of("HOME", home.toString(), "BROWSER", browser.toString(), "DISPLAY", ""), "remote", command)) {
            letIn(URI.create(awaited(asked)));
            assertSeen(Rpc.parse(client.line()).asJsonObject().getJsonObject("before"));
        }
    }

    private static String awaited(Path file) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(file) && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        return Files.readString(file);
    }
}
