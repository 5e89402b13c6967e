package sigil.tunnel;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name under which clients come, and what on this machine answers to it.
 *
 * @param hostname a name in lower case, without scheme, port and path
 * @param service  the address of the origin, such as {@code http://localhost:8000}; without a path, which cloudflared refuses
 */
public record IngressService(String hostname, String service) {
    private static final Pattern HOSTNAME = Pattern.compile("(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern SERVICE = Pattern.compile("https?://(\\[[0-9a-f:]+]|[A-Za-z0-9.-]+)(?::([0-9]{1,5}))?|unix:/[A-Za-z0-9/._+@-]+");

    /** Checks both. */
    public IngressService {
        if (!HOSTNAME.matcher(hostname).matches()) {
            throw new IllegalArgumentException(hostname + " is no name of a host: letters in lower case, digits, dashes and dots, such as "
                    + meant(hostname).orElse("mcp.example.com"));
        }
        Matcher address = SERVICE.matcher(service);
        if (!address.matches() || address.group(2) != null && !DoctorSettings.HostPort.isPort(Integer.parseInt(address.group(2)))) {
            throw new IllegalArgumentException(service + " is no address of an origin: http://HOST:PORT, https://HOST:PORT or unix:/PATH, without anything"
                    + " after it");
        }
    }

    /** The name in an address, in capital letters, with a dot at its end, or in letters of another alphabet. */
    private static Optional<String> meant(String text) {
        try {
            String name = IDN.toASCII(text.strip().replaceFirst("^[a-zA-Z]+://", "").replaceFirst("[:/?#].*", "").replaceFirst("\\.$", "")).toLowerCase(Locale.ROOT);
            return Optional.of(name).filter(HOSTNAME.asMatchPredicate());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads {@code HOSTNAME=SERVICE}.
     *
     * @param text such as {@code api.example.com=http://localhost:3000}
     * @return the two
     * @throws IllegalArgumentException if one of them is missing or wrong
     */
    public static IngressService parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException(text + " has no =: write HOSTNAME=SERVICE, such as api.example.com=http://localhost:3000");
        }
        return new IngressService(text.substring(0, equals), text.substring(equals + 1));
    }
}
