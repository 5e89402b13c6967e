package sigil.mcp.core;

import java.util.List;
import java.util.Optional;

/**
 * The resources of a feature. Written once, it works in both eras and over every transport. A server asks each of its sources in turn for
 * the one that {@link #owns} a URI.
 */
public interface ResourceSource {

    /**
     * The resources worth listing; those that only a template reaches are not among them. Asked for on every list, so it answers quickly,
     * and in an order that stays.
     *
     * @return resources, each URI once; the server makes the pages
     */
    List<Resource> list();

    /**
     * The families of resources.
     *
     * @return templates, possibly none
     */
    List<ResourceTemplate> templates();

    /**
     * Whether a URI belongs to this source, readable or not.
     *
     * @param uri any string that a client sent
     * @return true if this source and no other answers for it
     */
    boolean owns(String uri);

    /**
     * The one spelling of a URI among those that mean the same resource: the one in which {@link Changes#resourceUpdated} is told of it. Told by
     * the URI alone, whether or not there is such a resource.
     *
     * @param uri a URI that this source owns
     * @return the same for every spelling, which is itself one of them
     */
    default String canonical(String uri) {
        return uri;
    }

    /**
     * The resource that a link leads to: what stands behind {@code /r/} in it, as it was sent, percent-encoding and all.
     *
     * @param link what a stranger may have written, such as {@code hello/src/Greeter.java}
     * @return a URI that this source owns, whether or not there is such a resource, or empty where links lead to none of its resources
     */
    default Optional<String> linked(String link) {
        return Optional.empty();
    }

    /**
     * Reads a resource, on a virtual thread: it may block.
     *
     * @param uri  a URI that this source owns
     * @param call everything else it may ask or do
     * @return its contents, at least one part
     * @throws ResourceNotFoundException if there is none, or the caller may not know of it
     * @throws InterruptedException      if it was interrupted because the call was cancelled
     */
    List<ResourceContents> read(String uri, Call call) throws InterruptedException;

    /**
     * Proposes values for a variable of one of its templates.
     *
     * @param uriTemplate one of its templates
     * @param request     the variable and what was typed so far
     * @return proposals, none where there are none to make
     */
    default Completion complete(String uriTemplate, CompletionRequest request) {
        return Completion.NONE;
    }
}
