package sigil.mcp.http;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Where the server listens and whom it answers.
 *
 * @param host           the address to bind
 * @param port           the port to bind, 0 for any free one
 * @param allowedHosts   the names a request may carry in {@code Host}: exact, {@code *.example.com} or {@code *}
 * @param allowedOrigins the origins a browser may come from, beside those whose host is allowed
 * @param limits         its bounds
 * @param metadata       where clients find out how a caller is authorized, if they can do that at all
 * @param actions        which tools are actions, if any may be
 * @param probeKey       by which programs of this box prove that they are; without one there is nothing below {@code /probe/}
 */
public record HttpSettings(String host, int port, Set<String> allowedHosts, Set<String> allowedOrigins, HttpLimits limits,
                           Optional<ResourceMetadata> metadata, Optional<ActionSettings> actions, Optional<ProbeKey> probeKey) {

    /** Copies the sets. */
    public HttpSettings {
        allowedHosts = Set.copyOf(allowedHosts);
        allowedOrigins = Set.copyOf(allowedOrigins);
        Objects.requireNonNull(metadata, "metadata");
        Objects.requireNonNull(actions, "actions");
        Objects.requireNonNull(probeKey, "probeKey");
    }

    /**
     * Settings of a server of MCP alone whose callers get their tokens by hand, or need none.
     *
     * @param host           the address to bind
     * @param port           the port to bind, 0 for any free one
     * @param allowedHosts   the names a request may carry in {@code Host}
     * @param allowedOrigins the origins a browser may come from
     * @param limits         its bounds
     */
    public HttpSettings(String host, int port, Set<String> allowedHosts, Set<String> allowedOrigins, HttpLimits limits) {
        this(host, port, allowedHosts, allowedOrigins, limits, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
