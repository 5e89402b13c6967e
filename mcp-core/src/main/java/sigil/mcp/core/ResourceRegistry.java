package sigil.mcp.core;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The resources of a server: those of each source in the order in which it was contributed. */
final class ResourceRegistry {
    /** As long as the longest path of a file is when all of it is percent-encoded, and some more. */
    private static final int LONGEST_URI = 16_384;

    private final List<ResourceSource> sources;

    ResourceRegistry(List<ResourceSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /** The parameter {@code uri}, as three methods have it. */
    static String uri(JsonObject params) {
        return JsonCodec.string(params, "uri").filter(uri -> uri.length() <= LONGEST_URI).orElseThrow(() -> new RpcException(
                new RpcError(RpcError.INVALID_PARAMS, "params.uri must be a string of at most " + LONGEST_URI
                        + " characters: the URI of a resource.", 200)));
    }

    boolean isEmpty() {
        return sources.isEmpty();
    }

    List<JsonObject> list() {
        List<JsonObject> all = new ArrayList<>();
        sources.forEach(source -> source.list().forEach(resource -> all.add(resource.toJson())));
        return all;
    }

    List<JsonObject> templates() {
        List<JsonObject> all = new ArrayList<>();
        sources.forEach(source -> source.templates().forEach(template -> all.add(template.toJson())));
        return all;
    }

    List<ResourceContents> read(String uri, Call call) throws InterruptedException {
        try {
            return find(uri).orElseThrow(() -> new ResourceNotFoundException(uri)).read(uri, call);
        } catch (ToolException e) {
            throw new RpcException(new RpcError(RpcError.INVALID_PARAMS, e.getMessage(), 200));
        }
    }

    /** What a link leads to. */
    List<ResourceContents> follow(String link, Call call) throws InterruptedException {
        for (ResourceSource source : sources) {
            Optional<String> uri = source.linked(link).filter(linked -> linked.length() <= LONGEST_URI);
            if (uri.isPresent()) {
                return source.read(uri.get(), call);
            }
        }
        throw new ResourceNotFoundException(link);
    }

    /** The canonical spelling of a URI, or empty where it belongs to no source. */
    Optional<String> canonical(String uri) {
        return find(uri).map(source -> source.canonical(uri));
    }

    Optional<ResourceSource> withTemplate(String uriTemplate) {
        return sources.stream()
                .filter(source -> source.templates().stream().anyMatch(template -> template.uriTemplate().equals(uriTemplate)))
                .findFirst();
    }

    private Optional<ResourceSource> find(String uri) {
        return sources.stream().filter(source -> source.owns(uri)).findFirst();
    }
}
