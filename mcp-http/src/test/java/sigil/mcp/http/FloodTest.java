package sigil.mcp.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that open more than they need, and leave without a word: what they took is free again, and nothing of them stays. */
class FloodTest {
    private static final int PLACES = 24;
    private static final Class<?>[] OF_A_CONNECTION = {Connection.class, SessionStream.class, HttpExchange.class, HttpAnswer.class,
        AnswerStream.class, Worker.class, StreamPlace.class};

    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer(new HttpLimits(4_096, 2_048, 16, 64, PLACES, 1_000, Duration.ofSeconds(60), Duration.ofMillis(300),
                Duration.ofSeconds(5), Duration.ofSeconds(300), Duration.ofMillis(500), Duration.ofSeconds(60), 1 << 20,
            Duration.ofSeconds(2), Duration.ofSeconds(4)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    // behaviour: http.get.newest-wins http.flood
    @Test
    void ofManyReadersOfOneSessionTheNewestListensAndTheOthersEnd() throws InterruptedException {
        Map<String, Long> before = LiveObjects.count();
        SessionClient client = SessionClient.open(server, "2025-11-25");
        List<RawHttp> readers = new ArrayList<>();
        for (int i = 0; i < 8 * PLACES; i++) {
            readers.add(listenEventually(client));
        }
        RawHttp newest = readers.removeLast();
        for (RawHttp reader : readers) {
            assertThat("it ends", SessionClient.rest(reader), is(""));
            reader.close();
        }
        server.changes.toolsChanged();
        assertThat(SessionClient.event(newest), containsString("list_changed"));
        newest.close();
        allPlacesAreFree();
        LiveObjects.comeBackTo(before, OF_A_CONNECTION);
    }

    // behaviour: http.get.newest-wins http.flood
    @Test
    void readersOfOneSessionThatComeAllAtOnceLeaveOneOfThem() throws InterruptedException {
        Map<String, Long> before = LiveObjects.count();
        SessionClient client = SessionClient.open(server, "2025-11-25");
        List<RawHttp> readers = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            readers.add(new RawHttp(server.port()));
        }
        String listen = TestServer.message("GET /mcp", TestServer.BEARER + "Mcp-Session-Id: " + client.id()
                + "\r\nAccept: text/event-stream\r\n", "");
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> senders = readers.stream().map(reader -> Thread.ofVirtual().start(() -> {
            try {
                start.await();
                reader.send(listen);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        })).toList();
        start.countDown();
        for (Thread sender : senders) {
            sender.join();
        }
        // whoever is the newest of them, there is one place taken in the end, so all others are free
        placesFree(PLACES - 1);
        server.changes.toolsChanged();
        try (RawHttp after = listenEventually(client)) {
            server.changes.toolsChanged();
            assertThat(SessionClient.event(after), containsString("list_changed"));
        }
        readers.forEach(RawHttp::close);
        allPlacesAreFree();
        LiveObjects.comeBackTo(before, OF_A_CONNECTION);
    }

    // behaviour: http.busy http.flood
    @Test
    void readersOfManySessionsAreAsManyAsThereArePlaces() throws InterruptedException {
        Map<String, Long> before = LiveObjects.count();
        for (int round = 0; round < 4; round++) {
            List<RawHttp> readers = new ArrayList<>();
            List<SessionClient> clients = new ArrayList<>();
            for (int i = 0; i < PLACES; i++) {
                clients.add(SessionClient.open(server, "2025-11-25"));
                readers.add(listenEventually(clients.getLast()));
            }
            for (int i = 0; i < PLACES; i++) {
                RawHttp.Response refused = SessionClient.open(server, "2025-11-25").send("GET", "Accept: text/event-stream\r\n", "");
                assertThat(refused.status(), is(429));
                assertThat(refused.first("Retry-After").orElse(""), is("1"));
            }
            assertThat("calls are answered as ever", server.call("echo", "{}").status(), is(200));
            server.changes.toolsChanged();
            for (RawHttp reader : readers) {
                assertThat(SessionClient.event(reader), containsString("list_changed"));
            }
            if (round % 2 == 0) {
                readers.forEach(RawHttp::close);
            } else {
                clients.forEach(client -> assertThat(client.send("DELETE", "", "").status(), is(200)));
            }
            allPlacesAreFree();
            readers.forEach(RawHttp::close);
        }
        LiveObjects.comeBackTo(before, OF_A_CONNECTION);
    }

    // behaviour: http.vanished http.flood
    @ParameterizedTest
    @ValueSource(strings = {"GET", "ask", "progress"})
    void streamsAbandonedBeforeTheirFirstByteLeaveTheirPlaces(String what) throws InterruptedException {
        Map<String, Long> before = LiveObjects.count();
        for (int i = 0; i < 3 * PLACES; i++) {
            SessionClient client = SessionClient.open(server, "2025-11-25", "{\"elicitation\":{}}");
            String headers = TestServer.BEARER + "Mcp-Session-Id: " + client.id() + "\r\nAccept: application/json, text/event-stream\r\n";
            try (RawHttp http = new RawHttp(server.port())) {
                http.send(what.equals("GET") ? TestServer.message("GET /mcp", headers, "")
                        : TestServer.message("POST /mcp", headers, SessionClient.callBody(1, what, "{}")));
            }
            // what goes on without its connection ends with its session
            client.send("DELETE", "", "");
        }
        allPlacesAreFree();
        LiveObjects.comeBackTo(before, OF_A_CONNECTION);
    }

    // behaviour: http.vanished modern.cancel.close-stream
    @Test
    void callsWithoutASessionAbandonedBeforeTheirFirstByteAreCancelled() throws InterruptedException {
        Map<String, Long> before = LiveObjects.count();
        for (int i = 0; i < 3 * PLACES; i++) {
            try (RawHttp http = new RawHttp(server.port())) {
                http.send(TestServer.message("POST /mcp", TestServer.BEARER, TestServer.callBody("wait", "{}")));
            }
        }
        assertThat(server.tools.cancelled.await(20, TimeUnit.SECONDS), is(true));
        allPlacesAreFree();
        LiveObjects.comeBackTo(before, OF_A_CONNECTION);
    }

    // behaviour: tools.fault
    @Test
    void aToolThatBreaksOnItsStreamIsAnsweredAndLeavesItsPlace() throws InterruptedException {
        for (int i = 0; i < PLACES + 1; i++) {
            RawHttp.Response response = server.call("break", "{}");
            assertThat(response.first("Content-Type").orElse(""), is("text/event-stream"));
            assertThat(response.body(), containsString("\"id\":7,"));
            assertThat(response.body(), containsString("A fault in the server"));
        }
        allPlacesAreFree();
    }

    // behaviour: http.stream.resume
    @Test
    void aReaderThatComesBackAgainAndAgainMissesNothing() throws InterruptedException {
        SessionClient client = SessionClient.open(server, "2025-11-25");
        int many = 600;
        for (int i = 0; i < many; i++) {
            assertThat(client.call("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/subscribe\",\"params\":{\"uri\":\"test:" + i + "\"}}").status(),
                    is(200));
        }
        CountDownLatch told = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> {
            for (int i = 0; i < many; i++) {
                server.changes.resourceUpdated("test:" + i);
                LockSupport.parkNanos(500_000);
            }
            told.countDown();
        });
        Set<String> seen = new LinkedHashSet<>();
        String last = "";
        while (seen.size() < many) {
            try (RawHttp reader = client.listen(last)) {
                String event = reader.chunk();
                assertThat("a sign of life in place of what has been told: " + seen.size() + " were seen",
                        event.startsWith(":") && told.getCount() == 0, is(false));
                if (!event.startsWith(":")) {
                    // the rest of what was sent on this connection is lost with it
                    assertThat("each once", seen.add(event), is(true));
                    last = "Last-Event-ID: " + SessionClient.idOf(event) + "\r\n";
                }
            }
        }
    }

    /** Opens a stream, as soon as one of those before has left its place. */
    private RawHttp listenEventually(SessionClient client) throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            try {
                return client.listen("");
            } catch (AssertionError busy) {
                Thread.sleep(50);
            }
        }
        throw new AssertionError("No place became free");
    }

    private void allPlacesAreFree() throws InterruptedException {
        placesFree(PLACES);
    }

    private void placesFree(int expected) throws InterruptedException {
        int free = 0;
        for (int i = 0; i < 100 && free < expected; i++) {
            Thread.sleep(100);
            List<RawHttp> readers = new ArrayList<>();
            try {
                for (free = 0; free < expected; free++) {
                    readers.add(SessionClient.open(server, "2025-11-25").listen(""));
                }
            } catch (AssertionError busy) {
                // one more is not free yet
            } finally {
                readers.forEach(RawHttp::close);
            }
        }
        assertThat("places that are free", free, is(greaterThanOrEqualTo(expected)));
    }
}
