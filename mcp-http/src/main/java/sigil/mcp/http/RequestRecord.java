package sigil.mcp.http;

import io.helidon.webserver.http.ServerRequest;
import java.util.HexFormat;
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

    boolean clientGone() {
        return clientGone;
    }

    /** The client closed the connection before it had its answer. */
    void clientLeft() {
        clientGone = true;
    }
}
