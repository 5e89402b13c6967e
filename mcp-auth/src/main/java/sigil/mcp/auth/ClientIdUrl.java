package sigil.mcp.auth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A {@code client_id} that is the URL of a document about the client (OAuth Client ID Metadata Document, "Client Identifier").
 *
 * <p>Two of them are the same client if they are the same characters (RFC 3986 section 6.2.1): with {@code :443} it is another client than
 * without, and nothing is ever normalised. Beyond the draft the host must be a domain name, since numbers are written in many ways and mean this
 * machine in most of them, and the port must be 443, where the document is fetched.
 *
 * @param value the characters
 */
record ClientIdUrl(String value) {
    private static final String SCHEME = "https://";
    private static final int LONGEST = 2_000;
    private static final int LONGEST_HOST = 253;
    private static final int LONGEST_LABEL = 63;

    /**
     * Checks the URL.
     *
     * @throws IllegalArgumentException if it is none, with the sentence that {@link #fault(String)} has for it
     */
    ClientIdUrl {
        fault(value).ifPresent(fault -> {
            throw new IllegalArgumentException(fault);
        });
    }

    /** Whether somebody meant a document: no id that this server makes itself begins like that (section "Supporting Both"). */
    static boolean isMeant(String clientId) {
        return clientId.startsWith(SCHEME);
    }

    /** Why a client_id is not the URL of a document, as a sentence; empty if it is. */
    static Optional<String> fault(String clientId) {
        if (!isMeant(clientId)) {
            return Optional.of("A client_id that is the URL of a document begins with https://.");
        }
        if (clientId.length() > LONGEST || !clientId.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return Optional.of("A client_id that is a URL has up to " + LONGEST + " visible ASCII characters.");
        }
        try {
            return fault(new URI(clientId));
        } catch (URISyntaxException e) {
            return Optional.of("A client_id that begins with https:// must be a URL.");
        }
    }

    private static Optional<String> fault(URI url) {
        if (url.getRawFragment() != null) {
            return Optional.of("A client_id that is a URL has no fragment: leave out # and what follows it.");
        }
        if (url.getRawUserInfo() != null) {
            return Optional.of("A client_id that is a URL has no user name and no password: leave out what stands before the @.");
        }
        if (url.getHost() == null || !isDomainName(url.getHost().toLowerCase(Locale.ROOT))) {
            return Optional.of("A client_id that is a URL names its host by a domain name such as app.example.com, not by an address.");
        }
        if (!url.getRawAuthority().equals(url.getHost()) && !url.getRawAuthority().equals(url.getHost() + ":443")) {
            return Optional.of("A client_id that is a URL leads to port 443, the one of https: leave out the port.");
        }
        if (url.getRawPath().isEmpty() || url.getRawPath().equals("/")) {
            return Optional.of("A client_id that is a URL has a path that leads to the document, such as /oauth/client.json.");
        }
        return Stream.of(url.getRawPath().split("/")).anyMatch(ClientIdUrl::isDotSegment)
                ? Optional.of("A client_id that is a URL has no . and no .. in its path: write the path that they lead to.")
                : Optional.empty();
    }

    // RFC 1123 section 2.1, with a dot at least, so that no search list completes it. The last label begins with a letter: resolvers take
    // 2130706433, 0x7f000001 and 127.1 for addresses
    private static boolean isDomainName(String host) {
        List<String> labels = List.of(host.split("\\.", -1));
        return host.length() <= LONGEST_HOST && labels.size() > 1 && labels.stream().allMatch(ClientIdUrl::isLabel)
                && Character.isLetter(labels.getLast().charAt(0));
    }

    private static boolean isLabel(String label) {
        return !label.isEmpty() && label.length() <= LONGEST_LABEL && label.charAt(0) != '-' && label.charAt(label.length() - 1) != '-'
                && label.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-');
    }

    // %2e is a dot to some who resolve a path
    private static boolean isDotSegment(String segment) {
        String plain = segment.toLowerCase(Locale.ROOT).replace("%2e", ".");
        return plain.equals(".") || plain.equals("..");
    }

    /** The host, in lower case. */
    String host() {
        return URI.create(value).getHost().toLowerCase(Locale.ROOT);
    }

    /** What is asked of the host: path and query (RFC 9112 section 3.2.1). */
    String target() {
        URI url = URI.create(value);
        return url.getRawQuery() == null ? url.getRawPath() : url.getRawPath() + "?" + url.getRawQuery();
    }
}
