package sigil.mcp.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Which names a request may give for this server, and which origins it may come from. */
final class HostRules {
    private final boolean any;
    private final Set<String> hosts;
    private final Set<String> suffixes;
    private final Set<String> origins;

    HostRules(Set<String> allowedHosts, Set<String> allowedOrigins) {
        Set<String> names = allowedHosts.stream().map(HostRules::lower).collect(Collectors.toUnmodifiableSet());
        this.any = names.contains("*");
        this.suffixes = names.stream()
                .filter(name -> name.startsWith("*."))
                .map(name -> name.substring(1))
                .collect(Collectors.toUnmodifiableSet());
        this.hosts = names.stream().filter(name -> !name.startsWith("*")).collect(Collectors.toUnmodifiableSet());
        this.origins = allowedOrigins.stream().map(HostRules::lower).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the value of a {@code Host} header names this server; the port does not matter, a tunnel changes it. */
    boolean allowsHost(String header) {
        return any || allowsName(name(lower(header)));
    }

    /** Whether a request target names this server: it says nothing, or it is absolute and its authority counts (RFC 9112 section 3.2.2). */
    boolean allowsTarget(String rawPath) {
        int authority = rawPath.indexOf("://");
        if (rawPath.startsWith("/") || authority < 0) {
            return true;
        }
        int end = rawPath.indexOf('/', authority + 3);
        return allowsHost(rawPath.substring(authority + 3, end < 0 ? rawPath.length() : end));
    }

    /** Whether the value of an {@code Origin} header may send requests here; {@code null} and anything unreadable may not. */
    boolean allowsOrigin(String header) {
        String origin = lower(header);
        if (origins.contains(origin)) {
            return true;
        }
        try {
            URI uri = new URI(origin);
            String host = uri.getRawUserInfo() == null ? uri.getHost() : null;
            // "*" opens the door to every name of this server, not to every page of the web
            return host != null && allowsName(host);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private boolean allowsName(String name) {
        return hosts.contains(name) || suffixes.stream().anyMatch(suffix -> name.endsWith(suffix) && name.length() > suffix.length());
    }

    private static String name(String host) {
        int end = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
        return end <= 0 ? host : host.substring(0, end);
    }

    private static String lower(String value) {
        return value.toLowerCase(Locale.ROOT);
    }
}
