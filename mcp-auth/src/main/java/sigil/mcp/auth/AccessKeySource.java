package sigil.mcp.auth;

import java.io.IOException;
import java.net.URI;

/** Where the keys of a team of Cloudflare Access come from. */
@FunctionalInterface
public interface AccessKeySource {
    /**
     * Fetches a document over TLS, of bounded length and in bounded time.
     *
     * @param url at the team that the owner configured
     * @return the document
     * @throws IOException with a reason for the log if it cannot be had
     */
    byte[] get(URI url) throws IOException;
}
