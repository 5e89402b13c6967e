package sigil.mcp.auth;

import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;

/** Serves the sample pages, each at its name, so that they can be looked at: {@code main} prints the port. */
final class PagePreview implements AutoCloseable {
    private final WebServer server;

    PagePreview() {
        HttpRouting.Builder routing = HttpRouting.builder().get(Stylesheet.PATH, new Stylesheet()).head(Stylesheet.PATH, new Stylesheet());
        SamplePages.all().forEach((name, page) -> routing.any("/" + name,
                (request, response) -> PageAnswer.send(request, response, Status.OK_200, page)));
        server = WebServer.builder().host("127.0.0.1").port(0).addRouting(routing).build().start();
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    public static void main(String[] arguments) {
        System.out.println(new PagePreview().port());
    }
}
