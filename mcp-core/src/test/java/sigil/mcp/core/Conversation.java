package sigil.mcp.core;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plays a transcript: what the client says is said, and what the server says is written down. Its language, a line each:
 *
 * <ul>
 *   <li>{@code # …} a remark
 *   <li>{@code ! let NAME = TEXT} from here on {@code <NAME>} stands for the text, in both directions
 *   <li>{@code ! offer NAME…} what the server offers; {@code ! limits NAME=NUMBER…} its bounds; both before the first message
 *   <li>{@code ! client NAME} another client speaks: a caller of that name, with a session of its own; {@code NAME+write} may write,
 *       {@code NAME-stream} takes no streams, {@code NAME/2} is the same caller again
 *   <li>{@code ! leave} the session ends; {@code ! forget} the client forgets it
 *   <li>{@code ! read} what waits in the client's session is read, as over its own stream
 *   <li>{@code ! tool NAME}, {@code ! write LETTER TEXT}, {@code ! remove LETTER} something changes
 *   <li>{@code ! go} a tool that waits goes on; {@code ! waits} until one does; {@code ! task NAME STATUS} until the task has that status
 *   <li>{@code > …} a message of the client
 *   <li>{@code < …} a message of the server; {@code <~ …} one that was read from the session; {@code <-} an answer that is none
 * </ul>
 *
 * What differs from run to run has a name in the order in which it comes up: {@code <cursor>}, {@code <state>},
 * {@code <task>}, {@code <elicitation>}, then {@code <cursor2>} and so on; every time is {@code <time>}.
 */
final class Conversation {
    private static final String NOTHING = "< (nothing)";
    private static final Map<String, String> VARYING = Map.of("nextCursor", "cursor", "requestState", "state", "taskId", "task",
            "elicitationId", "elicitation");
    private static final Set<String> TIMES = Set.of("createdAt", "lastUpdatedAt");

    private final Changes changes = new Changes();
    private final SampleLibrary library = new SampleLibrary(changes);
    private final SampleTasks tasks = new SampleTasks();
    private final Map<String, String> lets = new LinkedHashMap<>();
    private final Map<String, String> namesOf = new HashMap<>();
    private final Map<String, String> valuesOf = new LinkedHashMap<>();
    private final Map<String, TestClient> clients = new HashMap<>();
    private final List<Wire> open = new ArrayList<>();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final boolean rewrite;

    private List<Contribution> offered = List.of(SampleTools.sums());
    private ServerLimits limits = ServerLimits.DEFAULTS;
    private McpServer server;
    private String speaker = "alice";

    /**
     * Starts one.
     *
     * @param rewrite whether to write down whatever the server says, rather than as much as the transcript has
     */
    Conversation(boolean rewrite) {
        this.rewrite = rewrite;
    }

    /** What was said, as a transcript. */
    List<String> play(List<String> lines) throws InterruptedException {
        List<String> said = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("<")) {
                continue;
            }
            said.add(line);
            long expected = lines.subList(i + 1, lines.size()).stream().takeWhile(next -> next.startsWith("<")).count();
            if (line.startsWith("> ")) {
                say(line.substring(2));
            } else if (line.startsWith("! ")) {
                direct(line.substring(2), expected);
            }
            hear(expected, said);
        }
        for (Wire wire : open) {
            wire.cancellation().cancel(Cancellation.Reason.CLIENT_GONE);
        }
        heard.drainTo(said);
        return said;
    }

    private void hear(long expected, List<String> said) throws InterruptedException {
        for (int i = 0; rewrite || i < expected; i++) {
            String line = heard.poll(rewrite ? i == 0 && said.getLast().startsWith(">") ? 2_000 : 300 : 10_000, TimeUnit.MILLISECONDS);
            if (line == null) {
                if (!rewrite) {
                    said.add(NOTHING);
                }
                return;
            }
            said.add(line);
        }
    }

    private TestClient client() {
        if (server == null) {
            server = McpServer.create(new Implementation("test", "Test", "1"), offered, changes, limits);
        }
        return clients.computeIfAbsent(speaker, name -> {
            Scope scope = name.contains("+write") ? Scope.WRITE : Scope.READ;
            return new TestClient(server, new Caller(name.replaceAll("[^a-z].*", ""), Set.of(scope)), !name.contains("-stream"));
        });
    }

    private void say(String text) {
        String message = text;
        for (Map.Entry<String, String> let : lets.entrySet()) {
            message = message.replace("<" + let.getKey() + ">", let.getValue());
        }
        for (Map.Entry<String, String> named : valuesOf.entrySet()) {
            message = message.replace(named.getKey(), named.getValue());
        }
        JsonValue json;
        try {
            json = new JsonInput(64).read(message);
        } catch (MalformedJsonException e) {
            heard.add(written("< ", new RpcError(RpcError.PARSE_ERROR, e.getMessage(), 400).response(Optional.empty())));
            return;
        }
        Inbound inbound = Classifier.classify(json, MessageHeaders.NONE);
        if (unanswered(inbound)) {
            // before it is sent, or what it sets going could come first
            heard.add("<-");
            client().send(inbound).later().thenAccept(reply -> reply.message().ifPresent(answer -> heard.add(written("< ", answer))));
        } else {
            Wire wire = client().send(inbound);
            open.add(wire);
            Thread.ofVirtual().start(() -> relay(wire));
        }
    }

    private static boolean unanswered(Inbound inbound) {
        return switch (inbound) {
            case Inbound.Legacy legacy -> !(legacy.message() instanceof Message.Request);
            case Inbound.Modern modern -> !(modern.message() instanceof Message.Request);
            case Inbound.Batch batch -> false;
            case Inbound.Rejected rejected -> false;
        };
    }

    /** Writes down what comes on a wire, in its order. */
    private void relay(Wire wire) {
        try {
            while (!wire.later().isDone()) {
                wire.poll(Duration.ofMillis(20)).ifPresent(message -> heard.add(written("< ", message)));
            }
            wire.rest().forEach(message -> heard.add(written("< ", message)));
            Reply reply = wire.later().handle((answer, failure) -> answer).join();
            if (reply != null) {
                heard.add(reply.message().map(message -> written("< ", message)).orElse("<-"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void direct(String words, long expected) throws InterruptedException {
        String[] word = words.split(" ");
        switch (word[0]) {
            case "let" -> lets.put(word[1], words.substring(words.indexOf('=') + 2));
            case "offer" -> offered = Stream.of(word).skip(1).map(this::contribution).toList();
            case "limits" -> limits = limits(Stream.of(word).skip(1).map(each -> each.split("="))
                    .collect(Collectors.toMap(each -> each[0], each -> Long.parseLong(each[1]))));
            case "client" -> speaker = word[1];
            case "leave" -> server.end(client().session());
            case "forget" -> client().forgetSession();
            case "read" -> read(expected);
            case "tool" -> library.addTool(word[1]);
            case "write" -> library.write(word[1], word[2]);
            case "remove" -> library.remove(word[1]);
            case "go" -> tasks.go();
            case "waits" -> until(tasks::waits);
            case "task" -> until(() -> word[2].equals(status(word[1])));
            default -> throw new AssertionError("No such direction: " + words);
        }
    }

    private Contribution contribution(String name) {
        return switch (name) {
            case "sums" -> SampleTools.sums();
            case "kinds" -> SampleTools.kinds();
            case "questions" -> SampleTools.questions();
            case "logs" -> SampleTools.logs();
            case "tasks" -> tasks.contribution();
            case "library" -> library;
            default -> throw new AssertionError("No such contribution: " + name);
        };
    }

    private static ServerLimits limits(Map<String, Long> given) {
        ServerLimits usual = ServerLimits.DEFAULTS;
        return new ServerLimits(given.getOrDefault("pageSize", (long) usual.pageSize()).intValue(),
                given.getOrDefault("maxSessions", (long) usual.maxSessions()).intValue(), usual.sessionIdle(),
                given.getOrDefault("maxSubscriptions", (long) usual.maxSubscriptions()).intValue(),
                given.getOrDefault("maxBatch", (long) usual.maxBatch()).intValue(),
                given.getOrDefault("maxTasks", (long) usual.maxTasks()).intValue(), usual.taskTtl(), usual.askTimeout(), usual.stateTtl());
    }

    private void read(long expected) throws InterruptedException {
        Feed feed = client().session().feed();
        List<JsonObject> taken = new CopyOnWriteArrayList<>();
        Thread reader = Thread.ofVirtual().start(() -> {
            try {
                while (rewrite || taken.size() < expected) {
                    taken.add(feed.take());
                }
            } catch (InterruptedException e) {
                // nothing more is expected
            }
        });
        reader.join(Duration.ofMillis(rewrite ? 300 : 10_000));
        reader.interrupt();
        reader.join();
        taken.forEach(message -> heard.add(written("<~ ", message)));
    }

    private String status(String task) {
        try {
            return client().modern("tasks/get", "{\"taskId\":\"" + valuesOf.get("<" + task + ">") + "\"}", SampleTasks.DECLARED)
                    .result().getString("status");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 2_000; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            Thread.sleep(5);
        }
        throw new AssertionError("It never came to that");
    }

    private synchronized String written(String prefix, JsonValue message) {
        String text = JsonCodec.text(steady("", message));
        for (Map.Entry<String, String> let : lets.entrySet()) {
            text = text.replace(let.getValue(), "<" + let.getKey() + ">");
        }
        return prefix + text;
    }

    /** The same message whenever it is written. */
    private JsonValue steady(String name, JsonValue value) {
        return switch (value) {
            case JsonObject object -> {
                var steady = JsonCodec.object();
                object.forEach((member, inner) -> steady.add(member, steady(member, inner)));
                yield steady.build();
            }
            case JsonArray array -> {
                var steady = JsonCodec.array();
                array.forEach(element -> steady.add(steady("", element)));
                yield steady.build();
            }
            case JsonString string when TIMES.contains(name) -> JsonCodec.string("<time>");
            case JsonString string when VARYING.containsKey(name) -> JsonCodec.string(named(VARYING.get(name), string.getString()));
            case JsonString string when namesOf.containsKey(string.getString()) -> JsonCodec.string(namesOf.get(string.getString()));
            default -> value;
        };
    }

    private String named(String kind, String value) {
        return namesOf.computeIfAbsent(value, key -> {
            String name = Stream.iterate(1, i -> i + 1).map(i -> "<" + kind + (i == 1 ? "" : i) + ">")
                    .filter(candidate -> !valuesOf.containsKey(candidate)).findFirst().orElseThrow();
            valuesOf.put(name, value);
            return name;
        });
    }
}
