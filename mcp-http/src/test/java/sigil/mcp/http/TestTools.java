package sigil.mcp.http;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sigil.mcp.core.BlobResourceContents;
import sigil.mcp.core.Call;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.Changes;
import sigil.mcp.core.Contribution;
import sigil.mcp.core.CreateMessageRequest;
import sigil.mcp.core.ElicitRequest;
import sigil.mcp.core.ElicitResult;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.PromptMessage;
import sigil.mcp.core.Resource;
import sigil.mcp.core.ResourceContents;
import sigil.mcp.core.ResourceNotFoundException;
import sigil.mcp.core.ResourceSource;
import sigil.mcp.core.ResourceTemplate;
import sigil.mcp.core.Role;
import sigil.mcp.core.TextContent;
import sigil.mcp.core.TextResourceContents;
import sigil.mcp.core.Tool;
import sigil.mcp.core.ToolAnnotations;
import sigil.mcp.core.ToolBinding;
import sigil.mcp.core.ToolException;
import sigil.mcp.core.ToolHandler;

/** Tools that do what a test of the transport needs. */
final class TestTools {
    static final JsonObject ANY_OBJECT = JsonCodec.object().add("type", "object").build();

    static final String RESOURCE = "test:watched";
    private static final JsonObject NAME = JsonCodec.object()
            .add("type", "object")
            .add("properties", JsonCodec.object().add("name", JsonCodec.object().add("type", "string")))
            .add("required", JsonCodec.array(List.of("name")))
            .build();

    /** Told by {@code wait} once it runs. */
    final CountDownLatch waiting = new CountDownLatch(1);
    /** Told by {@code wait} once it was cancelled. */
    final CountDownLatch cancelled = new CountDownLatch(1);
    /** Lets {@code hold} go. */
    final CountDownLatch release = new CountDownLatch(1);
    final AtomicInteger holding = new AtomicInteger();

    Contribution contribution() {
        return new TestContribution(List.of(
                tool("echo", true, (arguments, call) -> result(arguments.getString("text", ""))),
                tool("progress", true, (arguments, call) -> {
                    int steps = arguments.getInt("steps", 3);
                    for (int i = 1; i <= steps; i++) {
                        call.progress(i, steps, "step " + i);
                        Thread.sleep(arguments.getInt("gap", 0));
                    }
                    return result("done");
                }),
                tool("wait", true, (arguments, call) -> {
                    waiting.countDown();
                    try {
                        Thread.sleep(60_000);
                        return result("nobody interrupted");
                    } finally {
                        if (call.cancelled()) {
                            cancelled.countDown();
                        }
                    }
                }),
                tool("hold", true, (arguments, call) -> {
                    holding.incrementAndGet();
                    release.await();
                    return result("released");
                }),
                tool("deaf", true, (arguments, call) -> {
                    long end = System.nanoTime() + 4_000_000_000L;
                    while (System.nanoTime() < end) {
                        Thread.onSpinWait();
                    }
                    return result("too late");
                }),
                tool("large", true, (arguments, call) -> result("x".repeat(16 << 20))),
                tool("ask", true, (arguments, call) -> {
                    ElicitResult answer = call.ask(new ElicitRequest("name", "What is your name?", NAME));
                    return result(answer.action() + " " + answer.content().getString("name", "nobody"));
                }),
                tool("ask_many", true, (arguments, call) -> {
                    List<ElicitRequest> questions = IntStream.range(0, arguments.getInt("questions"))
                            .mapToObj(i -> new ElicitRequest("name " + i, "What is name " + i + "?", NAME)).toList();
                    call.askAll(questions);
                    return result(questions.stream().map(question -> call.answer(question).content().getString("name"))
                            .collect(Collectors.joining(" ")));
                }),
                tool("consult", true, (arguments, call) -> result("It says " + call.ask(new CreateMessageRequest("advice",
                        List.of(new PromptMessage(Role.USER, new TextContent(arguments.getString("about")))), 10)).text())),
                tool("break", true, (arguments, call) -> {
                    call.progress(1, 2, "begun");
                    throw new StackOverflowError("secret detail");
                }),
                tool("slow", true, (arguments, call) -> {
                    call.progress(1, 2, "begun");
                    Thread.sleep(arguments.getInt("millis"));
                    call.progress(2, 2, "almost");
                    return result("slow but sure");
                }),
                tool("fault", true, (arguments, call) -> {
                    throw new IllegalStateException("secret detail");
                }),
                tool("change", false, (arguments, call) -> result("changed"))));
    }

    /** The tools, and a resource that changes when a test says so. */
    private record TestContribution(List<ToolBinding> tools) implements Contribution, ResourceSource {

        @Override
        public String name() {
            return "test";
        }

        @Override
        public String instructions() {
            return "Instructions.";
        }

        @Override
        public Optional<ResourceSource> resources() {
            return Optional.of(this);
        }

        @Override
        public List<Changes.Kind> changing() {
            return List.of(Changes.Kind.TOOLS, Changes.Kind.RESOURCE_CONTENTS);
        }

        @Override
        public List<Resource> list() {
            return List.of(new Resource(RESOURCE, "watched", "Watched", "", "text/plain"));
        }

        @Override
        public List<ResourceTemplate> templates() {
            return List.of();
        }

        @Override
        public boolean owns(String uri) {
            return uri.startsWith("test:");
        }

        @Override
        public Optional<String> linked(String link) {
            return Optional.of("test:" + link);
        }

        @Override
        public List<ResourceContents> read(String uri, Call call) {
            switch (uri) {
                case "test:page.html" -> {
                    return List.of(new TextResourceContents(uri, "text/html", "<script>alert('é')</script>"));
                }
                case "test:picture.png" -> {
                    return List.of(new BlobResourceContents(uri, "image/png", "iVBORw=="));
                }
                case "test:program.exe" -> {
                    return List.of(new BlobResourceContents(uri, "text/html", "TVo="));
                }
                case "test:huge" -> throw new ToolException("It is too large to be read whole.");
                default -> {
                    // said below
                }
            }
            if (!uri.equals(RESOURCE)) {
                throw new ResourceNotFoundException(uri);
            }
            return List.of(new TextResourceContents(uri, "text/plain", "watched"));
        }
    }

    private static CallToolResult result(String text) {
        return CallToolResult.of(text, JsonValue.EMPTY_JSON_OBJECT);
    }

    private static ToolBinding tool(String name, boolean readOnly, ToolHandler handler) {
        ToolAnnotations annotations = readOnly ? ToolAnnotations.READ_ONLY : new ToolAnnotations(false, true, false, false);
        return new ToolBinding(new Tool(name, name, "Use this in a test.", ANY_OBJECT, ANY_OBJECT, annotations), handler);
    }
}
