package sigil.mcp.auth;

import io.helidon.http.HeaderNames;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a request, from its query or its form. One without a value counts as left out, one that is unknown is never looked at, and none
 * may come twice (RFC 6749 sections 3.1 and 3.2).
 */
final class OAuthParameters {
    private static final int MOST_BYTES = 16 << 10;
    private static final int MOST = 100;

    private final Map<String, List<String>> values;

    private OAuthParameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /** Those of the query. */
    static OAuthParameters ofQuery(ServerRequest request) {
        return parse(request.query().isEmpty() ? "" : request.query().rawValue());
    }

    /**
     * Those of a form.
     *
     * @throws OAuthException {@code invalid_request} if the body is no form, or too large, or there is a query as well (RFC 6749 section 3.2)
     */
    static OAuthParameters ofForm(ServerRequest request) {
        String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("").toLowerCase(Locale.ROOT);
        if (!type.split(";")[0].strip().equals("application/x-www-form-urlencoded")) {
            throw invalid("Parameters are sent in the body, as application/x-www-form-urlencoded.");
        }
        if (!request.query().isEmpty()) {
            throw invalid("Parameters are sent in the body, not in the query.");
        }
        // percent-encoded, a form is ASCII; what a client sends as it is counts byte by byte
        return parse(new String(body(request), StandardCharsets.ISO_8859_1));
    }

    /**
     * The body of a request, whole.
     *
     * @throws OAuthException           {@code invalid_request} if it has more than 16 KB
     * @throws CloseConnectionException if the client went away before its end
     */
    static byte[] body(ServerRequest request) {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        byte[] body = read(request);
        if (body.length > MOST_BYTES) {
            throw invalid("The body is larger than 16 KB.");
        }
        return body;
    }

    private static byte[] read(ServerRequest request) {
        try {
            // closed only when it is done: to close it is to read on, and after a fault there is nothing to wait for
            InputStream in = request.content().inputStream();
            byte[] body = in.readNBytes(MOST_BYTES + 1);
            in.close();
            return body;
        } catch (RequestException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new CloseConnectionException("The body broke off", e);
        }
    }

    private static OAuthParameters parse(String encoded) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        if (!encoded.isEmpty()) {
            String[] pairs = encoded.split("&");
            if (pairs.length > MOST) {
                throw invalid("There are more than " + MOST + " parameters.");
            }
            for (String pair : pairs) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                values.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
            }
        }
        return new OAuthParameters(values);
    }

    /** Bytes one by one first, so that what is no UTF-8 is refused: a state must not come back as something else. */
    private static String decode(String encoded) {
        try {
            byte[] bytes = URLDecoder.decode(encoded, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw invalid("A parameter is not percent-encoded UTF-8.");
        }
    }

    /**
     * A parameter that may be missing.
     *
     * @throws OAuthException {@code invalid_request} if it comes twice
     */
    Optional<String> find(String name) {
        List<String> found = values.getOrDefault(name, List.of());
        if (found.size() > 1) {
            throw invalid(name + " comes more than once.");
        }
        return found.stream().filter(value -> !value.isEmpty()).findFirst();
    }

    /**
     * A parameter that must be there.
     *
     * @throws OAuthException {@code invalid_request} if it is missing or comes twice
     */
    String need(String name) {
        return find(name).orElseThrow(() -> invalid(name + " is missing."));
    }

    /** All values of the one parameter that may come more than once, {@code resource} (RFC 8707 section 2), or of check boxes. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of()).stream().filter(value -> !value.isEmpty()).toList();
    }

    /** Checks that nothing that this server reads comes twice. */
    void once(String... names) {
        for (String name : names) {
            find(name);
        }
    }

    private static OAuthException invalid(String description) {
        return new OAuthException(OAuthException.Code.INVALID_REQUEST, description);
    }
}
