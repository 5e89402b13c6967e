package sigil.mcp.core;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers may do who may do nothing: whatever shows something of what is served asks for a scope. */
class ScopeTest {
    private static final Caller NOBODY = new Caller("nobody", Set.of());
    private static final Caller READER = new Caller("reader", Set.of(Scope.READ));
    /** What is open to whoever has a token: it says what the server is, or each part of it asks for itself. */
    private static final Set<String> OPEN = Set.of("initialize", "ping", "logging/setLevel", "server/discover", "tools/list", "tools/call",
            "resources/unsubscribe", "subscriptions/listen");

    private final Changes changes = new Changes();
    private final McpServer server = Servers.of(changes, ServerLimits.DEFAULTS, SampleTools.sums(), new SampleLibrary(changes),
            new SampleTasks().contribution());

    // behaviour: tools.scope
    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void aMethodThatShowsSomethingIsRefusedToWhoeverMayNotRead(ProtocolVersion version) throws InterruptedException {
        TestClient nobody = client(NOBODY, version);
        TestClient reader = client(READER, version);
        for (String method : new TreeSet<>(server.methods(version))) {
            if (OPEN.contains(method)) {
                assertThat(method, reply(nobody, version, method), not(instanceOf(Reply.Forbidden.class)));
            } else {
                // before anything is said of the parameters
                Reply refused = reply(nobody, version, method);
                assertThat(method, refused, instanceOf(Reply.Forbidden.class));
                assertThat(method, ((Reply.Forbidden) refused).needed(), is(Scope.READ));
                assertThat(refused.message().orElseThrow().toString(), containsString("the scope \\\"read\\\""));
                assertThat(method, reply(reader, version, method), not(instanceOf(Reply.Forbidden.class)));
            }
        }
    }

    // behaviour: tools.scope
    @Test
    void aToolAsksForItsOwnScope() throws InterruptedException {
        assertThat(new TestClient(server, NOBODY, true).call("add", "{\"a\":1,\"b\":2}").reply(), instanceOf(Reply.Forbidden.class));
        assertThat(new TestClient(server, READER, true).call("add", "{\"a\":1,\"b\":2}").reply(), instanceOf(Reply.Result.class));
        Reply refused = new TestClient(server, READER, true).call("change", "{}").reply();
        assertThat(((Reply.Forbidden) refused).needed(), is(Scope.WRITE));
    }

    // behaviour: tools.scope
    @ParameterizedTest
    @ValueSource(strings = {"\"resourcesListChanged\":true", "\"promptsListChanged\":true", "\"resourceSubscriptions\":[\"letter://a\"]",
        "\"taskIds\":[\"t\"]"})
    void whoeverMayNotReadHearsOfNoChangeThatTellsOfMoreThanTools(String filter) throws InterruptedException {
        String params = "{\"notifications\":{\"toolsListChanged\":true," + filter + "}}";
        TestClient nobody = new TestClient(server, NOBODY, true);
        assertThat(nobody.modern("subscriptions/listen", params, SampleTasks.DECLARED).reply(), instanceOf(Reply.Forbidden.class));
        Wire wire = new TestClient(server, READER, true).modern("subscriptions/listen", params, SampleTasks.DECLARED);
        assertThat(wire.next().getString("method"), is("notifications/subscriptions/acknowledged"));
        wire.cancellation().cancel(Cancellation.Reason.CLIENT_GONE);
    }

    private TestClient client(Caller caller, ProtocolVersion version) throws InterruptedException {
        return version.era() == Era.MODERN ? new TestClient(server, caller, true) : TestClient.legacy(server, caller, version.wire(), "{}");
    }

    private static Reply reply(TestClient client, ProtocolVersion version, String method) throws InterruptedException {
        return (version.era() == Era.MODERN ? client.modern(method, "{}") : client.ask(method, "{}")).reply();
    }
}
