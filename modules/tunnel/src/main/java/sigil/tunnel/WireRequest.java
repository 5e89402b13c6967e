package sigil.tunnel;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * A request of HTTP/1.1 as it is written.
 *
 * @param method  such as {@code GET}
 * @param target  path and query
 * @param headers lines, {@code Host} and {@code Content-Length} not among them
 * @param body    empty for none
 */
record WireRequest(String method, String target, List<String> headers, byte[] body) {

    /** Copies the list. */
    WireRequest {
        headers = List.copyOf(headers);
    }

    static WireRequest get(String target, String... headers) {
        return new WireRequest("GET", target, List.of(headers), new byte[0]);
    }

    static WireRequest head(String target) {
        return new WireRequest("HEAD", target, List.of(), new byte[0]);
    }

    static WireRequest post(String target, String contentType, String body, String... headers) {
        return new WireRequest("POST", target, Stream.concat(Stream.of("Content-Type: " + contentType), Stream.of(headers)).toList(),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with one more header. */
    WireRequest with(String name, String value) {
        return new WireRequest(method, target, Stream.concat(headers.stream(), Stream.of(name + ": " + value)).toList(), body);
    }

    byte[] bytes(String host) {
        StringBuilder head = new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: ").append(host).append("\r\n");
        headers.forEach(line -> head.append(line).append("\r\n"));
        if (!method.equals("GET") && !method.equals("HEAD")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        return all.toByteArray();
    }
}
