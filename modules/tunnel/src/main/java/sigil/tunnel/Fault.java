package sigil.tunnel;

/**
 * What can be wrong with a path. The names are for machines and stay; what stands in {@code docs/tunnel/doctor.md} of each is held to this by a test.
 */
public enum Fault {
    /** Nothing listens. */
    ORIGIN_DOWN("origin-down", "Nothing listens at the address of the server.",
            "Start it: sudo systemctl start sigil-mcp, or sigil-mcp serve. If it listens elsewhere, put that into server.port."),
    /** It is there and mute. */
    ORIGIN_SILENT("origin-silent", "Something takes connections at the address of the server, and does not answer in time: it is stuck, or has no time.",
            "See what it does: journalctl -u sigil-mcp, and top. If it stays so: sudo systemctl restart sigil-mcp; who listens tells ss -ltnp."),
    /** Something else listens. */
    ORIGIN_STRANGER("origin-stranger", "Another program answers at the address of the server, or one with another state directory.",
            "See who listens: ss -ltnp. Run the doctor with the configuration, and as the account, that the server runs with."),
    /** The server refuses its own public name. */
    ORIGIN_HOST("origin-host", "The server does not answer to the host of this URL, so every request through it gets 403.",
            "Put the URL into server.public_url, or its host into server.allowed_hosts, and restart the server."),
    /** It says that it is not well. */
    ORIGIN_UNHEALTHY("origin-unhealthy", "The server says of itself that a part of it does not work.",
            "Its log says which and why: journalctl -u sigil-mcp."),
    /** The headers that keep proxies from collecting are not as they must be. */
    ORIGIN_HEADERS("origin-headers", "A header that keeps proxies from collecting an answer is missing at the origin, or there twice.",
            "Ask the server itself, not a proxy in front of it. If it is the server, this is a fault of it: please report it."),
    /** It closes unused connections too early. */
    ORIGIN_KEEP_ALIVE("origin-keep-alive", "The origin closes connections that the tunnel still keeps for 90 s: now and then a POST meets a closing"
            + " one and gets 502.",
            "Let the tunnel go to the server itself, which keeps them for 300 s, or set keepAliveTimeout in originRequest below what the origin has."),
    /** Its events do not come one by one. */
    ORIGIN_STREAM("origin-stream", "The events of a stream do not leave the origin one by one.",
            "Ask the server itself, not a proxy in front of it. If it is the server, this is a fault of it: please report it."),

    /** The name is not known. */
    NAME_UNKNOWN("name-unknown", "The public name has no address.",
            "Make its record: cloudflared tunnel route dns NAME HOST. A new one is known after some minutes.",
            "Cloudflare dashboard: DNS > Records"),
    /** The name leads to the tunnel without Cloudflare in between. */
    NAME_NOT_PROXIED("name-not-proxied", "The public name leads to cfargotunnel.com in the open: its record is not proxied, and nobody answers there.",
            "Switch the record to Proxied, the orange cloud.", "Cloudflare dashboard: DNS > Records"),
    /** No connection to the public name. */
    PUBLIC_UNREACHABLE("public-unreachable", "Nobody takes connections at the public name.",
            "Check that the record leads to the tunnel or proxy, that it runs, and that no firewall stands in the way."),
    /** TLS is not spoken. */
    TLS_NONE("tls-none", "At the public name TLS is not spoken, or none that both sides know.",
            "Give the proxy a certificate and let it listen with TLS; clients take https alone.",
            "Cloudflare dashboard: SSL/TLS > Edge Certificates"),
    /** The certificate is not good any more. */
    CERTIFICATE_EXPIRED("certificate-expired", "The certificate of the public name has expired, or is not good yet.",
            "Renew it, and see why that did not happen by itself; if the dates are right, the clock of this machine is wrong.",
            "Cloudflare dashboard: SSL/TLS > Edge Certificates"),
    /** The certificate is somebody else's. */
    CERTIFICATE_NAME("certificate-name", "The certificate is for other names than the public one.",
            "Get one for this name. Cloudflare's own covers example.com and *.example.com, but not a.b.example.com.",
            "Cloudflare dashboard: SSL/TLS > Edge Certificates"),
    /** The certificate is of nobody whom clients know. */
    CERTIFICATE_UNTRUSTED("certificate-untrusted", "The certificate comes from nobody whom clients trust, or its chain is incomplete.",
            "Use one that everybody knows and send the whole chain. For an authority of your own, try again with --ca FILE.",
            "Cloudflare dashboard: SSL/TLS > Edge Certificates"),

    /** Error 1033 and its like. */
    TUNNEL_DOWN("tunnel-down", "Cloudflare answers 530: no cloudflared is connected for this name (1033), or the name leads to a tunnel that is gone (1016).",
            "Start it: sudo systemctl start cloudflared, and read journalctl -u cloudflared. Is it the tunnel that the record names?",
            "Cloudflare dashboard: Zero Trust > Networks > Tunnels"),
    /** The tunnel does not find the server. */
    TUNNEL_WRONG_PORT("tunnel-wrong-port", "The tunnel or proxy runs, but answers 502: it does not reach the server, which listens. Its configuration"
            + " has another port, address or scheme.",
            "Let its service be http:// and the address under \"The origin\" above, and restart it."),
    /** It finds nobody, and no wonder. */
    ORIGIN_GARBLED("origin-garbled", "Cloudflare answers 520: the origin closed the connection or said something that is no HTTP.",
            "Check the scheme of the service, http and not https, and that nothing between the tunnel and the server ends idle connections."),
    /** No TCP from the edge. */
    EDGE_NO_CONNECTION("edge-no-connection", "Cloudflare answers 521, 522 or 523: it tried to reach an address itself, without a tunnel.",
            "Let the record of the name lead to the tunnel: cloudflared tunnel route dns --overwrite-dns NAME HOST.",
            "Cloudflare dashboard: DNS > Records"),
    /** Nobody answered in time. */
    EDGE_TIMEOUT("edge-timeout", "The edge or proxy takes connections, but no answer comes in time, or it gives up (504, 524), on a request that the server"
            + " answers at once.",
            "Something between them takes the connection and stays silent. Check the address of the service and whether a proxy on the way hangs."),
    /** Error 1010. */
    BROWSER_CHECK("browser-check", "Cloudflare answers 1010: Browser Integrity Check does not like the look of the client.",
            "Switch it off for this host by a configuration rule.", "Cloudflare dashboard: Security > Settings"),
    /** Error 1015. */
    RATE_LIMITED("rate-limited", "The edge answers 429: a rate limit was met before the request came to the server.",
            "Raise or remove the rule for this host: all users of an assistant come from a few addresses, and the server has limits of its own.",
            "Cloudflare dashboard: Security > Security rules > Rate limiting rules"),
    /** An HTML page for browsers. */
    CHALLENGE("challenge", "Instead of the server a page answers that wants to be solved in a browser. No assistant can do that.",
            "Switch off Under Attack mode, Bot Fight Mode and challenges for this host; a skip rule does not help against Bot Fight Mode.",
            "Cloudflare dashboard: Security > Settings"),
    /** A plain refusal to everybody. */
    BLOCKED("blocked", "The edge or proxy refuses every request with 403 before it comes to the server.",
            "Find the rule that blocks among the events, and let it skip this host.", "Cloudflare dashboard: Security > Events"),
    /** A refusal for some clients. */
    AGENT_BLOCKED("agent-blocked", "The edge or proxy refuses this client by its User-Agent; its requests never come to the server. That is how"
            + " \"signing in works, and then nothing\" comes about.",
            "Block AI bots: do not block. AI Crawl Control: allow Claude-User and ChatGPT-User. Bot Fight Mode: off.",
            "Cloudflare dashboard: Security > Settings, and AI Crawl Control"),
    /** Cloudflare Access wants a sign-in. */
    ACCESS_LOGIN("access-login", "Cloudflare Access stands in front and sends clients to its sign-in page, which no assistant can use.",
            "Put Access before the pages for people alone; docs/access.md has the paths.", "Cloudflare dashboard: Zero Trust > Access > Applications"),
    /** The name in the request is another one. */
    HOST_REWRITTEN("host-rewritten", "On the way the Host header becomes another, which the server refuses with 403.",
            "Pass it on as it came: no httpHostHeader in originRequest; in nginx proxy_set_header Host $host."),
    /** Somebody else answers. */
    STRANGER("stranger", "Somebody answers under the public URL, but it is not this server.",
            "See where the name leads: another tunnel with the same name, another service for this host, a path rule, a parked domain, a captive page."),

    /** A stream is held back. */
    STREAM_HELD_BACK("stream-held-back", "The events of a stream are collected on the way instead of passed on: clients see nothing until the end, or"
            + " give up before.",
            "nginx: proxy_buffering off, and do not ignore X-Accel-Buffering. Quick tunnels of Cloudflare collect GET streams: use a named one."),
    /** A stream is compressed. */
    STREAM_COMPRESSED("stream-compressed", "Something on the way compresses streams, although the server forbids it with no-transform; compressing"
            + " collects events.",
            "nginx: take text/event-stream out of gzip_types. Cloudflare: no compression rule for this host.",
            "Cloudflare dashboard: Rules > Compression Rules"),
    /** Headers are lost. */
    HEADERS_CHANGED("headers-changed", "Cache-Control does not arrive as the server wrote it, so what stands further out may collect or keep answers.",
            "Take the rule out that removes or rewrites it (proxy_hide_header, Transform Rules, Cache Rules).",
            "Cloudflare dashboard: Rules > Overview"),
    /** Answers are kept. */
    CACHED("cached", "A cache on the way gave an answer that the server had given to an earlier request.",
            "Let nothing of this host be cached: remove the rule that says so, then purge.", "Cloudflare dashboard: Caching > Cache Rules"),
    /** A quiet answer is cut. */
    READ_TIMEOUT("read-timeout", "The way is cut after too short a silence. The server may be quiet for 5 s before an answer and 15 s within one.",
            "Give the proxy more time: nginx proxy_read_timeout 120s; cloudflared has no such limit of its own."),
    /** The clocks differ. */
    CLOCK_SKEW("clock-skew", "The clock of this machine and that of the other end of the way differ by more than 30 s; tokens, codes and certificates"
            + " are then good too early or too late.",
            "Let the machine set its clock: timedatectl set-ntp true."),
    /** A document is missing. */
    DISCOVERY_MISSING("discovery-missing", "A document from which clients learn how to sign in does not come through, although the server has it.",
            "Let everything below /.well-known/ pass to the server: no path rule, no location of its own, no challenge."),
    /** A document says another issuer or resource. */
    ISSUER_MISMATCH("issuer-mismatch", "The documents name another issuer or resource than the configuration, if only by a slash; clients compare"
            + " them character by character and refuse.",
            "Set server.public_url to the URL that clients are given, without a slash at its end, and let nothing rewrite bodies."),
    /** The URL is not the one in the configuration. */
    URL_NOT_CONFIGURED("url-not-configured", "The URL that was given is not server.public_url: clients that come by it are told another issuer and"
            + " resource, and refuse.",
            "Set server.public_url to it, or give clients the configured one."),
    /** A document is changed. */
    DISCOVERY_CHANGED("discovery-changed", "A document from which clients learn how to sign in arrives changed.",
            "Let nothing rewrite bodies (sub_filter, Transform Rules), nor serve a copy of your own."),
    /** The challenge is lost. */
    CHALLENGE_LOST("challenge-lost", "The 401 of the server arrives without its WWW-Authenticate, so clients do not learn where to sign in.",
            "Let the header and the status pass: no proxy_hide_header, no error_page for 401, no proxy_intercept_errors."),
    /** HEAD is not passed on well. */
    HEAD_BROKEN("head-broken", "HEAD does not come back as the server answers it.", "Let the method pass; some clients and monitors begin with it."),
    /** Large requests are refused. */
    BODY_REFUSED("body-refused", "A request of the size that the server takes (limits.max_body_bytes) does not come through.",
            "nginx: client_max_body_size 2m. Caddy: request_body max_size 2MiB. Cloudflare takes 100 MB; a WAF rule on bodies may be in the way.",
            "Cloudflare dashboard: Security > Events"),
    /** Large requests are changed. */
    BODY_CHANGED("body-changed", "The body of a large request arrives shorter or changed.",
            "Take disableChunkedEncoding out of originRequest, and whatever inspects or rewrites bodies.");

    private final String id;
    private final String cause;
    private final String cure;
    private final String page;

    Fault(String id, String cause, String cure) {
        this(id, cause, cure, "");
    }

    Fault(String id, String cause, String cure, String page) {
        this.id = id;
        this.cause = cause;
        this.cure = cure;
        this.page = page;
    }

    /**
     * Its name for machines.
     *
     * @return lower case with hyphens
     */
    public String id() {
        return id;
    }

    /**
     * What is wrong, and what comes of it.
     *
     * @return one or two sentences
     */
    public String cause() {
        return cause;
    }

    /**
     * What helps.
     *
     * @return one or two sentences
     */
    public String cure() {
        return cure;
    }

    /**
     * The page of the dashboard to open.
     *
     * @return its place in the menu, empty where there is none
     */
    public String page() {
        return page;
    }
}
