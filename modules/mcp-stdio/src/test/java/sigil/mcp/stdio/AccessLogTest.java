package sigil.mcp.stdio;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

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

class AccessLogTest extends ServedTest {
    private static final String CANARY = "canary-3f9a";

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AbstractAppender appender = new AbstractAppender("test", null, null, true, Property.EMPTY_ARRAY) {
        @Override
        public void append(LogEvent event) {
            // how long it took is not known before
            lines.add(event.getMessage().getFormattedMessage().replaceFirst("\"ms\":[0-9]+\\.[0-9]{2}", "\"ms\":0"));
        }
    };

    @BeforeEach
    void listen() throws Exception {
        appender.start();
        ((Logger) LogManager.getLogger("sigil.access")).addAppender(appender);
        Configurator.setLevel("sigil.access", Level.INFO);
        serve();
    }

    @AfterEach
    void stopListening() {
        ((Logger) LogManager.getLogger("sigil.access")).removeAppender(appender);
        Configurator.setLevel("sigil.access", Level.ERROR);
    }

    @Test
    void everyMessageThatIsAnsweredOrTakenBackLeavesOneLine() throws Exception {
        server.send(Talk.initialize(1), Talk.INITIALIZED, Talk.call(2, "echo", "{}"), Talk.modernCall(3, "echo", "{}"),
                Talk.modernCall(4, "wait", "{}"), "{'jsonrpc':'2.0','id':5,'method':'no/such'}", "nonsense");
        await(tools.waiting(), 1);
        server.send(Talk.cancel(4));
        await(tools.cancelled(), 1);
        server.end();
        server.rest();
        assertThat(lines, containsInAnyOrder(
                "{\"ms\":0,\"rpc\":\"initialize\",\"era\":\"2025-11-25\",\"caller\":\"stdio\"}",
                "{\"ms\":0,\"rpc\":\"tools/call\",\"tool\":\"echo\",\"era\":\"2025-11-25\",\"caller\":\"stdio\"}",
                "{\"ms\":0,\"rpc\":\"tools/call\",\"tool\":\"echo\",\"era\":\"2026-07-28\",\"caller\":\"stdio\"}",
                "{\"ms\":0,\"rpc\":\"tools/call\",\"tool\":\"wait\",\"era\":\"2026-07-28\",\"caller\":\"stdio\",\"ended\":\"client_cancelled\"}",
                "{\"ms\":0,\"rpc\":\"no/such\",\"era\":\"2025-11-25\",\"caller\":\"stdio\",\"refused\":\"rpc -32601\"}",
                "{\"ms\":0,\"caller\":\"stdio\",\"refused\":\"rpc -32700\"}"));
    }

    @Test
    void nothingOfWhatIsSaidReachesALine() throws Exception {
        server.send(Talk.call(1, "echo", "{'text':'" + CANARY + "'}"), Talk.call(2, CANARY, "{}"), CANARY,
                "{'jsonrpc':'2.0','id':'" + CANARY + "','method':'ping'}");
        server.end();
        server.rest();
        assertThat(lines, hasSize(4));
        assertThat(lines, everyItem(not(containsString(CANARY))));
    }
}
