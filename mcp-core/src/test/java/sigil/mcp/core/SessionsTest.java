package sigil.mcp.core;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.matchesPattern;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sessions of the legacy era: how many, how long, and whose. */
class SessionsTest {

    // behaviour: http.session.id-visible-ascii
    @Test
    void anIdIsVisibleAsciiAndNeverTheSame() throws InterruptedException {
        McpServer server = Servers.of(SampleTools.sums());
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            String id = TestClient.legacy(server, "{}").session().id();
            assertThat(id, matchesPattern("[\\x21-\\x7e]+"));
            assertThat("144 bits that nobody guesses", id.length(), is(greaterThanOrEqualTo(24)));
            ids.add(id);
        }
        assertThat(ids.size(), is(100));
    }

    // behaviour: legacy.session.bound-to-caller
    @Test
    void somebodyElsesSessionIsNone() throws InterruptedException {
        McpServer server = Servers.of(SampleTools.sums());
        Session session = TestClient.legacy(server, "{}").session();
        assertThat(server.session(session.id(), TestClient.ALICE), is(Optional.of(session)));
        assertThat(server.session(session.id(), TestClient.BOB), is(Optional.empty()));
        assertThat("the caller is the name, whatever it may do today",
                server.session(session.id(), new Caller("alice", Set.of(Scope.WRITE))), is(Optional.of(session)));
        assertThat(server.session("made-up", TestClient.ALICE), is(Optional.empty()));
    }

    // behaviour: legacy.session.bound-to-caller tools.scope
    // row: RS-15
    @Test
    void aSessionGivesNobodyMoreRightsThanTheRequestHas() throws InterruptedException {
        McpServer server = Servers.of(SampleTools.sums());
        Caller writer = new Caller("alice", Set.of(Scope.WRITE));
        Session session = TestClient.legacy(server, writer, "2025-11-25", "{}").session();
        Inbound change = Classifier.classify(Text.json("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"change\"}}"),
                MessageHeaders.NONE);
        assertThat(Wire.here(server, change, outlet -> new Peer(writer, session, outlet)).reply(), instanceOf(Reply.Result.class));
        assertThat("the same caller with another token", Wire.here(server, change, outlet -> new Peer(TestClient.ALICE, session, outlet)).reply(),
                instanceOf(Reply.Forbidden.class));
    }

    // behaviour: legacy.session.bounded
    @Test
    void aSessionKeepsOfWhatItsClientDeclaredWhatItHasAUseFor() throws InterruptedException {
        McpServer server = Servers.of(SampleTools.questions());
        String much = IntStream.range(0, 1_000).mapToObj(i -> "\"k" + i + "\":{}").collect(Collectors.joining(","));
        Session session = TestClient.legacy(server, "{\"elicitation\":{\"form\":{},\"url\":{}," + much + "},\"roots\":{\"listChanged\":true},"
                + "\"experimental\":{" + much + "},\"extensions\":{\"" + ClientCapabilities.TASKS + "\":{},\"" + "x".repeat(10_000) + "\":{}," + much + "}}")
                .session();
        ClientCapabilities kept = session.client();
        assertThat(List.of(kept.elicitationForm(), kept.elicitationUrl(), kept.sampling(), kept.roots()), is(List.of(true, true, false, true)));
        assertThat(kept.extension(ClientCapabilities.TASKS), is(true));
        assertThat(kept.extensions().toString().length(), is(lessThan(1_000)));
    }

    // behaviour: legacy.session.bounded legacy.subscribe.cap
    @Test
    void theSubscriptionsOfAllSessionsHaveARoomThatTheEndOfASessionMakesFree() throws InterruptedException {
        Changes changes = new Changes();
        McpServer server = Servers.of(changes, ServerLimits.DEFAULTS, new SampleLibrary(changes));
        List<TestClient> clients = new ArrayList<>();
        int taken = 0;
        boolean full = false;
        while (!full) {
            TestClient client = TestClient.legacy(server, "{}");
            clients.add(client);
            for (int i = 0; i < 100 && !full; i++) {
                JsonObject answer = subscribe(client, i + "x".repeat(16_000));
                full = answer.containsKey("error");
                taken += full ? 0 : 1;
                assertThat(answer.toString(), answer.toString().length() < 1_000, is(true));
            }
        }
        assertThat("some 32,000 characters each, of 16 Mi", taken, is(lessThan(530)));
        assertThat(subscribe(clients.getFirst(), "0" + "x".repeat(16_000)).containsKey("result"), is(true));
        server.end(clients.getFirst().session());
        assertThat(subscribe(clients.getLast(), "new" + "x".repeat(16_000)).containsKey("result"), is(true));
        assertThat("a longer one is none", subscribe(clients.getLast(), "x".repeat(16_384)).getJsonObject("error").getString("message"),
                containsString("at most 16384 characters"));
    }

    private static JsonObject subscribe(TestClient client, String letter) throws InterruptedException {
        return client.ask("resources/subscribe", "{\"uri\":\"letter://" + letter + "\"}").answer();
    }

    // behaviour: legacy.session.cap
    @Test
    void overTheCapTheOneEndsThatWasUsedLongestAgo() throws InterruptedException {
        McpServer server = Servers.of(Servers.limits(some -> some.maxSessions(3)), SampleTools.sums());
        Session first = TestClient.legacy(server, "{}").session();
        Session second = TestClient.legacy(server, "{}").session();
        Session third = TestClient.legacy(server, "{}").session();
        server.session(first.id(), TestClient.ALICE);
        AtomicInteger ended = new AtomicInteger();
        second.onEnd(ended::incrementAndGet);
        Session fourth = TestClient.legacy(server, "{}").session();
        assertThat(server.sessions(), is(3));
        assertThat("whoever used it is told", ended.get(), is(1));
        assertThat(open(server, first, second, third, fourth), is(List.of(true, false, true, true)));
    }

    // behaviour: legacy.session.cap
    @Test
    void aSessionCountsAsUsedUntilTheLastWhoUsedItHasLeft() throws InterruptedException {
        McpServer server = Servers.of(Servers.limits(some -> some.maxSessions(2)), SampleTools.sums());
        Session listening = TestClient.legacy(server, "{}").session();
        listening.enter();
        Session idle = TestClient.legacy(server, "{}").session();
        server.session(idle.id(), TestClient.ALICE);
        listening.leave();
        TestClient.legacy(server, "{}");
        assertThat("the stream that has just ended was used later", open(server, listening, idle), is(List.of(true, false)));
    }

    // behaviour: legacy.session.in-use
    @Test
    void aSessionInUseIsNeverEnded() throws InterruptedException {
        McpServer server = Servers.of(Servers.limits(some -> some.maxSessions(2)), SampleTools.sums());
        Session oldest = TestClient.legacy(server, "{}").session();
        oldest.enter();
        Session newer = TestClient.legacy(server, "{}").session();
        Session newest = TestClient.legacy(server, "{}").session();
        assertThat(open(server, oldest, newer, newest), is(List.of(true, false, true)));
        newest.enter();
        TestClient late = new TestClient(server);
        Reply.Failure refused = (Reply.Failure) late.ask("initialize", "{\"protocolVersion\":\"2025-11-25\"}").reply();
        assertThat(refused.error().httpStatus(), is(429));
        oldest.leave();
        late.initialize("2025-11-25", "{}");
        assertThat(open(server, oldest, newest), is(List.of(false, true)));
    }

    // behaviour: legacy.session.in-use
    @Test
    void aSessionIsInUseWhileItsCallRuns() throws InterruptedException {
        Semaphore gate = new Semaphore(0);
        McpServer server = Servers.of(Servers.limits(some -> some.maxSessions(1).sessionIdle(Duration.ZERO)),
                SampleTools.plain("wait", "Wait", "", (arguments, call) -> {
                    gate.acquire();
                    return SampleTools.text("waited");
                }));
        TestClient client = TestClient.legacy(server, "{}");
        Wire wire = client.call("wait", "{}");
        Servers.until(gate::hasQueuedThreads);
        server.sweep();
        assertThat(((Reply.Failure) new TestClient(server).ask("initialize", "{\"protocolVersion\":\"2025-11-25\"}").reply()).error().code(),
                is(429));
        gate.release();
        wire.result();
        Thread.sleep(2);
        server.sweep();
        assertThat(server.sessions(), is(0));
    }

    // behaviour: legacy.session.idle
    @Test
    void aSessionThatNobodyUsesEndsAfterItsTime() throws InterruptedException {
        McpServer server = Servers.of(Servers.limits(some -> some.sessionIdle(Duration.ofMillis(200))), SampleTools.sums());
        Session left = TestClient.legacy(server, "{}").session();
        Session listening = TestClient.legacy(server, "{}").session();
        listening.enter();
        List<String> ended = new ArrayList<>();
        left.onEnd(() -> ended.add("left"));
        listening.onEnd(() -> ended.add("listening"));
        server.sweep();
        assertThat("not yet", open(server, left, listening), is(List.of(true, true)));
        Thread.sleep(300);
        server.sweep();
        assertThat(open(server, left, listening), is(List.of(false, true)));
        assertThat(ended, is(List.of("left")));
    }

    @Test
    void whoComesLateToTheEndIsToldAtOnceAndEachOnce() throws InterruptedException {
        McpServer server = Servers.of(SampleTools.sums());
        Session session = TestClient.legacy(server, "{}").session();
        AtomicInteger told = new AtomicInteger();
        Runnable withdrawn = told::incrementAndGet;
        session.onEnd(withdrawn);
        session.notOnEnd(withdrawn);
        session.onEnd(told::incrementAndGet);
        server.end(session);
        server.end(session);
        assertThat(told.get(), is(1));
        session.onEnd(told::incrementAndGet);
        assertThat(told.get(), is(2));
        assertThat(server.session(session.id(), TestClient.ALICE), is(Optional.empty()));
    }

    @Test
    void abandonedSessionsAreNoMoreThanTheCap() throws InterruptedException {
        Changes changes = new Changes();
        McpServer server = Servers.of(changes, Servers.limits(some -> some.maxSessions(50)), SampleTools.sums());
        Inbound hello = Classifier.classify(Text.json("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\"}}"),
                MessageHeaders.NONE);
        List<Session> some = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            Optional<Session> opened = Wire.here(server, hello, outlet -> new Peer(TestClient.ALICE, outlet)).session();
            if (i % 2_000 == 0) {
                some.add(opened.orElseThrow());
            }
        }
        assertThat(server.sessions(), is(50));
        assertThat("they have ended, and nothing is told to them", open(server, some.toArray(Session[]::new)),
                is(some.stream().map(session -> false).toList()));
    }

    private static List<Boolean> open(McpServer server, Session... sessions) {
        return List.of(sessions).stream().map(session -> server.session(session.id(), TestClient.ALICE).isPresent()).toList();
    }
}
