package sigil.mcp.stdio;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import sigil.mcp.contract.Client;
import sigil.mcp.core.Caller;
import sigil.mcp.core.Era;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;
import sigil.mcp.core.McpServer;
import sigil.mcp.core.Scope;

/** The server at one end of two pipes, and its client at the other. Every line that comes must be a message. */
final class RunningServer implements Client {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Pipe toServer;
    private final Pipe fromServer;
    private final McpStdioServer stdio;
    private final Thread server;
    private final BlockingQueue<JsonValue> messages = new LinkedBlockingQueue<>();
    private final Map<Integer, JsonObject> answers = new HashMap<>();
    private Thread reader;

    private RunningServer(McpServer mcp, StdioLimits limits) throws IOException {
        toServer = Pipe.open();
        fromServer = Pipe.open();
        stdio = McpStdioServer.create(mcp, new Caller("stdio", Set.of(Scope.WRITE)), limits, toServer.in(), fromServer.out());
        server = Thread.ofPlatform().name("server").start(() -> {
            try {
                stdio.run();
                // as a process does that ends
                fromServer.out().close();
            } catch (InterruptedException | IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** A server whose client reads all that comes. */
    static RunningServer start(McpServer mcp, StdioLimits limits) throws IOException {
        RunningServer running = unread(mcp, limits);
        running.read();
        return running;
    }

    /** A server whose client reads nothing before {@link #read}. */
    static RunningServer unread(McpServer mcp, StdioLimits limits) throws IOException {
        return new RunningServer(mcp, limits);
    }

    void read() {
        reader = Thread.ofPlatform().daemon().start(() -> {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(fromServer.in(), StandardCharsets.UTF_8))) {
                lines.lines().forEach(line -> messages.add(message(line)));
            } catch (IOException | UncheckedIOException e) {
                // this client has stopped reading
            }
        });
    }

    private static JsonValue message(String line) {
        try {
            return new JsonInput(100).read(line);
        } catch (MalformedJsonException e) {
            // a test that looks for a message finds this instead
            return JsonCodec.string("not JSON: " + line);
        }
    }

    McpStdioServer stdio() {
        return stdio;
    }

    /** Sends lines in one piece, without waiting between them. JSON is written with single quotes here. */
    void send(String... lines) throws IOException {
        write((String.join("\n", lines) + "\n").replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /** The next message, which comes in time. */
    JsonObject next() throws InterruptedException {
        return next(PATIENCE).orElseThrow(() -> new AssertionError("Nothing came")).asJsonObject();
    }

    /** The answer to a request, whatever answers come before it. */
    JsonObject answer(int id) throws InterruptedException {
        while (!answers.containsKey(id)) {
            JsonObject message = next();
            if (!message.containsKey("method") && message.get("id") instanceof JsonNumber number) {
                answers.put(number.intValue(), message);
            }
        }
        return answers.remove(id);
    }

    /** What a tool said. */
    String said(int id) throws InterruptedException {
        return said(answer(id));
    }

    static String said(JsonObject answer) {
        return answer.getJsonObject("result").getJsonArray("content").getJsonObject(0).getString("text");
    }

    /** Everything else that comes until the server has returned. */
    List<JsonObject> rest() throws InterruptedException {
        assertThat("it returns", returns(PATIENCE) && reader.join(PATIENCE), is(true));
        List<JsonObject> rest = new ArrayList<>();
        messages.forEach(message -> rest.add(message.asJsonObject()));
        messages.clear();
        return rest;
    }

    /** Whether nothing comes for a while. */
    boolean quiet() throws InterruptedException {
        return next(Duration.ofMillis(250)).isEmpty();
    }

    @Override
    public void send(byte[] message) throws IOException {
        write(message);
        write(new byte[] {'\n'});
    }

    /** Writes bytes that need not be a line. */
    void write(byte[] bytes) throws IOException {
        toServer.out().write(bytes);
        toServer.out().flush();
    }

    @Override
    public Optional<JsonValue> next(Duration patience) throws InterruptedException {
        return Optional.ofNullable(messages.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
    }

    @Override
    public void cancel(Era era, JsonValue id) throws IOException {
        send(JsonCodec.bytes(JsonCodec.object()
                .add("jsonrpc", "2.0")
                .add("method", "notifications/cancelled")
                .add("params", JsonCodec.object().add("requestId", id).add("reason", "Not wanted any more"))
                .build()));
    }

    /** Closes the stream to the server. */
    void end() throws IOException {
        toServer.out().close();
    }

    /** Closes both ends of the stream to the server, so that whoever writes to it fails. */
    void stopSending() throws IOException {
        toServer.close();
    }

    /** Closes the stream from the server, as a client does that has gone. */
    void stopReading() throws IOException {
        fromServer.in().close();
    }

    /** Whether the server has returned, or does so in time. */
    boolean returns(Duration patience) throws InterruptedException {
        return server.join(patience);
    }

    @Override
    public void close() {
        try {
            stdio.stop();
            toServer.close();
            fromServer.in().close();
            if (!returns(PATIENCE)) {
                throw new AssertionError("The server does not return");
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
