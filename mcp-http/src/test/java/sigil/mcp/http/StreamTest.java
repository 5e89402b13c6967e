package sigil.mcp.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When an answer is one JSON object, when it is a stream, and how a stream behaves. */
class StreamTest {
    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer(TestServer.QUICK);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aQuickAnswerIsOneJsonObject() {
        RawHttp.Response response = server.call("echo", "{\"text\":\"hello\"}");
        assertThat(response.first("Content-Type").orElse(""), is("application/json"));
        assertThat(response.body(), is("{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"hello\"}],"
                + "\"structuredContent\":{},\"isError\":false}}"));
    }

    // behaviour: http.post.json-or-stream
    @Test
    void theFirstNotificationMakesItAStreamThatTheResultEnds() {
        RawHttp.Response response = server.call("progress", "{\"steps\":2}");
        assertThat(response.body(), is("""
                event: message
                data: {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"t","progress":1.0,"total":2.0,\
                "message":"step 1"}}

                event: message
                data: {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"t","progress":2.0,"total":2.0,\
                "message":"step 2"}}

                event: message
                data: {"jsonrpc":"2.0","id":7,"result":{"content":[{"type":"text","text":"done"}],"structuredContent":{},"isError":false}}

                """));
    }

    @Test
    void eventsArriveWhenTheyHappen() {
        try (RawHttp http = new RawHttp(server.port())) {
            http.send(TestServer.message("POST /mcp", TestServer.BEARER, TestServer.callBody("progress", "{\"steps\":4,\"gap\":200}")));
            http.head();
            http.chunk();
            long first = System.nanoTime();
            for (int i = 0; i < 4; i++) {
                http.chunk();
            }
            assertThat("four gaps of 200 ms lie between the first event and the result",
                    Duration.ofNanos(System.nanoTime() - first).toMillis() > 600, is(true));
        }
    }

    // behaviour: http.keep-alive
    @Test
    void aSilentCallBecomesAStreamWithSignsOfLife() throws InterruptedException {
        try (RawHttp http = new RawHttp(server.port())) {
            http.send(TestServer.message("POST /mcp", TestServer.BEARER, TestServer.callBody("hold", "{}")));
            assertThat(http.head().first("Content-Type").orElse(""), is("text/event-stream"));
            assertThat(http.chunk(), is(": keep-alive\n\n"));
            assertThat(http.chunk(), is(": keep-alive\n\n"));
            server.tools.release.countDown();
            String last = http.chunk();
            while (last.startsWith(":")) {
                last = http.chunk();
            }
            assertThat(last, containsString("released"));
            assertThat(http.chunk(), is(""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Accept: */*\r\n", "Accept: application/json, text/event-stream\r\n", "Accept: text/event-stream, */*;q=0.1\r\n",
        "Accept: text/html\r\n", "Content-Type: application/octet-stream\r\n", "Content-Type: text/plain; charset=x\r\n"})
    void laxHeadersAreRead(String headers) {
        RawHttp.Response response = server.request("POST /mcp", TestServer.BEARER + headers, TestServer.callBody("echo", "{}"));
        assertThat(response.status(), is(200));
        assertThat(response.first("Content-Type").orElse(""), is("application/json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json, text/event-stream;q=0", "application/json,text/event-stream; q=0.0"})
    void aClientThatTakesNoStreamGetsTheAnswerWhole(String accept) {
        RawHttp.Response response = server.request("POST /mcp", TestServer.BEARER + "Accept: " + accept + "\r\n",
                TestServer.callBody("progress", "{\"steps\":2,\"gap\":250}"));
        assertThat(response.first("Content-Type").orElse(""), is("application/json"));
        assertThat(response.body(), containsString("done"));
    }

    @Test
    void aClientThatTakesOnlyAStreamGetsOne() {
        RawHttp.Response response = server.request("POST /mcp", TestServer.BEARER + "Accept: text/event-stream\r\n",
                TestServer.callBody("echo", "{\"text\":\"hello\"}"));
        assertThat(response.first("Content-Type").orElse(""), is("text/event-stream"));
        assertThat(response.body(), startsWith("event: message\ndata: {\"jsonrpc\""));
    }

    @Test
    void anErrorKeepsItsStatusEvenForAClientThatTakesOnlyStreams() {
        RawHttp.Response response = server.request("POST /mcp", TestServer.BEARER + "Accept: text/event-stream\r\n", "[]");
        assertThat(response.status(), is(400));
        assertThat(response.first("Content-Type").orElse(""), is("application/json"));
    }

    @Test
    void twentyStreamsInARowOnOneConnectionTakeNoStalls() {
        try (RawHttp http = new RawHttp(server.port())) {
            String request = TestServer.message("POST /mcp", TestServer.BEARER, TestServer.callBody("progress", "{\"steps\":1}"));
            for (int i = 0; i < 20; i++) {
                http.exchange(request);
            }
            long start = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                assertThat(http.exchange(request).body(), containsString("done"));
            }
            // with Nagle's algorithm each of them waits 44 ms for a delayed ACK: 880 ms
            assertThat(Duration.ofNanos(System.nanoTime() - start).toMillis(), is(lessThan(400L)));
        }
    }

    @Test
    void aCallWhoseTimeIsOverIsAnsweredAndInterrupted() throws InterruptedException {
        RawHttp.Response response = server.call("wait", "{}");
        assertThat(response.body(), containsString("took longer than"));
        assertThat(response.body(), containsString("\"isError\":true"));
        assertThat(server.tools.cancelled.await(5, TimeUnit.SECONDS), is(true));
    }

    @Test
    void aCallThatDoesNotHeedItsInterruptionIsAnsweredAllTheSame() {
        long start = System.nanoTime();
        try (RawHttp http = new RawHttp(server.port())) {
            RawHttp.Response response = http.exchange(TestServer.message("POST /mcp", TestServer.BEARER + "Accept: application/json\r\n",
                    TestServer.callBody("deaf", "{}")));
            assertThat(response.body(), containsString("took longer than"));
            assertThat(response.first("Connection").orElse(""), is("close"));
            assertThat(Duration.ofNanos(System.nanoTime() - start).toMillis(), is(lessThan(3_500L)));
            assertThat("the connection that was announced to close closes", http.closed(), is(true));
        }
    }

    // behaviour: http.vanished modern.cancel.close-stream
    @Test
    void aClientThatGoesAwayCancelsItsCall() throws InterruptedException {
        try (TestServer patient = new TestServer(new HttpLimits(4_096, 2_048, 16, 4, 2, 64, Duration.ofSeconds(50), Duration.ofMillis(200),
                Duration.ofMillis(200), Duration.ofSeconds(300), Duration.ZERO, Duration.ofSeconds(60), 1 << 20,
            Duration.ofSeconds(2), Duration.ofSeconds(4)))) {
            try (RawHttp http = new RawHttp(patient.port())) {
                http.send(TestServer.message("POST /mcp", TestServer.BEARER, TestServer.callBody("wait", "{}")));
                http.head();
            }
            assertThat(patient.tools.cancelled.await(10, TimeUnit.SECONDS), is(true));
        }
    }

    // behaviour: http.slow-reader
    @Test
    void aClientThatNeverReadsLosesItsConnectionAndNotTheServersPlace() throws InterruptedException {
        try (TestServer small = new TestServer(new HttpLimits(4_096, 2_048, 16, 1, 2, 64, Duration.ofMillis(800), Duration.ofMillis(300),
                Duration.ofMillis(300), Duration.ofSeconds(300), Duration.ZERO, Duration.ofSeconds(60), 1 << 20,
            Duration.ofSeconds(2), Duration.ofSeconds(4))); RawHttp deaf = new RawHttp(small.port())) {
            deaf.send(TestServer.message("POST /mcp", TestServer.BEARER, TestServer.callBody("large", "{}")));
            Thread.sleep(300);
            assertThat("the only place is taken", small.call("echo", "{}").status(), is(429));
            int status = 429;
            for (int i = 0; i < 100 && status == 429; i++) {
                Thread.sleep(100);
                status = small.call("echo", "{}").status();
            }
            assertThat(status, is(200));
        }
    }

    @Test
    void overTheLimitOfStreamsAnAnswerComesWhole() throws InterruptedException {
        try (RawHttp one = new RawHttp(server.port()); RawHttp two = new RawHttp(server.port())) {
            String hold = TestServer.message("POST /mcp", TestServer.BEARER, TestServer.callBody("hold", "{}"));
            one.send(hold);
            two.send(hold);
            one.head();
            two.head();
            RawHttp.Response third = server.call("progress", "{}");
            assertThat(third.first("Content-Type").orElse(""), is("application/json"));
            assertThat(third.body(), containsString("done"));
        }
    }

    @Test
    void stoppingLetsCallsFinishOrEndsThemWithAnAnswer() throws InterruptedException {
        try (RawHttp http = new RawHttp(server.port())) {
            http.send(TestServer.message("POST /mcp", TestServer.BEARER + "Accept: application/json\r\n", TestServer.callBody("wait", "{}")));
            server.tools.waiting.await();
            Thread stopping = Thread.ofVirtual().start(server.http()::stop);
            RawHttp.Response response = http.response(false);
            assertThat(response.body(), containsString("is being stopped"));
            assertThat(server.tools.cancelled.await(5, TimeUnit.SECONDS), is(true));
            stopping.join();
        }
    }

    @Test
    void aFaultInAToolIsReportedWithoutItsDetails() {
        RawHttp.Response response = server.call("fault", "{}");
        assertThat(response.status(), is(200));
        assertThat(response.body(), containsString("\"isError\":true"));
        assertThat(response.body(), not(containsString("secret detail")));
    }
}
