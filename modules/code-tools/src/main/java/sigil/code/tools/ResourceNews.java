package sigil.code.tools;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import sigil.code.search.Freshness;
import sigil.code.search.Stale;
import sigil.mcp.core.Changes;
import sigil.mcp.core.Resource;

/**
 * Tells the clients that subscribed to files and directories of repositories when these change, and all clients when others are listed. A
 * directory has changed when anything beneath it has.
 */
final class ResourceNews {
    private final Freshness freshness;
    private final CodeResources resources;
    private final Changes changes;
    private List<Resource> listed = List.of();

    ResourceNews(Freshness freshness, CodeResources resources, Changes changes) {
        this.freshness = freshness;
        this.resources = resources;
        this.changes = changes;
        freshness.tell(this::stale);
    }

    void begin() {
        synchronized (this) {
            listed = resources.list();
        }
        freshness.begin();
    }

    void close() {
        freshness.close();
    }

    private void stale(Stale stale) {
        Set<String> paths = new HashSet<>();
        stale.paths().forEach(path -> addWithAllAbove(path, paths));
        stale.beneath().forEach(directory -> addWithAllAbove(directory, paths));
        changes.resourcesUpdated(uri -> RepositoryUri.parse(uri)
                .filter(asked -> asked.repository().equals(stale.repository().name()))
                .filter(asked -> paths.contains(asked.path()) || isBeneath(stale, asked.path()))
                .isPresent());
        if (stale.paths().stream().anyMatch(ResourceNews::mayBeListed) || !stale.beneath().isEmpty()) {
            relist();
        }
    }

    private static void addWithAllAbove(String path, Set<String> paths) {
        paths.add("");
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            paths.add(path.substring(0, end));
        }
    }

    private boolean isBeneath(Stale stale, String path) {
        return stale.beneath().stream().anyMatch(directory -> directory.isEmpty() || path.startsWith(directory + "/"))
                && freshness.names(stale.repository(), path);
    }

    /** What is listed lies at the top level, or one level below it. */
    private static boolean mayBeListed(String path) {
        return path.indexOf('/') == path.lastIndexOf('/');
    }

    private void relist() {
        List<Resource> now = resources.list();
        boolean others;
        synchronized (this) {
            others = !now.equals(listed);
            listed = now;
        }
        if (others) {
            changes.resourcesChanged();
        }
    }
}
