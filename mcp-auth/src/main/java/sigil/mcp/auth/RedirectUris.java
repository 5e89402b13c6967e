package sigil.mcp.auth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which redirect URIs a client may have, and which request means which of them (OAuth 2.1 section 2.3; RFC 8252 sections 7 and 8.3; RFC 9700
 * section 2.1).
 *
 * @param schemes private-use schemes that are allowed, such as {@code cursor}; lower case
 */
record RedirectUris(Set<String> schemes) {
    private static final int LONGEST = 2_000;
    private static final int HIGHEST_PORT = 65_535;

    RedirectUris {
        schemes = Set.copyOf(schemes);
    }

    /** Why a redirect URI may not be registered, as a sentence; empty if it may. */
    Optional<String> fault(String uri) {
        if (uri.length() > LONGEST || !uri.chars().allMatch(c -> c > ' ' && c < 0x7f) || uri.indexOf('*') >= 0 || uri.indexOf('\\') >= 0) {
            return Optional.of("A redirect URI has up to " + LONGEST + " visible ASCII characters, no * and no backslash.");
        }
        URI parsed;
        try {
            parsed = new URI(uri);
        } catch (URISyntaxException e) {
            return Optional.of("A redirect URI must be a URI.");
        }
        if (parsed.getScheme() == null || parsed.getRawFragment() != null || parsed.getRawUserInfo() != null) {
            return Optional.of("A redirect URI is absolute, without fragment and without user information.");
        }
        if (parsed.getPort() != -1 && (parsed.getPort() < 1 || parsed.getPort() > HIGHEST_PORT)) {
            return Optional.of("The port of a redirect URI is a number from 1 to " + HIGHEST_PORT + ".");
        }
        String scheme = parsed.getScheme().toLowerCase(java.util.Locale.ROOT);
        return switch (scheme) {
            case "https" -> parsed.getHost() == null ? Optional.of("A redirect URI needs a host.") : Optional.empty();
            case "http" -> parsed.getHost() == null || !Loopback.isHost(parsed.getHost())
                    ? Optional.of("A redirect URI with http must lead to 127.0.0.1, [::1] or localhost.") : Optional.empty();
            default -> schemes.contains(scheme) && !parsed.isOpaque() ? Optional.empty()
                    : Optional.of("A redirect URI is https, http on loopback, or of a scheme that the owner allows.");
        };
    }

    /**
     * Whether a request's redirect URI is a registered one: the same characters, except that on loopback the port does not matter (RFC 8252 section
     * 7.3), because a client takes the port that is free.
     */
    static boolean matches(String registered, String requested) {
        if (registered.equals(requested)) {
            return true;
        }
        return loopbackWithoutPort(registered).filter(bare -> loopbackWithoutPort(requested).filter(bare::equals).isPresent()).isPresent();
    }

    /** Where the answer to a client's request goes: the one that it names, if it is its own, or the only one it has. */
    Optional<String> target(Client client, Optional<String> requested) {
        List<String> registered = client.metadata().redirectUris();
        Optional<String> own = requested.isEmpty()
                ? registered.stream().findFirst().filter(_ -> registered.size() == 1)
                : requested.filter(uri -> registered.stream().anyMatch(known -> matches(known, uri)));
        // what may be registered may have been more once: it is looked at again
        return own.filter(uri -> fault(uri).isEmpty());
    }

    private static Optional<String> loopbackWithoutPort(String uri) {
        try {
            URI parsed = new URI(uri);
            if (!"http".equals(parsed.getScheme()) || parsed.getHost() == null || !Loopback.isHost(parsed.getHost())
                    || parsed.getRawUserInfo() != null || parsed.getRawFragment() != null) {
                return Optional.empty();
            }
            String query = parsed.getRawQuery() == null ? "" : "?" + parsed.getRawQuery();
            return Optional.of("http://" + parsed.getHost() + parsed.getRawPath() + query);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
