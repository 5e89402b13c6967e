package sigil.mcp.http;

import java.util.HashSet;
import java.util.Set;

/** Names for paths, few enough to count by: whoever asks for made-up paths makes no new one. */
final class RouteNames {
    static final String NONE = "none";
    private static final String OTHER = "other";

    private final Set<String> exact;

    RouteNames(FurtherRoutes further) {
        Set<String> paths = new HashSet<>(further.open());
        paths.addAll(Set.of("/", "/mcp", PublicRoutes.LIVE, PublicRoutes.READY, Actions.JSON, Actions.YAML));
        this.exact = Set.copyOf(paths);
    }

    String of(String path) {
        return exact.contains(path) ? path
                : path.startsWith(Actions.PREFIX) ? "/actions/{tool}"
                : path.startsWith(Links.PREFIX) ? "/r/{repository}/{path}"
                : path.startsWith(ProbeRoutes.PREFIX) ? "/probe/{name}"
                : OTHER;
    }

    /** A method by its name, where it is a common one. */
    static String method(String name) {
        return switch (name) {
            case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" -> name;
            default -> OTHER;
        };
    }
}
