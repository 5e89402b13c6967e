package sigil.mcp.app;

import java.util.List;
import java.util.Locale;
import sigil.mcp.auth.TokenRefusal;
import sigil.mcp.http.Answered;
import sigil.mcp.http.Outcome;
import sigil.metrics.Counter;
import sigil.metrics.Family;
import sigil.metrics.Histogram;
import sigil.metrics.Metric;
import sigil.metrics.Metric.Type;

/** Counts requests. Every label has few values: routes, not paths; tools that exist; data centres up to a bound. */
final class RequestMeters {
    private static final int MOST_SERIES = 2_000;
    private static final int MOST_NAMES = 200;
    private static final int MOST_DATA_CENTRES = 50;

    private final Counter requests = new Counter(new Metric("sigil_mcp_http_requests", Type.COUNTER, "",
            "Requests that are over, by route, method, status and tool; 499 is one whose client went away before.",
            List.of("route", "method", "status", "tool")), MOST_SERIES);
    private final Histogram seconds = new Histogram(new Metric("sigil_mcp_http_request_seconds", Type.HISTOGRAM, "seconds",
            "From the head of a request to the end of its answer, in this server alone. Streams that end when their client goes are not in it.",
            List.of("route")), MOST_NAMES);
    private final Counter calls = new Counter(new Metric("sigil_mcp_tool_calls", Type.COUNTER, "",
            "Calls of tools that are over, by what came of them, over MCP and as actions; those in batches are not told apart.",
            List.of("tool", "outcome")), MOST_NAMES);
    private final Histogram callSeconds = new Histogram(new Metric("sigil_mcp_tool_call_seconds", Type.HISTOGRAM, "seconds",
            "How long requests took that called a tool.", List.of("tool")), MOST_NAMES);
    private final Counter received = new Counter(new Metric("sigil_mcp_http_request_body_bytes", Type.COUNTER, "bytes",
            "Bytes of the bodies of messages and of actions.", List.of("route")), MOST_NAMES);
    private final Counter sent = new Counter(new Metric("sigil_mcp_http_response_bytes", Type.COUNTER, "bytes",
            "Bytes of answers, heads included; those of a stream are counted when it ends.", List.of("route")), MOST_NAMES);
    private final Counter refusals = new Counter(new Metric("sigil_mcp_refusals", Type.COUNTER, "",
            "Requests that were refused, by the word that the access log has for it.", List.of("reason")), MOST_NAMES);
    private final Counter tokens = new Counter(new Metric("sigil_mcp_auth_refusals", Type.COUNTER, "",
            "Requests that no token let in, by reason. One without a token is how every client begins. What Cloudflare Access refuses is not in it.",
            List.of("reason")), TokenRefusal.values().length);
    private final Histogram edge = new Histogram(new Metric("sigil_mcp_edge_request_seconds", Type.HISTOGRAM, "seconds",
            "Requests that say by Cf-Ray that they came through Cloudflare, by its data centre: from their head to the end of their answer, in this server"
                    + " alone. What the edge and the tunnel add cannot be seen from here; the doctor measures it.",
            List.of("data_centre")), MOST_DATA_CENTRES);

    void add(Answered request) {
        requests.add(1, request.route(), request.method(), String.valueOf(request.status()), request.tool());
        sent.add(request.responseBytes(), request.route());
        if (request.requestBytes() > 0) {
            received.add(request.requestBytes(), request.route());
        }
        if (!request.refusal().isEmpty()) {
            refusals.add(1, reason(request.refusal()));
        }
        if (!request.tool().isEmpty()) {
            calls.add(1, request.tool(), request.outcome().name().toLowerCase(Locale.ROOT));
        }
        if (!request.longLived() && request.outcome() != Outcome.CLIENT_GONE) {
            time(request);
        }
    }

    private void time(Answered request) {
        seconds.observe(request.nanos(), request.route());
        if (!request.tool().isEmpty()) {
            callSeconds.observe(request.nanos(), request.tool());
        }
        if (!request.dataCentre().isEmpty()) {
            edge.observe(request.nanos(), request.dataCentre());
        }
    }

    /** An error of JSON-RPC is one reason, whatever its code. */
    private static String reason(String refusal) {
        return refusal.startsWith("rpc ") ? "rpc" : refusal;
    }

    void refused(TokenRefusal why) {
        tokens.add(1, why.name().toLowerCase(Locale.ROOT));
    }

    List<Family> families() {
        return List.of(requests, seconds, calls, callSeconds, received, sent, refusals, tokens, edge);
    }
}
