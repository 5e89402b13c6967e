package sigil.code.tools;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.core.Contribution;
import sigil.mcp.core.JsonCodec;

@Timeout(180)
class VectorToolsTest {
    @TempDir
    private Path root;

    private ToolDesk desk(EmbeddingStandIn endpoint) {
        return ToolDesk.of(JsonCodec.object().add("repositories", JsonCodec.object().add("app", ToolDesk.entry(root.resolve("app"))))
                .add("state", JsonCodec.object().add("directory", root.resolve("state").toString()))
                .add("embedding", JsonCodec.object().add("url", endpoint.url("/v1/embeddings").toString()).add("model", "sea-and-road")));
    }

    private static JsonObject complete(ToolDesk desk) throws InterruptedException {
        JsonObject vectors = desk.ask("get_index_stats").getJsonObject("vectors");
        for (int i = 0; i < 1_200 && (vectors.getInt("texts") == 0 || vectors.getInt("done") < vectors.getInt("texts")); i++) {
            Thread.sleep(50);
            vectors = desk.ask("get_index_stats").getJsonObject("vectors");
        }
        return vectors;
    }

    @Test
    void anAnswerSaysWhetherVectorsFoundItAndTheStatusHowFarTheyAre() throws IOException, InterruptedException {
        new Sources(root.resolve("app")).file("Harbour.java", "class Harbour {\n    void moor(String name) {\n        rope(name);\n    }\n}\n")
                .file("Garage.java", "class Garage {\n    void park(String name) {\n        brake(name);\n    }\n}\n")
                .file(".env", "SECRET=anchor\n");
        try (EmbeddingStandIn endpoint = new EmbeddingStandIn()) {
            ToolDesk desk = desk(endpoint);
            try (Contribution contribution = desk.contribution()) {
                contribution.begin();
                JsonObject vectors = complete(desk);
                assertThat(vectors.getString("model"), is("sea-and-road"));
                assertThat(vectors.getInt("dimension"), is(3));
                assertThat(vectors.getInt("done"), is(vectors.getInt("texts")));
                assertThat(desk.read("get_index_stats"), matchesPattern("(?s).*\nVectors by sea-and-road: (\\d+) of \\1 texts"));
                assertThat(desk.read("semantic_search", "query", "drop the anchor"), startsWith("4 places for \"drop the anchor\" · by words and vectors, from the index of 2 files\napp: Harbour.java"));
                assertThat(desk.ask("semantic_search", "query", "drop the anchor").getBoolean("vectors"), is(true));
                assertThat(desk.read("build_vector_index", "repo", "app"), startsWith("There is nothing to build for app: the server has its vectors made by itself. Vectors by sea-and-road: "));
                assertThat(desk.ask("build_vector_index", "repo", "app").getBoolean("vectors"), is(true));
                assertThat(endpoint.texts(), not(hasItem(containsString("SECRET="))));
                endpoint.mood(EmbeddingStandIn.Mood.BROKEN);
                assertThat(desk.read("semantic_search", "query", "mooring"), containsString("by words, from the index of 2 files · without vectors: the endpoint answers with status 500\n"));
                JsonObject answer = desk.ask("semantic_search", "query", "mooring");
                assertThat(List.of(answer.getBoolean("vectors"), answer.getString("why_no_vectors")), is(List.of(false, "the endpoint answers with status 500")));
                assertThat(contribution.ready(), is(true));
            }
        }
    }
}
