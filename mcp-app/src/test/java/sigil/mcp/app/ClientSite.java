package sigil.mcp.app;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The other end of a redirect: whatever clients have on the web or listening on the device of the browser. It keeps a note of the answers that
 * arrive, some of which it sends on as hosted callbacks do.
 */
final class ClientSite implements AutoCloseable {
    static final String CALLBACK = "/callback";
    /** Of Claude. */
    static final String CLAUDE = "/api/mcp/auth_callback";
    /** Sends the browser on to another host. */
    static final String TO_OTHER_HOST = "/on-to-another-host";
    /** Sends the browser on to an application. */
    static final String TO_APPLICATION = "/on-to-an-application";
    static final String OTHER_HOST = "https://elsewhere.example/landed";
    static final String APPLICATION = "cursor://landed";
    /** Shows a page within one of its own: {@code ?src=}. */
    static final String FRAME = "/frame";

    private final WebServer web;
    private final List<String> arrived = new CopyOnWriteArrayList<>();

    ClientSite() {
        web = WebServer.builder().host("127.0.0.1").port(0).routing(routing -> routing
                .get(CALLBACK, this::land)
                .get(CLAUDE, this::land)
                .get("/landed", this::land)
                .get(TO_OTHER_HOST, (request, response) -> sendOn(request, response, OTHER_HOST))
                .get(TO_APPLICATION, (request, response) -> sendOn(request, response, APPLICATION))
                .get(FRAME, (request, response) -> page(response, "<h1>A page around another</h1><iframe width=\"900\" height=\"600\" src=\""
                        + request.query().get("src").replace("&", "&amp;").replace("\"", "&quot;") + "\"></iframe>")))
                .build().start();
    }

    int port() {
        return web.port();
    }

    /** On the device of the browser. */
    String loopback(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** Path and query of what arrived. */
    List<String> arrived() {
        return List.copyOf(arrived);
    }

    private void land(ServerRequest request, ServerResponse response) {
        note(request);
        page(response, "<h1>Arrived</h1>");
    }

    private void sendOn(ServerRequest request, ServerResponse response, String where) {
        note(request);
        response.status(Status.FOUND_302).header(HeaderNames.LOCATION, where).send();
    }

    private void note(ServerRequest request) {
        arrived.add(request.path().rawPath() + "?" + request.query().rawValue());
    }

    private static void page(ServerResponse response, String body) {
        response.header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8").send("<!doctype html><link rel=\"icon\" href=\"data:,\"><title>A client</title>" + body);
    }

    @Override
    public void close() {
        web.stop();
    }
}
