package sigil.code.tools;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import sigil.mcp.core.Call;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.Caller;
import sigil.mcp.core.Changes;
import sigil.mcp.core.ClientCapabilities;
import sigil.mcp.core.Contribution;
import sigil.mcp.core.FeatureContext;
import sigil.mcp.core.Implementation;
import sigil.mcp.core.InputRequest;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.LoggingLevel;
import sigil.mcp.core.McpFeature;
import sigil.mcp.core.McpServer;
import sigil.mcp.core.Scope;
import sigil.mcp.core.ServerLimits;
import sigil.mcp.core.TextContent;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

/** A server that offers the code tools, and short ways to ask it. It holds every success against the output schema of its tool itself; this holds it against what documents say. */
record ToolDesk(Contribution contribution, McpServer server) {
    static final String VERSION = "1.2.3";
    static final Caller READER = new Caller("reader", Set.of(Scope.READ));
    private static final Caller OWNER = new Caller("owner", Set.of(Scope.WRITE));

    /** Serves one repository. */
    static ToolDesk serving(String name, Path root) {
        return of(JsonCodec.object().add("repositories", JsonCodec.object().add(name, entry(root))));
    }

    /** Serves what a configuration says. */
    static ToolDesk of(JsonObjectBuilder configuration) {
        McpFeature feature = new CodeFeature();
        Changes changes = new Changes();
        Contribution contribution = feature.open(new FeatureContext(configuration.build(), VERSION, changes));
        Implementation implementation = new Implementation("test", "Test", VERSION);
        return new ToolDesk(contribution, McpServer.create(implementation, List.of(contribution), changes, ServerLimits.DEFAULTS));
    }

    static JsonObjectBuilder entry(Path root) {
        return JsonCodec.object().add("path", root.toString());
    }

    CallToolResult call(String tool, Object... pairs) {
        return call(new QuietCall(false), tool, pairs);
    }

    CallToolResult call(Call handle, String tool, Object... pairs) {
        try {
            CallToolResult result = server.call(tool, arguments(pairs), handle);
            result.structuredContent().ifPresent(answer -> Described.holds(server.tool(tool).orElseThrow().answer().orElseThrow(), answer, tool));
            return result;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The structured result of a call that succeeds. */
    JsonObject ask(String tool, Object... pairs) {
        return structured(call(tool, pairs));
    }

    /** The text of a call that succeeds. */
    String read(String tool, Object... pairs) {
        CallToolResult result = call(tool, pairs);
        structured(result);
        return text(result);
    }

    /** The text of a call that does not succeed. */
    String refusal(String tool, Object... pairs) {
        CallToolResult result = call(tool, pairs);
        assertThat(text(result), result.isError(), is(true));
        assertThat(result.structuredContent(), is(Optional.empty()));
        return text(result);
    }

    static JsonObject structured(CallToolResult result) {
        assertThat(text(result), result.isError(), is(false));
        return result.structuredContent().orElseThrow().asJsonObject();
    }

    static String text(CallToolResult result) {
        return result.content().stream().map(block -> switch (block) {
            case TextContent text -> text.text();
            default -> throw new AssertionError(block);
        }).collect(Collectors.joining("\n"));
    }

    static JsonObject arguments(Object... pairs) {
        JsonObjectBuilder arguments = JsonCodec.object();
        for (int i = 0; i < pairs.length; i += 2) {
            arguments.add((String) pairs[i], switch (pairs[i + 1]) {
                case Integer number -> JsonCodec.number(number);
                case Boolean truth -> truth ? JsonValue.TRUE : JsonValue.FALSE;
                case Object text -> JsonCodec.string(text.toString());
            });
        }
        return arguments.build();
    }

    /** A call of the owner whose progress nobody hears. */
    record QuietCall(boolean cancelled) implements Call {

        @Override
        public Caller caller() {
            return OWNER;
        }

        @Override
        public void progress(double progress, double total, String message) {
            // see the type
        }

        @Override
        public ClientCapabilities client() {
            return ClientCapabilities.NONE;
        }

        @Override
        public void log(LoggingLevel level, String logger, JsonValue data) {
            // see the type
        }

        @Override
        public void askAll(List<? extends InputRequest<?>> requests) {
            throw new AssertionError("The code tools ask nothing");
        }

        @Override
        public <R> R answer(InputRequest<R> request) {
            throw new AssertionError("The code tools ask nothing");
        }

        @Override
        public boolean becomeTask() {
            return false;
        }

        @Override
        public Instant deadline() {
            return Instant.now().plusSeconds(60);
        }
    }
}
