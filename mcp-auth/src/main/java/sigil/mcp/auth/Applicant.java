package sigil.mcp.auth;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Who asks for access, and where the code will go: what a person must see before he proves himself and before he decides.
 *
 * @param name          the client's name for itself, or the host of its document while that is unread; made readable and shortened here
 * @param trust         how far that name can be believed
 * @param clientHost    the host of its {@code client_id}, if that is a URL (OAuth Client ID Metadata Document section 8.5); there while it is unread
 * @param destination   the host of the redirect URI, or its scheme with the colon
 * @param loopback      whether the code goes to a program on the device of the browser (RFC 8252 section 7.3)
 * @param privateScheme whether the code goes to whatever application took a scheme for itself (RFC 8252 section 7.1)
 */
record Applicant(String name, Trust trust, Optional<String> clientHost, String destination, boolean loopback, boolean privateScheme) {
    /** The longest name of DNS, and a port. */
    private static final int LONGEST_HOST = 260;
    private static final String NAMELESS = "A client without a name";

    /** Makes the texts of the client readable. Hosts keep their end, which tells whose they are. */
    Applicant {
        Objects.requireNonNull(trust, "trust");
        if (trust == Trust.UNREAD && clientHost.isEmpty()) {
            throw new IllegalArgumentException("What is yet to be read is at some host");
        }
        name = readable(name);
        clientHost = clientHost.map(host -> VisibleText.end(host.toLowerCase(Locale.ROOT), LONGEST_HOST));
        destination = VisibleText.end(destination, LONGEST_HOST);
    }

    /** A client's name for itself as it is shown: never empty. */
    static String readable(String name) {
        return VisibleText.name(name, NAMELESS);
    }

    /**
     * A client that wants the code at a redirect URI.
     *
     * @param client      who asks
     * @param redirectUri one of its registered ones, as the request has it
     */
    static Applicant of(Client client, String redirectUri) {
        URI uri = URI.create(redirectUri);
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "https" -> sentTo(client, lower(uri) + (uri.getPort() == -1 ? "" : ":" + uri.getPort()), false, false);
            case "http" -> sentTo(client, lower(uri), true, false);
            default -> sentTo(client, scheme + ":", false, true);
        };
    }

    /** As a host is shown: a capital letter can look like a small one of another name. */
    private static String lower(URI uri) {
        return uri.getHost().toLowerCase(Locale.ROOT);
    }

    /** A client that waits on a device for its user to come here (RFC 8628). */
    static Applicant onDevice(Client client) {
        return sentTo(client, "the device that shows the code", false, false);
    }

    /** The same while the document that describes it has not been read. */
    Applicant unread() {
        return new Applicant(name, Trust.UNREAD, clientHost, destination, loopback, privateScheme);
    }

    private static Applicant sentTo(Client client, String destination, boolean loopback, boolean privateScheme) {
        Optional<String> host = client.kind() == ClientKind.DOCUMENT ? Optional.of(URI.create(client.id()).getHost()) : Optional.empty();
        return new Applicant(client.metadata().name(), Trust.of(client), host, destination, loopback, privateScheme);
    }
}
