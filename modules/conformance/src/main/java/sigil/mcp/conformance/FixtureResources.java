package sigil.mcp.conformance;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sigil.mcp.core.BlobResourceContents;
import sigil.mcp.core.Call;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.Changes;
import sigil.mcp.core.Completion;
import sigil.mcp.core.CompletionRequest;
import sigil.mcp.core.Contribution;
import sigil.mcp.core.Resource;
import sigil.mcp.core.ResourceContents;
import sigil.mcp.core.ResourceNotFoundException;
import sigil.mcp.core.ResourceSource;
import sigil.mcp.core.ResourceTemplate;
import sigil.mcp.core.TextResourceContents;
import sigil.mcp.core.ToolBinding;

/** The resources of the suite, one of which changes when a tool is called. */
final class FixtureResources implements Contribution, ResourceSource {
    static final String WATCHED = "test://watched-resource";
    private static final String TEXT = "test://static-text";
    private static final String BINARY = "test://static-binary";
    private static final String TEMPLATE = "test://template/{id}/data";
    private static final Pattern OF_TEMPLATE = Pattern.compile("test://template/([A-Za-z0-9_.~-]+)/data");

    private final Changes changes;
    private final AtomicInteger changed = new AtomicInteger();

    FixtureResources(Changes changes) {
        this.changes = changes;
    }

    @Override
    public String name() {
        return "resources";
    }

    @Override
    public Optional<ResourceSource> resources() {
        return Optional.of(this);
    }

    @Override
    public List<ToolBinding> tools() {
        return List.of(FixtureTool.of("test_trigger_resource_change", "Changes what is in " + WATCHED + ".", (arguments, call) -> change()));
    }

    @Override
    public List<Changes.Kind> changing() {
        return List.of(Changes.Kind.RESOURCE_CONTENTS);
    }

    private CallToolResult change() {
        changed.incrementAndGet();
        changes.resourceUpdated(WATCHED);
        return Samples.text("Mutation triggered");
    }

    @Override
    public List<Resource> list() {
        return List.of(
                new Resource(TEXT, "static-text", "Static text", "A text that never changes", "text/plain"),
                new Resource(BINARY, "static-binary", "Static picture", "A picture that never changes", "image/png"),
                new Resource(WATCHED, "watched-resource", "Watched text", "A text that a tool changes", "text/plain"));
    }

    @Override
    public List<ResourceTemplate> templates() {
        return List.of(new ResourceTemplate(TEMPLATE, "template", "Data by id", "Data that shows the id it was asked for", "application/json"));
    }

    @Override
    public boolean owns(String uri) {
        return list().stream().anyMatch(resource -> resource.uri().equals(uri)) || OF_TEMPLATE.matcher(uri).matches();
    }

    @Override
    public List<ResourceContents> read(String uri, Call call) {
        return List.of(switch (uri) {
            case TEXT -> new TextResourceContents(uri, "text/plain", "This is the content of the static text resource.");
            case BINARY -> new BlobResourceContents(uri, "image/png", Samples.PNG);
            case WATCHED -> new TextResourceContents(uri, "text/plain", "Watched resource content, changed " + changed + " times");
            default -> ofTemplate(uri);
        });
    }

    private static ResourceContents ofTemplate(String uri) {
        Matcher matcher = OF_TEMPLATE.matcher(uri);
        if (!matcher.matches()) {
            throw new ResourceNotFoundException(uri);
        }
        String id = matcher.group(1);
        return new TextResourceContents(uri, "application/json",
                "{\"id\":\"" + id + "\",\"templateTest\":true,\"data\":\"Data for ID: " + id + "\"}");
    }

    @Override
    public Completion complete(String uriTemplate, CompletionRequest request) {
        return Completion.of(List.of("123", "124", "200").stream().filter(id -> id.startsWith(request.value())).toList());
    }
}
