package sigil.mcp.auth;

import io.helidon.webserver.http.ServerRequest;
import java.util.Optional;

/** Who somebody in front of a page is, where something else than this server has found that out and says so in a way that can be checked. */
@FunctionalInterface
interface MemberIdentity {
    /** Nobody says anything. */
    MemberIdentity NONE = request -> Optional.empty();

    /**
     * The name of a member who exists; empty where nothing is said.
     *
     * @throws UnprovenException if something is said that is not to be believed
     */
    Optional<String> member(ServerRequest request);
}
