package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The official TypeScript clients, 1.x and 2.x, over HTTP, in every way in which they choose a revision: a session each, run by Node.js from
 * {@code src/test/interop}, and a report of it that is judged here.
 */
class OfficialClientsIT extends ClientContract {
    /** How often a script searches before it waits to be told to go on. */
    private static final int SEARCHES = 3;

    @TempDir
    private static Path home;
    private static Optional<RunningImage> server = Optional.empty();
    private static List<ClientSession> sessions;

    static List<ClientSession> sessions() {
        return sessions;
    }

    static List<ClientSession> sessionsThatCancel() {
        return sessions;
    }

    /** Those of the revisions that have sessions. */
    static List<ClientSession> legacy() {
        return sessions.stream().filter(session -> session.revision().equals("2025-11-25")).toList();
    }

    static List<ClientSession> modern() {
        return sessions.stream().filter(session -> session.revision().equals("2026-07-28")).toList();
    }

    @BeforeAll
    static void serve() {
        NodeClients clients = NodeClients.install(home);
        Image image = Image.in(home);
        server = Optional.of(RunningImage.start(image, SampleRepositories.write(home)));
        sessions = List.of(
                session(clients, image, "client 1.x", "2025-11-25", "client-1.mjs"),
                session(clients, image, "client 2.x as it comes", "2025-11-25", "client-2.mjs", "default"),
                session(clients, image, "client 2.x that probes", "2026-07-28", "client-2.mjs", "auto"),
                session(clients, image, "client 2.x that insists", "2026-07-28", "client-2.mjs", "2026-07-28"));
    }

    /** With a token of its own, by which the access log tells its calls from others. */
    private static ClientSession session(NodeClients clients, Image image, String name, String revision, String script, String... arguments) {
        String caller = name.replace(' ', '-').replace('.', '-');
        String url = server.orElseThrow().uri("/mcp").toString();
        RunningClient running = clients.http(image.createToken(caller), arguments.length == 0 ? new String[] {script, url}
                : new String[] {script, url, arguments[0]});
        return ClientSession.of(name, revision, running, () -> new AccessLines(server.orElseThrow()::log).searchesEnded(caller, SEARCHES));
    }

    @AfterAll
    static void stop() {
        server.ifPresent(RunningImage::close);
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void holdsStructuredResultsAgainstTheirSchemas(ClientSession session) {
        assertThat(session.result("ping").getString("status"), is("ok"));
        // the same result, spoiled on its way
        assertThat(session.report().getJsonObject("refusals").getJsonObject("spoiledPing").getString("message"),
                containsString("does not match the tool's output schema"));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void isTurnedAwayWithAWrongToken(ClientSession session) {
        JsonObject refusal = session.report().getJsonObject("refusals").getJsonObject("wrongToken");
        assertThat(refusal.get("httpStatus") instanceof JsonNumber status ? status.intValue() : 0, is(401));
    }

    @ParameterizedTest
    @MethodSource("legacy")
    void sendsTheIdOfItsSessionFromTheFirstRequestAfterInitialize(ClientSession session) {
        String id = session.report().getJsonObject("session").getString("id");
        assertThat(id, matchesPattern("[!-~]{20,}"));
        List<JsonObject> requests = requests(session);
        assertThat(requests.getFirst().getString("rpc"), is("initialize"));
        assertThat(requests.stream().skip(1).map(request -> request.getString("session", "")).distinct().toList(), contains(id));
    }

    @ParameterizedTest
    @MethodSource("legacy")
    void listensToItsSession(ClientSession session) {
        JsonObject stream = requests(session).stream().filter(request -> request.getString("http").equals("GET")).findFirst().orElseThrow();
        assertThat(stream.getInt("status"), is(200));
        assertThat(stream.getString("type"), is("text/event-stream"));
    }

    @ParameterizedTest
    @MethodSource("legacy")
    void choosesWhatIsLogged(ClientSession session) {
        assertThat(session.report().getJsonObject("session").getJsonObject("level"), is(anEmptyMap()));
    }

    @ParameterizedTest
    @MethodSource("legacy")
    void getsItsResultAlthoughTheConnectionBreaksTwice(ClientSession session) {
        JsonObject cut = session.report().getJsonObject("session").getJsonObject("cut");
        assertThat(cut.getInt("cuts"), is(2));
        assertThat(filesSearched(cut), is(SampleRepositories.PART_FILES));
        List<Integer> progress = cut.getJsonArray("progress").getValuesAs(JsonNumber::intValue);
        // nothing comes twice
        assertThat(progress, is(not(empty())));
        assertThat(progress, is(progress.stream().distinct().sorted().toList()));
    }

    @ParameterizedTest
    @MethodSource("legacy")
    void takesTheResultOfACallWhoseClientVanished(ClientSession session) {
        JsonObject handedOver = session.report().getJsonObject("session").getJsonObject("handedOver");
        assertThat(handedOver.getJsonObject("lost").getString("message"), containsString("Connection closed"));
        assertThat(filesSearched(handedOver), is(SampleRepositories.PART_FILES));
    }

    @ParameterizedTest
    @MethodSource("legacy")
    void doesNotComeBackAgainAndAgainForTheStreamOfACancelledCall(ClientSession session) {
        long streams = requests(session).stream()
                .filter(request -> request.getString("http").equals("GET") && request.getInt("status") == 200)
                .count();
        // the one that it listens to
        assertThat(streams, is(1L));
    }

    @ParameterizedTest
    @MethodSource("legacy")
    void endsItsSession(ClientSession session) {
        JsonObject use = session.report().getJsonObject("session");
        assertThat(use.getJsonObject("end").isNull("id"), is(true));
        assertThat(use.getInt("afterEnd"), is(404));
        JsonObject end = requests(session).stream().filter(request -> request.getString("http").equals("DELETE")).findFirst().orElseThrow();
        assertThat(end.getInt("status"), is(200));
    }

    @ParameterizedTest
    @MethodSource("modern")
    void hasNoSession(ClientSession session) {
        assertThat(requests(session).stream().filter(request -> request.containsKey("session")).toList(), is(empty()));
        assertThat(requests(session).stream().map(request -> request.getString("http")).distinct().toList(), contains("POST"));
    }

    @ParameterizedTest
    @MethodSource("modern")
    void discoversWhatTheServerSpeaks(ClientSession session) {
        for (String discovered : List.of("discovered", "discoveredAgain")) {
            assertThat(session.report().getJsonObject(discovered).getJsonArray("supportedVersions").getValuesAs(JsonString::getString),
                    hasItems("2026-07-28", "2025-11-25"));
        }
    }

    @ParameterizedTest
    @MethodSource("modern")
    void listensForWhatItWants(ClientSession session) {
        JsonObject subscription = session.report().getJsonObject("subscription");
        assertThat(subscription.toString(), subscription.containsKey("honoured"), is(true));
        assertThat(subscription.getString("closed"), is("local"));
    }

    @ParameterizedTest
    @MethodSource("modern")
    void encodesNamesThatNoHeaderCanHold(ClientSession session) {
        List<String> names = requests(session).stream().map(request -> request.getString("mcpName", "")).toList();
        // repo://sample/src/Grüße.txt, and the prompt überall; the tests of resources and prompts show that the server knew them
        assertThat(names, hasItem("=?base64?cmVwbzovL3NhbXBsZS9zcmMvR3LDvMOfZS50eHQ=?="));
        assertThat(names, hasItem("=?base64?w7xiZXJhbGw=?="));
    }

    private static int filesSearched(JsonObject call) {
        return call.getJsonObject("result").getJsonObject("structuredContent").getInt("files_searched");
    }

    private static List<JsonObject> requests(ClientSession session) {
        JsonArray requests = session.report().getJsonArray("requests");
        return requests.getValuesAs(JsonObject.class);
    }
}
