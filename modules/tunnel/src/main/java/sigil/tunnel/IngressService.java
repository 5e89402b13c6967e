package sigil.tunnel;

import java.util.regex.Pattern;

/**
 * A name under which clients come, and what on this machine answers to it.
 *
 * @param hostname a name in lower case, without scheme, port and path
 * @param service  the address of the origin, such as {@code http://localhost:8000}; without a path, which cloudflared refuses
 */
public record IngressService(String hostname, String service) {
    private static final Pattern HOSTNAME = Pattern.compile("(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern SERVICE = Pattern.compile("https?://(\\[[0-9a-f:]+]|[A-Za-z0-9.-]+)(:[0-9]{1,5})?|unix:/[^\\s]+");

    /** Checks both. */
    public IngressService {
        if (!HOSTNAME.matcher(hostname).matches()) {
            throw new IllegalArgumentException(hostname + " is no name of a host: letters in lower case, digits, dashes and dots, such as mcp.example.com");
        }
        if (!SERVICE.matcher(service).matches()) {
            throw new IllegalArgumentException(service + " is no address of an origin: http://HOST:PORT, https://HOST:PORT or unix:/PATH, without anything"
                    + " after it");
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
