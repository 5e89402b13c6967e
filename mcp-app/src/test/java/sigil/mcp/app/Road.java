package sigil.mcp.app;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * How somebody comes to the server: straight or through the tunnel, and with what he says of himself on the way.
 *
 * @param connect a connection for each request
 * @param origin  what he calls the server, such as {@code https://mcp.example.com}
 * @param claims  header lines that he adds to everything, whether they are true or not
 */
record Road(Supplier<RawHttp> connect, String origin, List<String> claims) {
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    static Road through(TunnelStandIn tunnel) {
        return new Road(() -> RawHttp.through(tunnel), tunnel.publicUrl(), List.of());
    }

    /** Without the tunnel, to a server that has no public URL or is called by it all the same. */
    static Road straight(int port, String origin) {
        return new Road(() -> new RawHttp(port), origin, List.of());
    }

    Road claiming(List<String> further) {
        return new Road(connect, origin, Stream.concat(claims.stream(), further.stream()).toList());
    }

    /** Straight to the server, but as a visitor whom the tunnel on this machine says to come from there. */
    Road from(String address) {
        return claiming(List.of("CF-Connecting-IP: " + address));
    }

    RawHttp.Response get(String target, String... headerLines) {
        return send("GET", target, "", headerLines);
    }

    RawHttp.Response json(String target, String body, String... headerLines) {
        return send("POST", target, body, with("Content-Type: application/json", headerLines));
    }

    RawHttp.Response form(String target, String body, String... headerLines) {
        return send("POST", target, body, with(FORM, headerLines));
    }

    RawHttp.Response send(String method, String target, String body, String... headerLines) {
        try (RawHttp connection = connect.get()) {
            return connection.patient().exchange(method, target, headers(headerLines), body);
        }
    }

    /** All header lines of a request with these of its own. */
    List<String> headers(String... headerLines) {
        return Stream.of(Stream.of("Host: " + origin.substring(origin.indexOf("://") + 3)), claims.stream(), Stream.of(headerLines))
                .flatMap(lines -> lines).toList();
    }

    private static String[] with(String first, String... others) {
        return Stream.concat(Stream.of(first), Stream.of(others)).toArray(String[]::new);
    }
}
