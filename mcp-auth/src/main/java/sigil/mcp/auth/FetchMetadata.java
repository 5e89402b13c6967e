package sigil.mcp.auth;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;

/** What a browser says of a request that it sends (W3C Fetch Metadata). A page cannot change it; where nothing is said, nothing is concluded. */
final class FetchMetadata {
    private static final HeaderName MODE = HeaderNames.create("Sec-Fetch-Mode");
    private static final HeaderName DEST = HeaderNames.create("Sec-Fetch-Dest");
    private static final HeaderName SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final HeaderName PURPOSE = HeaderNames.create("Sec-Purpose");

    private FetchMetadata() {
    }

    /** Whether a person may be on the way to a page of ours, rather than a page loading images, frames or what might be of use later. */
    static boolean isNavigation(ServerRequest request) {
        return says(request, MODE, "navigate") && says(request, DEST, "document") && request.headers().first(PURPOSE).isEmpty();
    }

    /**
     * Whether a form may have been posted by a page of ours: no browser says otherwise. A page on this machine is one too, whose server is opened there
     * by a name of the machine.
     */
    static boolean isOwnForm(ServerRequest request, Issuer issuer) {
        boolean own = request.headers().first(SITE).map(site -> site.equals("same-origin") || site.equals("none")).orElse(true);
        return own && request.headers().first(HeaderNames.ORIGIN).map(origin -> origin.equals(issuer.value()) || isOnThisMachine(request, origin)).orElse(true);
    }

    private static boolean isOnThisMachine(ServerRequest request, String origin) {
        String host = request.headers().first(HeaderNames.HOST).orElse("");
        return origin.equals("http://" + host) && Loopback.isHost(host.replaceFirst(":[0-9]+$", ""));
    }

    private static boolean says(ServerRequest request, HeaderName name, String value) {
        return request.headers().first(name).map(value::equals).orElse(true);
    }
}
