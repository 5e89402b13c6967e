package sigil.mcp.core;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * What features tell when something changes, and what carries it to the clients that asked to be told. Telling never waits for a client: a
 * client that does not read finds each kind of change once when it does.
 */
public final class Changes {

    /** What can change. */
    public enum Kind {
        /** The list of tools. */
        TOOLS,
        /** The list of prompts. */
        PROMPTS,
        /** The list of resources. */
        RESOURCES,
        /** What is in a resource. */
        RESOURCE_CONTENTS
    }

    private final Set<Feed> feeds = ConcurrentHashMap.newKeySet();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** Creates one that nobody listens to yet. */
    public Changes() {
    }

    /** Tells that the tools of a contribution are others now. */
    public void toolsChanged() {
        refresh();
        listChanged("tools");
    }

    /** Tells that the prompts of a contribution are others now. */
    public void promptsChanged() {
        refresh();
        listChanged("prompts");
    }

    /** Tells that the listed resources or the templates of a contribution are others now. */
    public void resourcesChanged() {
        // a source is asked for its lists whenever a client is, and files change often
        listChanged("resources");
    }

    /**
     * Tells that a resource has other contents now, or is gone.
     *
     * @param uri the resource, by its {@link ResourceSource#canonical canonical} URI
     */
    public void resourceUpdated(String uri) {
        feeds.forEach(feed -> feed.resourceUpdated(uri));
    }

    /**
     * Tells of many resources at once: of those among them that somebody wants to hear of.
     *
     * @param uris whether a resource, by its {@link ResourceSource#canonical canonical} URI, has other contents now or is gone; asked once for
     *             each one that a client subscribed to, of whatever source
     */
    public void resourcesUpdated(Predicate<String> uris) {
        feeds.forEach(feed -> feed.resourcesUpdated(uris));
    }

    /** How a task looks is a matter of the revision that a client listens in. */
    void taskChanged(TaskState task) {
        feeds.forEach(feed -> feed.offer(task));
    }

    /** First the lists themselves, so that a client that asks as soon as it is told gets the new one. */
    private void refresh() {
        listeners.forEach(Runnable::run);
    }

    private void listChanged(String list) {
        publish(list, "notifications/" + list + "/list_changed", JsonValue.EMPTY_JSON_OBJECT);
    }

    private void publish(String topic, String method, JsonObject params) {
        feeds.forEach(feed -> feed.offer(topic, method, params));
    }

    /** Runs something before anybody is told that there are other tools or prompts. */
    void beforeTelling(Runnable listener) {
        listeners.add(listener);
    }

    void join(Feed feed) {
        feeds.add(feed);
    }

    void leave(Feed feed) {
        feeds.remove(feed);
    }
}
