package sigil.mcp.auth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;

/**
 * The origin under which clients reach this server: it is the issuer of the authorization server (RFC 8414 section 2) and carries the protected
 * resource (RFC 9728). Always from the configuration, never from a request.
 *
 * @param origin scheme, host and, where it is not the default one, port: {@code https}, or {@code http} on a loopback host; lower case, without path
 */
public record Issuer(URI origin) {
    /**
     * Checks the origin.
     *
     * @throws IllegalArgumentException if it is not an origin, or one that a token may not travel to (OAuth 2.1 section 1.5)
     */
    public Issuer {
        Objects.requireNonNull(origin, "origin");
        boolean bare = origin.getHost() != null && origin.getRawPath().isEmpty() && origin.getRawQuery() == null
                && origin.getRawFragment() == null && origin.getRawUserInfo() == null;
        if (!bare || !origin.toString().equals(origin.toString().toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(origin + " is not an origin such as https://mcp.example.com");
        }
        if (!"https".equals(origin.getScheme()) && !("http".equals(origin.getScheme()) && Loopback.isHost(origin.getHost()))) {
            throw new IllegalArgumentException(origin + " must be https, or http on this machine alone");
        }
    }

    /**
     * Reads an origin, and writes it as clients do: in lower case, without the port that its scheme has anyway (RFC 3986 section 6.2.3).
     *
     * @param text such as {@code https://mcp.example.com}
     * @return the issuer
     * @throws IllegalArgumentException if the text is no origin
     */
    public static Issuer of(String text) {
        return new Issuer(URI.create(text.toLowerCase(Locale.ROOT).replaceFirst("^(https://.*):443$|^(http://.*):80$", "$1$2")));
    }

    /**
     * The issuer identifier.
     *
     * @return the origin without a slash at its end
     */
    public String value() {
        return origin.toString();
    }

    /**
     * The canonical URI of the protected resource (RFC 8707 section 2): where MCP is served.
     *
     * @return such as {@code https://mcp.example.com/mcp}
     */
    public String resource() {
        return at("/mcp");
    }

    /**
     * Whether a client means this server. Its origin does too, with and without a slash, since MCP is served there as well.
     *
     * @param resource the value of a {@code resource} parameter
     * @return whether a token for it is a token for this server
     */
    public boolean isResource(String resource) {
        try {
            URI asked = new URI(resource);
            String path = asked.getRawPath() == null ? "" : asked.getRawPath();
            return asked.getScheme() != null && asked.getRawAuthority() != null && asked.getRawQuery() == null && asked.getRawFragment() == null
                    && (asked.getScheme() + "://" + asked.getRawAuthority()).toLowerCase(Locale.ROOT).equals(value())
                    && (path.isEmpty() || path.equals("/") || path.equals("/mcp") || path.equals("/mcp/"));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /**
     * A place on this server.
     *
     * @param path begins with a slash
     * @return its URL
     */
    public String at(String path) {
        return value() + path;
    }

    /**
     * Whether browsers reach it by TLS, so that cookies can be marked for it alone.
     *
     * @return false for a server that is tried out on this machine
     */
    public boolean secure() {
        return "https".equals(origin.getScheme());
    }
}
