package sigil.mcp.stdio;

import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.SimpleMessage;
import sigil.mcp.core.Caller;
import sigil.mcp.core.Cancellation;
import sigil.mcp.core.Inbound;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.McpServer;
import sigil.mcp.core.ProtocolVersion;
import sigil.mcp.core.Reply;
import sigil.mcp.core.Session;
import sigil.mcp.core.Tool;

/**
 * One structured line for every message that is answered or taken back, on the logger {@code sigil.access}, with the fields that the same
 * message has over HTTP. It names no arguments and no results, so nothing secret can reach it.
 */
final class AccessLog {
    private static final Logger LOG = LogManager.getLogger("sigil.access");
    private static final int LONGEST_VALUE = 256;

    private final McpServer server;
    private final Caller caller;

    AccessLog(McpServer server, Caller caller) {
        this.server = server;
        this.caller = caller;
    }

    void answered(Received message, Optional<Session> session, StdioCall call, Reply reply) {
        if (reply instanceof Reply.Accepted || !LOG.isInfoEnabled()) {
            return;
        }
        JsonObjectBuilder line = JsonCodec.object().add("ms", BigDecimal.valueOf(call.elapsedNanos() / 10_000, 2));
        some(line, "rpc", message.method());
        some(line, "tool", server.tool(message.inbound()).map(Tool::name).orElse(""));
        some(line, "era", era(message.inbound(), session));
        line.add("caller", caller.name());
        if (reply instanceof Reply.Failure failure) {
            line.add("refused", "rpc " + failure.error().code());
        }
        some(line, "ended", call.cancellation().reason().map(Cancellation.Reason::name).orElse("").toLowerCase(Locale.ROOT));
        Message json = new SimpleMessage(new String(JsonCodec.bytes(line.build()), StandardCharsets.UTF_8));
        LOG.info(json);
    }

    private static void some(JsonObjectBuilder line, String field, String value) {
        if (!value.isEmpty()) {
            line.add(field, value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…");
        }
    }

    private static String era(Inbound inbound, Optional<Session> session) {
        return switch (inbound) {
            case Inbound.Modern modern -> modern.version().wire();
            case Inbound.Legacy legacy -> session.map(Session::version).orElse(legacy.version()).wire();
            case Inbound.Batch batch -> ProtocolVersion.V2025_03_26.wire();
            case Inbound.Rejected rejected -> "";
        };
    }
}
