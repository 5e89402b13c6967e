package sigil.mcp.core;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class McpServerTest {
    private final Contribution contribution = new SampleTools().contribution();
    private final McpServer server = McpServer.create(new Implementation("test", "Test", "1"), List.of(contribution));

    @Test
    void eachEraHasItsMethodsAndNoOther() {
        ToolRegistry tools = new ToolRegistry(contribution.tools());
        ServerInfo info = new ServerInfo(new Implementation("test", "Test", "1"), "", SampleTools.ANY);
        assertThat(LegacyMethods.table(info, tools).names(), containsInAnyOrder("initialize", "ping", "tools/list", "tools/call"));
        assertThat(ModernMethods.table(info, tools).names(), containsInAnyOrder("server/discover", "tools/list", "tools/call"));
    }

    @Test
    void aCallThatTookTooLongIsAnsweredWhereTheModelReadsIt() {
        Inbound call = request("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"tools/call\",\"params\":{\"name\":\"add\"}}");
        Reply.Result result = (Reply.Result) server.timedOut(call, Duration.ofSeconds(45));
        assertThat(result.result().toString(), containsString("\"isError\":true"));
        assertThat(result.result().toString(), containsString("45 s"));
        assertThat(server.stopped(call), instanceOf(Reply.Result.class));
    }

    @Test
    void anotherRequestThatTookTooLongIsAnError() {
        Reply reply = server.timedOut(request("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"tools/list\"}"), Duration.ofSeconds(45));
        assertThat(((Reply.Failure) reply).error().code(), is(RpcError.INTERNAL_ERROR));
    }

    @Test
    void theToolOfAMessageIsKnownOnlyWhereThereIsOne() {
        assertThat(server.tool(request("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"tools/call\",\"params\":{\"name\":\"add\"}}"))
                .map(Tool::name), is(Optional.of("add")));
        assertThat(server.tool(request("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"tools/call\",\"params\":{\"name\":\"x\"}}")),
                is(Optional.empty()));
        assertThat(server.tool(request("{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"ping\"}")), is(Optional.empty()));
    }

    @Test
    void twoToolsOfOneNameAreRefusedAtStartUp() {
        assertThrows(IllegalArgumentException.class,
                () -> McpServer.create(new Implementation("test", "Test", "1"), List.of(contribution, contribution)));
    }

    @Test
    void aToolMustHaveANameThatEveryClientTakes() {
        assertThrows(IllegalArgumentException.class, () -> new Tool("bad name", "", "", SampleTools.ANY, SampleTools.ANY,
                ToolAnnotations.READ_ONLY));
    }

    @Test
    void writingIncludesReadingAndNotTheOtherWayRound() {
        assertThat(new Caller("w", Set.of(Scope.WRITE)).may(Scope.READ), is(true));
        assertThat(new Caller("r", Set.of(Scope.READ)).may(Scope.WRITE), is(false));
        assertThat(new Caller("n", Set.of()).may(Scope.READ), is(false));
    }

    @Test
    void theFirstReasonToCancelStays() {
        Cancellation cancellation = new Cancellation();
        assertThat(cancellation.cancel(Cancellation.Reason.TIME_OVER), is(true));
        assertThat(cancellation.cancel(Cancellation.Reason.CLIENT_GONE), is(false));
        assertThat(cancellation.reason(), is(Optional.of(Cancellation.Reason.TIME_OVER)));
    }

    private static Inbound request(String text) {
        return Classifier.classify(Text.json(text), MessageHeaders.NONE);
    }
}
