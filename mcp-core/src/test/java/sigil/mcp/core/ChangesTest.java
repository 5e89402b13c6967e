package sigil.mcp.core;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What changes, and how it reaches those who want to know. */
class ChangesTest {

    // behaviour: changes.coalesced
    @Test
    void aFeedHoldsTheLatestOfEachKindInTheOrderInWhichTheKindsCameUp() throws InterruptedException {
        Feed feed = new Feed(topic -> true, Map.of());
        feed.offer("a", "first/a", JsonValue.EMPTY_JSON_OBJECT);
        feed.offer("b", "first/b", JsonValue.EMPTY_JSON_OBJECT);
        feed.offer("a", "second/a", Text.object("{\"x\":1}"));
        assertThat(feed.take().toString(), is("{\"jsonrpc\":\"2.0\",\"method\":\"second/a\",\"params\":{\"x\":1}}"));
        assertThat(feed.take().toString(), is("{\"jsonrpc\":\"2.0\",\"method\":\"first/b\"}"));
        feed.offer("a", "third/a", JsonValue.EMPTY_JSON_OBJECT);
        assertThat("what was read can come again", feed.take().getString("method"), is("third/a"));
    }

    @Test
    void aFeedTakesWhatIsWantedAndGivesBackWhatNobodyRead() throws InterruptedException {
        Feed feed = new Feed("wanted"::equals, Map.of());
        feed.offer("other", "m", JsonValue.EMPTY_JSON_OBJECT);
        assertThat(feed.remove("other"), is(Optional.empty()));
        feed.put("other", Text.object("{\"method\":\"put\"}"));
        assertThat(feed.remove("other").orElseThrow().getString("method"), is("put"));
        feed.offer("wanted", "m", JsonValue.EMPTY_JSON_OBJECT);
        assertThat(feed.take().getString("method"), is("m"));
    }

    @Test
    void listenersOfSeveralRevisionsHearOfATaskEachInTheWayOfItsOwn() throws InterruptedException {
        Changes changes = new Changes();
        Feed one = new Feed("task t"::equals, Map.of(), task -> Text.object("{\"one\":\"" + task.taskId() + "\"}"));
        Feed other = new Feed("task t"::equals, Map.of(), task -> Text.object("{\"other\":\"" + task.taskId() + "\"}"));
        Feed neither = new Feed("task u"::equals, Map.of(), task -> {
            throw new AssertionError("nobody asked for it");
        });
        List.of(one, other, neither).forEach(changes::join);
        Instant now = Instant.now();
        changes.taskChanged(new TaskState("t", TaskStatus.WORKING, "", now, now, Duration.ofMinutes(1), List.of(), Optional.empty(),
                Optional.empty()));
        assertThat(one.take().toString(), is("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tasks\",\"params\":{\"one\":\"t\"}}"));
        assertThat(other.take().toString(), is("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tasks\",\"params\":{\"other\":\"t\"}}"));
        assertThat(neither.remove("task t"), is(Optional.empty()));
    }

    @Test
    void whoeverWaitsIsWokenOrInterrupted() throws InterruptedException {
        Feed feed = new Feed(topic -> true, Map.of());
        ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
        Thread reader = Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    seen.add(feed.take().getString("method"));
                }
            } catch (InterruptedException e) {
                seen.add("interrupted");
            }
        });
        feed.offer("a", "a", JsonValue.EMPTY_JSON_OBJECT);
        Servers.until(() -> seen.size() == 1);
        reader.interrupt();
        reader.join();
        assertThat(List.copyOf(seen), is(List.of("a", "interrupted")));
    }

    // behaviour: changes.coalesced
    @Test
    void howeverManyTellAtTheSameTimeTheLastWordIsHeard() throws InterruptedException {
        Changes changes = new Changes();
        McpServer server = Servers.of(changes, ServerLimits.DEFAULTS, new SampleLibrary(changes));
        TestClient client = new TestClient(server);
        Wire stream = client.modern("subscriptions/listen",
                "{\"notifications\":{\"toolsListChanged\":true,\"resourceSubscriptions\":[\"letter://a\",\"letter://b\"]}}");
        stream.next();
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> tellers = IntStream.range(0, 8).mapToObj(i -> Thread.ofVirtual().start(() -> {
            try {
                start.await();
                for (int j = 0; j < 200; j++) {
                    changes.resourceUpdated(j % 2 == 0 ? "letter://a" : "letter://b");
                    changes.resourceUpdated("letter://unwanted");
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        })).toList();
        start.countDown();
        for (Thread teller : tellers) {
            teller.join();
        }
        changes.toolsChanged();
        List<String> heard = new ArrayList<>();
        do {
            heard.add(stream.next().toString());
        } while (!heard.getLast().contains("tools/list_changed"));
        assertThat("no more than was told", heard.size(), is(lessThanOrEqualTo(1_601)));
        assertThat(heard.toString(), not(containsString("unwanted")));
        Servers.until(() -> stream.rest().isEmpty());
        stream.cancellation().cancel(Cancellation.Reason.CLIENT_GONE);
    }

    // behaviour: legacy.subscribe
    @Test
    void ofManyResourcesThoseAreToldThatSomebodyWantsAndThatFit() throws InterruptedException {
        Changes changes = new Changes();
        TestClient client = TestClient.legacy(Servers.of(changes, ServerLimits.DEFAULTS, new SampleLibrary(changes)), "{}");
        client.ask("resources/subscribe", "{\"uri\":\"letter://a\"}").result();
        client.ask("resources/subscribe", "{\"uri\":\"letter://b\"}").result();
        List<String> asked = new ArrayList<>();
        changes.resourcesUpdated(uri -> asked.add(uri) && uri.endsWith("b"));
        asked.sort(null);
        assertThat("nothing is asked of what nobody wants", asked, is(List.of("letter://a", "letter://b")));
        assertThat(client.session().feed().take().toString(), containsString("letter://b"));
        changes.toolsChanged();
        assertThat("and that was all", client.session().feed().take().getString("method"), is("notifications/tools/list_changed"));
    }

    // behaviour: changes.coalesced legacy.list-changed
    @Test
    void aSessionThatNeverReadsHoldsNoMoreThanItSubscribedTo() throws InterruptedException {
        Changes changes = new Changes();
        SampleLibrary library = new SampleLibrary(changes);
        McpServer server = Servers.of(changes, ServerLimits.DEFAULTS, library);
        TestClient client = TestClient.legacy(server, "{}");
        client.ask("resources/subscribe", "{\"uri\":\"letter://a\"}").result();
        for (int i = 0; i < 1_000; i++) {
            library.write("a", "A" + i);
            library.write("b" + i, "B");
        }
        changes.promptsChanged();
        changes.promptsChanged();
        List<String> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiting.add(client.session().feed().take().getString("method"));
        }
        assertThat(waiting, is(List.of("notifications/resources/updated", "notifications/resources/list_changed",
                "notifications/prompts/list_changed")));
        changes.toolsChanged();
        assertThat("and that was all", client.session().feed().take().getString("method"), is("notifications/tools/list_changed"));
    }

    // behaviour: changes.reread
    @Test
    void aContributionIsAskedAgainBeforeAnybodyIsTold() throws InterruptedException {
        Changes changes = new Changes();
        SampleLibrary library = new SampleLibrary(changes);
        McpServer server = Servers.of(changes, ServerLimits.DEFAULTS, library);
        TestClient client = new TestClient(server);
        TestClient legacy = TestClient.legacy(server, "{}");
        Wire stream = client.modern("subscriptions/listen", "{\"notifications\":{\"toolsListChanged\":true}}");
        stream.next();
        for (int i = 0; i < 20; i++) {
            String name = "tool_" + i;
            Thread.ofVirtual().start(() -> library.addTool(name));
            stream.next();
            assertThat(client.modern("tools/list", "{}").result().toString(), containsString(name));
            assertThat(client.modern("tools/call", "{\"name\":\"" + name + "\"}").result().getBoolean("isError"), is(false));
            assertThat("also for a session from before", legacy.call(name, "{}").result().getBoolean("isError"), is(false));
        }
        stream.cancellation().cancel(Cancellation.Reason.CLIENT_GONE);
    }

    // behaviour: changes.reread
    @Test
    void ofChangesAtTheSameTimeTheLastOneStands() throws InterruptedException {
        Changes changes = new Changes();
        AtomicInteger version = new AtomicInteger();
        Contribution contribution = new Contribution() {
            @Override
            public String name() {
                return "moving";
            }

            @Override
            public List<ToolBinding> tools() {
                return List.of(SampleTools.plain("v" + version.get(), "V", "", (arguments, call) -> SampleTools.text("")));
            }

            @Override
            public List<Changes.Kind> changing() {
                return List.of(Changes.Kind.TOOLS);
            }
        };
        McpServer server = Servers.of(changes, ServerLimits.DEFAULTS, contribution);
        for (int round = 0; round < 20; round++) {
            List<Thread> tellers = IntStream.range(0, 4).mapToObj(i -> Thread.ofVirtual().start(() -> {
                version.incrementAndGet();
                changes.toolsChanged();
            })).toList();
            for (Thread teller : tellers) {
                teller.join();
            }
            assertThat(new TestClient(server).modern("tools/list", "{}").result().toString(), containsString("\"v" + version.get() + "\""));
        }
    }

    @Test
    void whatCannotBeOfferedIsToldToTheContributionAndTheOldOfferStands() throws InterruptedException {
        Changes changes = new Changes();
        SampleLibrary library = new SampleLibrary(changes);
        McpServer server = Servers.of(changes, ServerLimits.DEFAULTS, library);
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> library.addTool("look_up"));
        assertThat(e.getMessage(), containsString("look_up"));
        assertThat(new TestClient(server).modern("tools/call", "{\"name\":\"look_up\"}").result().getBoolean("isError"), is(false));
    }

    // behaviour: modern.listen.end
    @Test
    void theEndOfTheServerEndsAStreamWithAResult() throws InterruptedException {
        McpServer server = Servers.of(SampleTools.sums());
        Inbound listen = Classifier.classify(Text.json("{\"jsonrpc\":\"2.0\",\"id\":\"s\",\"method\":\"subscriptions/listen\",\"params\":{\"notifications\":{},"
                + "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}}}"),
                MessageHeaders.NONE);
        assertThat(server.longLived(listen), is(true));
        JsonObject end = ((Reply.Result) server.stopped(listen)).result();
        assertThat(end.getString("resultType"), is("complete"));
        assertThat(end.getJsonObject("_meta").getString("io.modelcontextprotocol/subscriptionId"), is("s"));
        assertThat(end.keySet().toString(), is("[resultType, _meta]"));
    }

    // behaviour: modern.listen.end
    @Test
    void aStreamThatItsClientEndsLeavesNothingBehind() throws InterruptedException {
        Changes changes = new Changes();
        McpServer server = Servers.of(changes, ServerLimits.DEFAULTS, new SampleLibrary(changes));
        TestClient client = new TestClient(server);
        Wire stream = client.modern("subscriptions/listen", "{\"notifications\":{\"toolsListChanged\":true}}");
        stream.next();
        client.cancel("1");
        assertThat(stream.reply(), instanceOf(Reply.Cancelled.class));
        changes.toolsChanged();
        assertThat(stream.rest(), is(List.of()));
    }

    // behaviour: modern.listen
    @Test
    void nothingIsToldThatWasNotAskedForOrIsNotDeclared() throws InterruptedException {
        Changes changes = new Changes();
        McpServer server = Servers.of(changes, ServerLimits.DEFAULTS, SampleTools.sums());
        TestClient client = new TestClient(server);
        Wire stream = client.modern("subscriptions/listen", "{\"notifications\":{\"toolsListChanged\":true,\"promptsListChanged\":true,"
                + "\"resourcesListChanged\":true,\"resourceSubscriptions\":[\"letter://a\"],\"unknown\":true}}");
        assertThat(stream.next().getJsonObject("params").getJsonObject("notifications").toString(), is("{}"));
        changes.toolsChanged();
        changes.resourceUpdated("letter://a");
        Thread.sleep(50);
        assertThat(stream.rest(), is(List.of()));
        stream.cancellation().cancel(Cancellation.Reason.CLIENT_GONE);
    }
}
