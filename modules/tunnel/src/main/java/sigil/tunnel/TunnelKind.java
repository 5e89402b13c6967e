package sigil.tunnel;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What carries requests from the internet to the origin. */
public enum TunnelKind {
    /** A named Cloudflare tunnel with its configuration on this machine. */
    CLOUDFLARE,
    /** A Cloudflare tunnel that is managed in the dashboard and run by its token. */
    TOKEN,
    /** A Cloudflare quick tunnel, for a look. */
    QUICK,
    /** ngrok. */
    NGROK,
    /** Tailscale Funnel. */
    TAILSCALE,
    /** nginx as a reverse proxy. */
    NGINX,
    /** Caddy as a reverse proxy. */
    CADDY;

    /**
     * As it is written on the command line.
     *
     * @return its name in lower case
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads what {@link #word} writes.
     *
     * @param text in letters of either case
     * @return the kind
     * @throws IllegalArgumentException if there is none of that name
     */
    public static TunnelKind of(String text) {
        return Stream.of(values()).filter(kind -> kind.word().equals(text.toLowerCase(Locale.ROOT))).findFirst().orElseThrow(() ->
                new IllegalArgumentException(text + " is none of " + Stream.of(values()).map(TunnelKind::word).collect(Collectors.joining(", "))));
    }

    @Override
    public String toString() {
        return word();
    }
}
