package sigil.mcp.http;

import java.util.List;

/**
 * A request that came with a ticket, as it arrived here: what the box is told when it asks whether a request of its own came through.
 *
 * @param nonce       by which it is known
 * @param method      of the request
 * @param path        without the query
 * @param host        the {@code Host} header
 * @param client      from where it came
 * @param headerNames of all headers, as they arrived
 */
record ProbeVisit(String nonce, String method, String path, String host, String client, List<String> headerNames) {

    /** Copies the list. */
    ProbeVisit {
        headerNames = List.copyOf(headerNames);
    }
}
