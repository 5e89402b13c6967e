package sigil.tunnel;

/** What every Cloudflare tunnel wants of a person. */
final class CloudflareSteps {
    static final String BOTS = "In Cloudflare's dashboard, for the domain: Security > Bots > Bot Fight Mode off and Block AI bots off; AI Crawl Control allows"
            + " Claude-User and ChatGPT-User. Otherwise signing in works, and then no call arrives.";

    private CloudflareSteps() {
    }

    static String ask(TunnelPlan plan) {
        return "Ask through the tunnel; 200 is the server, 530 a tunnel that is not connected, 502 a server that does not run:\n    curl -i https://"
                + plan.origin().hostname() + "/healthz";
    }
}
