package sigil.mcp.auth;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;

/** What a browser says of a request that it sends (W3C Fetch Metadata). A page cannot change it; where nothing is said, nothing is concluded. */
final class FetchMetadata {
    private static final HeaderName MODE = HeaderNames.create("Sec-Fetch-Mode");
    private static final HeaderName DEST = HeaderNames.create("Sec-Fetch-Dest");
    private static final HeaderName PURPOSE = HeaderNames.create("Sec-Purpose");

    private FetchMetadata() {
    }

    /** Whether a person may be on the way to a page of ours, rather than a page loading images, frames or what might be of use later. */
    static boolean isNavigation(ServerRequest request) {
        return says(request, MODE, "navigate") && says(request, DEST, "document") && request.headers().first(PURPOSE).isEmpty();
    }

    private static boolean says(ServerRequest request, HeaderName name, String value) {
        return request.headers().first(name).map(value::equals).orElse(true);
    }
}
