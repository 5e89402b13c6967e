package sigil.tunnel;

/**
 * What differs between the ways to the internet, each in a few words.
 *
 * @param urlLifetime  how long the URL stays the same
 * @param customDomain whether it may be a name of your own
 * @param interstitial whether a page of somebody else stands before the pages of the origin
 * @param hostHeader   the Host that the origin sees
 * @param streams      how event streams come through
 */
public record TunnelTraits(String urlLifetime, String customDomain, String interstitial, String hostHeader, String streams) {

    /**
     * The traits of a way.
     *
     * @param kind which
     * @return what is known of it
     */
    public static TunnelTraits of(TunnelKind kind) {
        return switch (kind) {
            case CLOUDFLARE, TOKEN -> new TunnelTraits("for good", "yes, of a domain whose DNS is at Cloudflare", "none", "the public name",
                    "at once, by GET and POST; silent for about 100 s: 524");
            case QUICK -> new TunnelTraits("until cloudflared ends; the next one is another", "no, a random name under trycloudflare.com", "none",
                    "the public name", "POST at once; GET is held back until the stream ends");
            case NGROK -> new TunnelTraits("for good with a reserved name, which every account has one of", "with a paid plan",
                    "a warning page before HTML pages on the free plan; API calls pass", "the public name", "at once, by GET and POST");
            case TAILSCALE -> new TunnelTraits("for good", "no, MACHINE.TAILNET.ts.net", "none", "the public name", "at once, by GET and POST");
            case NGINX -> new TunnelTraits("for good", "yes", "none", "as proxy_set_header says: the public name",
                    "at once, because every answer says X-Accel-Buffering: no");
            case CADDY -> new TunnelTraits("for good", "yes", "none", "the public name", "at once, with flush_interval -1");
        };
    }
}
