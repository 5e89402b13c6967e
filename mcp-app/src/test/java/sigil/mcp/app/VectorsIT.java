package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.core.JsonCodec;

/** The program asks the endpoint that its owner named, and says so in its answers. */
class VectorsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path home;

    @Test
    void aPlaceThatSharesNoWordWithTheQuestionIsFoundByItsVector() throws IOException, InterruptedException {
        String body = "{\"data\":[{\"embedding\":[0.25,-1.5]}]}";
        try (AnsweringServer endpoint = new AnsweringServer("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)) {
            Image.write(home.resolve("app/Harbour.java"), "class Harbour {\n    void moor() {\n    }\n}\n");
            Path file = Image.write(home.resolve("config.json"), "{\"auth\": {\"required\": false}, \"repositories\": {\"app\": \"app\"}, \"embedding\": {\"url\": \"http://127.0.0.1:"
                    + endpoint.port() + "/v1/embeddings\", \"model\": \"one-thing\", \"batch\": 1}}");
            try (RunningImage server = RunningImage.start(Image.in(home), "--config", file.toString())) {
                long end = System.nanoTime() + PATIENCE.toNanos();
                String status = ask(server, "get_index_stats", "");
                while (!status.contains("Vectors by one-thing: 2 of 2 texts")) {
                    assertThat(status + server.log(), System.nanoTime() < end, is(true));
                    Thread.sleep(100);
                    status = ask(server, "get_index_stats", "");
                }
                String answer = ask(server, "semantic_search", "drop the anchor");
                assertThat(answer, containsString("by words and vectors, from the index of 1 file"));
                assertThat(answer, containsString("Harbour.java"));
            }
        }
    }

    private static String ask(RunningImage server, String tool, String query) {
        return RawHttp.once(server.port(), "POST", "/mcp", List.of("Accept: application/json"),
                Rpc.call(tool, (query.isEmpty() ? JsonCodec.object() : JsonCodec.object().add("query", query)).build())).body();
    }
}
