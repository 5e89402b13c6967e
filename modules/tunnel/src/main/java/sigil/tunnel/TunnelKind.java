package sigil.tunnel;

import java.util.Locale;

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

    @Override
    public String toString() {
        return word();
    }
}
