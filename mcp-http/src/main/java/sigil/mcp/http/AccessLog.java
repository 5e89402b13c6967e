package sigil.mcp.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.util.StringBuilders;

/**
 * One structured line for every request, on the logger {@code sigil.access}. It names no query, no body and no header but those listed
 * here, so nothing secret can reach it. The outermost filter: it also gives the
 * request its id.
 */
final class AccessLog implements Filter {
    private static final Logger LOG = LogManager.getLogger("sigil.access");
    private static final HeaderName CF_RAY = HeaderNames.create("Cf-Ray");
    private static final HeaderName X_REQUEST_ID = HeaderNames.create("X-Request-Id");
    /** The status, known from nginx, of a request whose client went away. */
    private static final int CLIENT_CLOSED_REQUEST = 499;
    private static final int LONGEST_VALUE = 256;

    private final RouteNames routes;
    private final OpenStreams streams;
    private final Observer observer;

    AccessLog(RouteNames routes, OpenStreams streams, Observer observer) {
        this.routes = routes;
        this.streams = streams;
        this.observer = observer;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        RequestRecord entry = new RequestRecord(streams);
        request.context().register(entry);
        response.header(X_REQUEST_ID, entry.id());
        try {
            chain.proceed();
        } catch (CloseConnectionException e) {
            if (!response.isSent()) {
                entry.clientLeft();
            }
            throw e;
        } finally {
            entry.end();
            LOG.info(line(entry, request, response));
            observer.answered(answered(entry, request, response));
        }
    }

    private Answered answered(RequestRecord entry, RoutingRequest request, RoutingResponse response) {
        return new Answered(entry.id(), routes.of(request.path().path()), RouteNames.method(request.prologue().method().text()), status(entry, response),
                entry.tool(), entry.outcome(), entry.refusal(), !entry.caller().isEmpty(), entry.longLived(), entry.elapsedNanos(), entry.requestBytes(),
                response.bytesWritten(), request.headers().first(CF_RAY).map(AccessLog::dataCentre).orElse(""));
    }

    /** The last three letters of what Cloudflare writes, such as {@code 8c1f0a6b5d3e2f10-FRA}; anybody may write the header, so anything else is nothing. */
    private static String dataCentre(String ray) {
        int dash = ray.length() - 4;
        return dash > 0 && ray.charAt(dash) == '-' && ray.chars().skip(dash + 1L).allMatch(c -> c >= 'A' && c <= 'Z') ? ray.substring(dash + 1) : "";
    }

    private static int status(RequestRecord entry, RoutingResponse response) {
        return entry.clientGone() ? CLIENT_CLOSED_REQUEST : response.status().code();
    }

    /** A response that was given before there was a route; a broken request line leaves hardly anything to say. */
    void unrouted(DirectHandler.TransportRequest request, Status status, int bytes) {
        LOG.info(new Line()
                .text("method", request.method())
                .text("path", withoutQuery(request.path()))
                .number("status", status.code())
                .number("bytes", bytes)
                .text("refused", "http")
                .message());
        observer.answered(new Answered("", RouteNames.NONE, RouteNames.method(request.method()), status.code(), "", Outcome.ANSWERED, "http", false, false,
                0, 0, bytes, ""));
    }

    private static Message line(RequestRecord entry, RoutingRequest request, RoutingResponse response) {
        Headers headers = request.headers();
        return new Line()
                .text("id", entry.id())
                .text("method", request.prologue().method().text())
                .text("path", request.path().path())
                .number("status", status(entry, response))
                .millis("ms", entry.elapsedNanos())
                .number("bytes", response.bytesWritten())
                .some("rpc", entry.rpcMethod())
                .some("tool", entry.tool())
                .some("era", entry.era())
                .some("caller", entry.caller())
                .text("client", PeerAddress.of(request))
                .some("ray", headers.first(CF_RAY).orElse(""))
                .some("agent", headers.first(HeaderNames.USER_AGENT).orElse(""))
                .some("refused", entry.refusal())
                .message();
    }

    private static String withoutQuery(String path) {
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    /** A JSON object as it is written: a map of values, sorted and formatted later, took longer than the rest of the log. */
    private static final class Line {
        private static final int USUAL_LENGTH = 320;

        private final StringBuilder json = new StringBuilder(USUAL_LENGTH);

        Line text(String field, String value) {
            name(field).append('"');
            int start = json.length();
            if (value.length() <= LONGEST_VALUE) {
                json.append(value);
            } else {
                json.append(value, 0, LONGEST_VALUE).append('…');
            }
            StringBuilders.escapeJson(json, start);
            json.append('"');
            return this;
        }

        Line some(String field, String value) {
            return value.isEmpty() ? this : text(field, value);
        }

        Line number(String field, long value) {
            name(field).append(value);
            return this;
        }

        /** Milliseconds with two decimals. */
        Line millis(String field, long nanos) {
            long hundredths = nanos / 10_000;
            name(field).append(hundredths / 100).append('.').append(hundredths / 10 % 10).append(hundredths % 10);
            return this;
        }

        Message message() {
            return new SimpleMessage(json.append('}'));
        }

        private StringBuilder name(String field) {
            return json.append(json.isEmpty() ? "{\"" : ",\"").append(field).append("\":");
        }
    }
}
