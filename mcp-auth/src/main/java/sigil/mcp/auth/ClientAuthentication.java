package sigil.mcp.auth;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Who a client of the token endpoint is (RFC 6749 section 2.3): a public one says so, a confidential one proves it by its secret, in the header or
 * in the body but not in both.
 */
final class ClientAuthentication {
    private static final String UNKNOWN = "The client is unknown, or its secret is wrong.";

    private final Clients clients;
    private final AuditTrail audit;

    ClientAuthentication(Clients clients, AuditTrail audit) {
        this.clients = clients;
        this.audit = audit;
    }

    private record Credentials(String id, Optional<String> secret) {
        @Override
        public String toString() {
            return "Credentials[id=" + id + "]";
        }
    }

    /**
     * The client of a request.
     *
     * @param address from where it comes, for the audit trail
     * @throws OAuthException {@code invalid_client} if it is not known or does not prove itself, {@code invalid_request} if it tries in two ways
     */
    Client client(ServerRequest request, OAuthParameters form, String address) {
        Credentials credentials = credentials(request, form);
        Client client = clients.find(credentials.id()).orElseThrow(ClientAuthentication::unknown);
        boolean confidential = client.metadata().authMethod() != AuthMethod.NONE;
        // which of the two places a secret stands in does not matter: some clients register one and use the other
        if (confidential && credentials.secret().filter(secret -> clients.secretIs(client.id(), secret)).isEmpty()) {
            audit.writeOnce(AuditTrail.Event.of("refused").client(client.id()).address(address).detail("client secret wrong or missing"));
            throw unknown();
        }
        return client;
    }

    private static Credentials credentials(ServerRequest request, OAuthParameters form) {
        List<String> headers = request.headers().all(HeaderNames.AUTHORIZATION, List::of);
        if (headers.isEmpty()) {
            return new Credentials(form.need("client_id"), form.find("client_secret"));
        }
        if (headers.size() > 1 || form.find("client_secret").isPresent()) {
            throw twoWays();
        }
        Credentials basic = basic(headers.getFirst()).orElseThrow(ClientAuthentication::unknown);
        if (form.find("client_id").filter(id -> !id.equals(basic.id())).isPresent()) {
            throw twoWays();
        }
        return basic;
    }

    private static OAuthException twoWays() {
        return new OAuthException(OAuthException.Code.INVALID_REQUEST, "The client authenticates in more than one way.");
    }

    /** RFC 6749 section 2.3.1: both parts are form-encoded before they are joined. */
    private static Optional<Credentials> basic(String header) {
        if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            String joined = new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            int colon = joined.indexOf(':');
            return colon < 0 ? Optional.empty() : Optional.of(new Credentials(decode(joined.substring(0, colon)),
                    Optional.of(decode(joined.substring(colon + 1)))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String decode(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    private static OAuthException unknown() {
        return new OAuthException(OAuthException.Code.INVALID_CLIENT, UNKNOWN);
    }
}
