package sigil.mcp.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One line for each request; nothing secret in any. */
class AccessLogTest {
    private static final String CANARY = "canary-3f9a";
    private static final JsonProvider JSON = JsonProvider.provider();

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AbstractAppender appender = new AbstractAppender("test", null, null, true, Property.EMPTY_ARRAY) {
        @Override
        public void append(LogEvent event) {
            lines.add(event.getMessage().getFormattedMessage());
        }
    };
    private TestServer server;

    @BeforeEach
    void start() {
        appender.start();
        ((Logger) LogManager.getLogger("sigil.access")).addAppender(appender);
        Configurator.setLevel("sigil.access", Level.INFO);
        server = new TestServer();
    }

    @AfterEach
    void stop() {
        server.close();
        ((Logger) LogManager.getLogger("sigil.access")).removeAppender(appender);
    }

    @Test
    void aCallLeavesOneLineThatTellsWhoAskedWhat() throws InterruptedException {
        server.request("POST /mcp?x=" + CANARY, TestServer.BEARER + "User-Agent: Claude-User\r\nCf-Ray: 8abc-FRA\r\nCF-Connecting-IP: 192.0.2.7\r\n",
                TestServer.callBody("echo", "{\"text\":\"" + CANARY + "\"}"));
        logged(1);
        assertThat(lines, hasSize(1));
        for (String field : List.of("\"method\":\"POST\"", "\"path\":\"/mcp\"", "\"status\":200", "\"rpc\":\"tools/call\"", "\"tool\":\"echo\"",
                "\"caller\":\"tester\"", "\"client\":\"192.0.2.7\"", "\"ray\":\"8abc-FRA\"", "\"agent\":\"Claude-User\"", "\"era\":\"2025-03-26\"",
                "\"ms\":", "\"bytes\":", "\"id\":")) {
            assertThat(lines.getFirst(), containsString(field));
        }
    }

    // row: SEC-27
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "CF-Connecting-IP: 2001:db8::7                        | 2001:db8::7",
        "X-Forwarded-For: 198.51.100.1, 203.0.113.9           | 203.0.113.9",
        "X-Forwarded-For: 203.0.113.9, not-an-address         | 127.0.0.1",
        "CF-Connecting-IP: <script>                           | 127.0.0.1",
        "X-Real-IP: 203.0.113.9                               | 127.0.0.1"})
    void theClientIsWhomTheProxyOnThisMachineNamesIfThatIsAnAddress(String header, String client) throws InterruptedException {
        server.request("GET /healthz", header + "\r\n", "");
        logged(1);
        assertThat(lines.getFirst(), containsString("\"client\":\"" + client + "\""));
    }

    // row: RS-16
    @Test
    void nothingSecretReachesALine() throws InterruptedException {
        server.request("GET /nothing?token=" + CANARY, "Authorization: Bearer " + CANARY + "\r\nCookie: " + CANARY + "\r\nX-Api-Key: " + CANARY
                + "\r\n", "");
        server.request("POST /mcp?code=" + CANARY, TestServer.BEARER, "{\"jsonrpc\":\"2.0\",\"id\":\"" + CANARY + "\",\"method\":\"ping\"}");
        server.request("POST /mcp", TestServer.BEARER, "{" + CANARY);
        server.call(CANARY, "{}");
        server.call("fault", "{\"text\":\"" + CANARY + "\"}");
        RawHttp.once(server.port(), "GET /a b?" + CANARY + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + CANARY + "\r\n\r\n");
        RawHttp.once(server.port(), CANARY + "\r\n\r\n");
        logged(7);
        assertThat(lines, hasSize(7));
        assertThat(lines, everyItem(not(containsString(CANARY))));
        assertThat(lines, everyItem(not(containsString("Bearer"))));
    }

    @Test
    void aRequestBeforeAnyRouteIsLoggedToo() throws InterruptedException {
        RawHttp.once(server.port(), "GET /a<b HTTP/1.1\r\nHost: localhost\r\n\r\n");
        logged(1);
        assertThat(lines, hasItem(allOf(containsString("\"status\":400"), containsString("\"refused\":\"http\""))));
    }

    @Test
    void aRefusalNamesItsReasonForTheOwner() throws InterruptedException {
        server.request("POST /mcp", "", "");
        RawHttp.once(server.port(), "GET / HTTP/1.1\r\nHost: evil.example.net\r\n\r\n");
        server.call("change", "{}");
        logged(3);
        assertThat(lines, hasItem(allOf(containsString("\"status\":401"), containsString("\"refused\":\"token\""))));
        assertThat(lines, hasItem(allOf(containsString("\"status\":403"), containsString("\"refused\":\"scope\""))));
        assertThat(lines, hasItem(allOf(containsString("\"status\":403"), containsString("\"refused\":\"host\""))));
    }

    @Test
    void aLineCannotBeForgedByWhatAStrangerSends() throws InterruptedException {
        server.request("GET /healthz", "User-Agent: a\" ,\"status\":200 \tb" + "x".repeat(2_000) + "\r\n", "");
        logged(1);
        assertThat(lines.getFirst(), containsString("a\\\" ,\\\"status\\\":200 \\tb"));
        assertThat("values are clipped", lines.getFirst().length() < 800, is(true));
    }

    @Test
    void aLineIsAJsonObjectWhateverItsValues() throws InterruptedException {
        String agent = "\"\\ \t/%s{}${x},\"status\":1}";
        server.request("POST /mcp", TestServer.BEARER + "User-Agent: " + agent + "\r\n", TestServer.callBody("echo", "{\"text\":\"x\"}"));
        server.request("GET /%22%5C%0A", TestServer.BEARER, "");
        logged(2);
        // two connections, so in either order
        List<JsonObject> read = lines.stream().map(AccessLogTest::json).toList();
        JsonObject call = read.get(read.getFirst().containsKey("agent") ? 0 : 1);
        JsonObject other = read.get(read.getFirst().containsKey("agent") ? 1 : 0);
        assertThat(call.getString("agent"), is(agent));
        assertThat(call.getInt("status"), is(200));
        assertThat(call.getJsonNumber("ms").toString(), matchesPattern("[0-9]+\\.[0-9][0-9]"));
        assertThat(other.getString("path"), is("/\"\\\n"));
    }

    private static JsonObject json(String line) {
        try (JsonReader reader = JSON.createReader(new StringReader(line))) {
            return reader.readObject();
        }
    }

    /** A line is written after its answer was sent. */
    private void logged(int number) throws InterruptedException {
        for (int i = 0; i < 500 && lines.size() < number; i++) {
            Thread.sleep(10);
        }
    }
}
