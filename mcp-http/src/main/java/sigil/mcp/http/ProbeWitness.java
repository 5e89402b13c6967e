package sigil.mcp.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.time.Instant;
import java.util.Optional;

/**
 * Gives every answer to a request with a good ticket its proof, refusals included, so that the box can tell an answer of this server from one that
 * somebody on the way made up. A ticket opens nothing but {@code /probe/}.
 */
final class ProbeWitness implements Filter {
    private static final HeaderName TICKET = HeaderNames.create("Sigil-Probe");
    private static final HeaderName PROOF = HeaderNames.create("Sigil-Probe-Answer");

    private final ProbeKey key;
    private final ProbeBook book;

    ProbeWitness(ProbeKey key, ProbeBook book) {
        this.key = key;
        this.book = book;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        Optional<ProbeVisit> visit = request.headers().first(TICKET).flatMap(ticket -> visit(ticket, request));
        if (visit.isEmpty()) {
            chain.proceed();
            return;
        }
        request.context().register(visit.get());
        response.header(PROOF, key.proof(visit.get().nonce()));
        // a box may have a slow line
        Connection.current().clock().trust();
        try {
            chain.proceed();
        } finally {
            book.answered(visit.get(), response.status().code());
        }
    }

    private Optional<ProbeVisit> visit(String ticket, RoutingRequest request) {
        String path = request.prologue().uriPath().rawPath();
        String query = request.prologue().query().rawValue();
        String method = request.prologue().method().text();
        Instant now = Instant.now();
        return key.nonce(ticket, method, query.isEmpty() ? path : path + "?" + query, now)
                .map(nonce -> new ProbeVisit(nonce, method, path, request.headers().first(HeaderNames.HOST).orElse(""), PeerAddress.of(request),
                        request.headers().stream().map(Header::name).toList()))
                .filter(visit -> book.enter(visit, now));
    }
}
