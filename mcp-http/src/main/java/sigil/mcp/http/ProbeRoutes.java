package sigil.mcp.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.PathMatchers;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.RpcError;

/**
 * What the box asks of its own server to learn what happens on the way: an echo, a stream of timed events, a silence, the measure of a body, whether
 * a request arrived, and how the server is. Without a ticket, see {@link ProbeKey}, there is nothing here.
 */
final class ProbeRoutes {
    static final String PREFIX = "/probe/";

    private static final int MOST_AT_ONCE = 32;
    private static final int MOST_EVENTS = 100;
    private static final int LONGEST_GAP_MILLIS = 2_000;
    private static final int LONGEST_SILENCE_MILLIS = 180_000;
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(1);
    private static final int CHUNK = 16 << 10;

    private final ProbeBook book;
    private final Observer observer;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    ProbeRoutes(ProbeBook book, Observer observer) {
        this.book = book;
        this.observer = observer;
    }

    void register(HttpRouting.Builder routing) {
        on(routing, "echo", this::echo, Method.GET, Method.HEAD, Method.POST);
        on(routing, "stream", this::stream, Method.GET, Method.POST);
        on(routing, "silence", this::silence, Method.GET, Method.POST);
        on(routing, "body", this::body, Method.POST);
        on(routing, "seen", this::seen, Method.GET);
        on(routing, "status", this::status, Method.GET);
    }

    /** Whoever has no ticket comes to the row for what is not there. */
    private static void on(HttpRouting.Builder routing, String name, Handler handler, Method... methods) {
        routing.route(Method.predicate(methods), PathMatchers.exact(PREFIX + name), (request, response) -> {
            if (request.context().get(ProbeVisit.class).isPresent()) {
                handler.handle(request, response);
            } else {
                response.next();
            }
        });
    }

    private void echo(ServerRequest request, ServerResponse response) {
        consume(request);
        send(request, response, json(request.context().get(ProbeVisit.class).orElseThrow()));
    }

    private void seen(ServerRequest request, ServerResponse response) throws InterruptedException {
        Optional<ProbeVisit> visit = book.find(request.query().first("nonce").orElse(""));
        int status = visit.isPresent() ? book.status(visit.get().nonce(), ANSWERED_WITHIN) : 0;
        send(request, response, visit.map(found -> JsonCodec.object(json(found)).add("seen", true).add("status", status).build())
                .orElseGet(() -> JsonCodec.object().add("seen", false).build()));
    }

    private void status(ServerRequest request, ServerResponse response) {
        send(request, response, observer.status());
    }

    private void stream(ServerRequest request, ServerResponse response) throws InterruptedException {
        int events = number(request, "events", 1, MOST_EVENTS);
        int gap = number(request, "gap", 1, LONGEST_GAP_MILLIS);
        inPlace(request, response, () -> {
            consume(request);
            CountDownLatch gone = watch();
            SseResponse sse = SseResponse.openUncounted(response);
            for (int i = 1; i <= events; i++) {
                sse.write(("event: probe\ndata: {\"event\":" + i + "}\n\n").getBytes(StandardCharsets.US_ASCII));
                if (i < events) {
                    rest(gone, gap);
                }
            }
            sse.close();
        });
    }

    private void silence(ServerRequest request, ServerResponse response) throws InterruptedException {
        int millis = number(request, "millis", 1, LONGEST_SILENCE_MILLIS);
        boolean begun = request.query().first("begun").filter("true"::equals).isPresent();
        inPlace(request, response, () -> {
            consume(request);
            CountDownLatch gone = watch();
            if (begun) {
                SseResponse sse = SseResponse.openUncounted(response);
                sse.write(SseEvent.keepAlive());
                rest(gone, millis);
                sse.write(SseEvent.keepAlive());
                sse.close();
            } else {
                rest(gone, millis);
                send(request, response, JsonCodec.object().add("millis", millis).build());
            }
        });
    }

    private void body(ServerRequest request, ServerResponse response) throws InterruptedException {
        inPlace(request, response, () -> {
            MessageDigest digest = sha256();
            long bytes = 0;
            if (request.content().hasEntity()) {
                try (InputStream in = new DigestInputStream(request.content().inputStream(), digest)) {
                    byte[] chunk = new byte[CHUNK];
                    for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                        bytes += length;
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            send(request, response, JsonCodec.object().add("bytes", bytes).add("sha256", HexFormat.of().formatHex(digest.digest())).build());
        });
    }

    private interface Slow {
        void run() throws InterruptedException;
    }

    private void inPlace(ServerRequest request, ServerResponse response, Slow slow) throws InterruptedException {
        if (!places.tryAcquire()) {
            RequestRecord.of(request).refused("busy");
            response.header(HeaderNames.RETRY_AFTER, "10");
            JsonAnswers.send(request, response, RpcError.refusal(429, "All places for probes are taken. Try again in a moment."));
            return;
        }
        try {
            slow.run();
        } finally {
            places.release();
        }
    }

    /** What is open when the client goes away. */
    private static CountDownLatch watch() {
        CountDownLatch gone = new CountDownLatch(1);
        Connection.current().watch(gone::countDown);
        return gone;
    }

    private static void rest(CountDownLatch gone, int millis) throws InterruptedException {
        if (gone.await(millis, TimeUnit.MILLISECONDS)) {
            throw new CloseConnectionException("The client went away");
        }
    }

    private static void consume(ServerRequest request) {
        if (request.content().hasEntity()) {
            request.content().consume();
        }
    }

    /** A number of the query, kept within bounds. */
    private static int number(ServerRequest request, String name, int least, int most) {
        return request.query().first(name).filter(text -> text.matches("[0-9]{1,9}")).map(Integer::parseInt)
                .map(number -> Math.clamp(number, least, most)).orElse(least);
    }

    private static void send(ServerRequest request, ServerResponse response, JsonObject body) {
        JsonAnswers.send(request, response, HeaderValues.CONTENT_TYPE_JSON, JsonCodec.bytes(body));
    }

    private static JsonObject json(ProbeVisit visit) {
        return JsonCodec.object()
                .add("nonce", visit.nonce())
                .add("method", visit.method())
                .add("path", visit.path())
                .add("host", visit.host())
                .add("client", visit.client())
                .add("headers", JsonCodec.array(visit.headerNames()))
                .build();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
