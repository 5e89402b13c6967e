package sigil.code.tools;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;

/** An endpoint for vectors on this machine, which knows the sea and the road, and can be as bad as one wishes. */
final class EmbeddingStandIn implements AutoCloseable {

    /** How it behaves. */
    enum Mood {
        GOOD, SLOW, BROKEN, ANOTHER_LENGTH, TOO_LONG, TOO_FEW, OTHER_ORDER, NO_JSON, REDIRECTS, ENDLESS, ZEROS
    }

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> texts = Collections.synchronizedList(new ArrayList<>());
    private final List<String> heads = Collections.synchronizedList(new ArrayList<>());
    private volatile Mood mood = Mood.GOOD;

    EmbeddingStandIn() throws IOException {
        Thread.ofPlatform().daemon().start(this::accept);
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
    }

    void mood(Mood now) {
        mood = now;
    }

    /** All texts that it was sent. */
    List<String> texts() {
        return List.copyOf(texts);
    }

    /** First line and headers of all requests. */
    List<String> heads() {
        return List.copyOf(heads);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                heads.add(head);
                int length = Integer.parseInt(head.toLowerCase(Locale.ROOT).replaceAll("(?s).*content-length: (\\d+).*", "$1"));
                answer(head, new JsonInput(10).read(in.readNBytes(length)).asJsonObject(), socket);
            }
        } catch (IOException | InterruptedException e) {
            // the client went away
        } catch (MalformedJsonException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private void answer(String head, JsonObject asked, Socket socket) throws IOException, InterruptedException {
        List<String> sent = asked.getJsonArray("input").getValuesAs(JsonString::getString);
        texts.addAll(sent);
        if (mood == Mood.SLOW) {
            // longer than a machine may stand still: an answer that is there is taken, however late
            Thread.sleep(600_000);
        }
        if (mood == Mood.ENDLESS) {
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            while (true) {
                socket.getOutputStream().write(new byte[8_192]);
            }
        }
        byte[] body = mood == Mood.NO_JSON ? "<html>hello</html>".getBytes(StandardCharsets.UTF_8) : JsonCodec.bytes(vectors(head, sent));
        String status = mood == Mood.BROKEN ? "500 Broken" : mood == Mood.REDIRECTS ? "302 Found\r\nLocation: " + url("/elsewhere") : "200 OK";
        socket.getOutputStream().write(("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().write(body);
        socket.getOutputStream().flush();
    }

    private JsonValue vectors(String head, List<String> sent) {
        boolean ollama = head.startsWith("POST /api/embed ");
        JsonArrayBuilder all = JsonCodec.array();
        for (int i = 0; i < (mood == Mood.TOO_FEW ? sent.size() - 1 : sent.size()); i++) {
            JsonArrayBuilder vector = vector(sent.get(i));
            if (ollama) {
                all.add(vector);
            } else {
                all.add(JsonCodec.object().add("index", mood == Mood.OTHER_ORDER ? sent.size() - 1 - i : i).add("embedding", vector));
            }
        }
        return JsonCodec.object().add(ollama ? "embeddings" : "data", all).build();
    }

    private JsonArrayBuilder vector(String text) {
        JsonArrayBuilder vector = JsonCodec.array();
        if (mood == Mood.ZEROS) {
            return vector.add(0).add(0).add(0);
        }
        vector.add(text.matches("(?s).*(moor|ship|anchor).*") ? 1.0 : 0.0).add(text.matches("(?s).*(park|car|wheel).*") ? 1.0 : 0.0).add(0.125);
        for (int i = 0; i < (mood == Mood.ANOTHER_LENGTH ? 2 : mood == Mood.TOO_LONG ? 1_533 : 0); i++) {
            vector.add(0.5);
        }
        return vector;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
