package sigil.mcp.http;

import io.helidon.webserver.http.ServerRequest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** What will be said of a request in the access log: filled in while it is served, by the one thread that serves it. */
final class RequestRecord {
    private final String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    private final long startNanos = System.nanoTime();
    private String caller = "";
    private String rpcMethod = "";
    private String tool = "";
    private String era = "";
    private String refusal = "";
    private boolean clientGone;
    private boolean longLived;
    private long requestBytes;
    private Outcome outcome = Outcome.ANSWERED;
    private final OpenStreams streams;
    /** Opened by the clock, where an answer takes long. */
    private volatile Optional<SseResponse> stream = Optional.empty();

    RequestRecord(OpenStreams streams) {
        this.streams = streams;
    }

    static RequestRecord of(ServerRequest request) {
        return request.context().get(RequestRecord.class).orElseThrow();
    }

    String id() {
        return id;
    }

    long elapsedNanos() {
        return System.nanoTime() - startNanos;
    }

    String caller() {
        return caller;
    }

    void caller(String name) {
        caller = name;
    }

    String rpcMethod() {
        return rpcMethod;
    }

    String tool() {
        return tool;
    }

    String era() {
        return era;
    }

    void message(String eraName, String method, String toolName) {
        era = eraName;
        rpcMethod = method;
        tool = toolName;
    }

    String refusal() {
        return refusal;
    }

    /** Why the request was refused, in a word for the owner. */
    void refused(String why) {
        refusal = why;
    }

    /** What came of it, and whether it asked for something without an end. */
    void outcome(Outcome what, boolean endless) {
        outcome = what;
        longLived = endless;
    }

    Outcome outcome() {
        return clientGone ? Outcome.CLIENT_GONE : outcome;
    }

    boolean longLived() {
        return longLived;
    }

    /** So much of its body was read. */
    void read(long bytes) {
        requestBytes = bytes;
    }

    long requestBytes() {
        return requestBytes;
    }

    OpenStreams streams() {
        return streams;
    }

    /** The answer has become a stream. */
    void stream(SseResponse opened) {
        stream = Optional.of(opened);
    }

    /** It is over, whatever it was. */
    void end() {
        stream.ifPresent(SseResponse::over);
    }

    boolean clientGone() {
        return clientGone;
    }

    /** The client closed the connection before it had its answer. */
    void clientLeft() {
        clientGone = true;
    }
}
