package sigil.code.tools;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sigil.code.search.EmbeddingFailed;

@Timeout(120)
class EmbeddingEndpointTest {
    private static final Duration PATIENT = Duration.ofSeconds(60);

    @TempDir
    Path directory;
    private final EmbeddingStandIn standIn;

    EmbeddingEndpointTest() throws IOException {
        standIn = new EmbeddingStandIn();
    }

    @AfterEach
    void close() {
        standIn.close();
    }

    private EmbeddingEndpoint endpoint(URI url, EmbeddingSettings.Api api, Optional<Path> key) {
        return new EmbeddingEndpoint(new EmbeddingSettings(url, "m", api, 0, key, 16));
    }

    private EmbeddingEndpoint openAi() {
        return endpoint(standIn.url("/v1/embeddings"), EmbeddingSettings.Api.OPENAI, Optional.empty());
    }

    @Test
    void bothWaysOfAskingGiveAVectorForEachTextInOrder() throws Exception {
        try (EmbeddingEndpoint openAi = openAi();
                EmbeddingEndpoint ollama = endpoint(standIn.url("/api/embed"), EmbeddingSettings.Api.OLLAMA, Optional.empty())) {
            for (EmbeddingEndpoint endpoint : List.of(openAi, ollama)) {
                List<float[]> vectors = endpoint.embed(List.of("a ship", "a wheel"), PATIENT);
                assertThat(vectors.size(), is(2));
                assertThat(vectors.get(0), is(new float[]{1, 0, 0.125f}));
                assertThat(vectors.get(1), is(new float[]{0, 1, 0.125f}));
            }
        }
        assertThat(standIn.heads().toString(), not(containsString("Authorization")));
    }

    @Test
    void theKeyComesFromItsFileAndIsReadAnewEachTime() throws Exception {
        Path file = directory.resolve("key");
        Files.writeString(file, "one\n");
        try (EmbeddingEndpoint endpoint = endpoint(standIn.url("/v1/embeddings"), EmbeddingSettings.Api.OPENAI, Optional.of(file))) {
            endpoint.embed(List.of("x"), PATIENT);
            Files.writeString(file, "two");
            endpoint.embed(List.of("x"), PATIENT);
            Files.writeString(file, "t w o\nthree");
            assertThat(assertThrows(EmbeddingFailed.class, () -> endpoint.embed(List.of("x"), PATIENT)).getMessage(), containsString("holds no key"));
        }
        assertThat(standIn.heads(), hasItem(containsString("Authorization: Bearer one\r\n")));
        assertThat(standIn.heads(), hasItem(containsString("Authorization: Bearer two\r\n")));
    }

    @ParameterizedTest
    @CsvSource({"BROKEN,answers with status 500", "TOO_LONG,1536 numbers", "TOO_FEW,another number of vectors", "OTHER_ORDER,another order",
        "NO_JSON,something else than vectors", "REDIRECTS,redirects are not followed", "ENDLESS,breaks off", "ZEROS,vector of zeros"})
    void whatIsWrongWithAnAnswerIsSaid(EmbeddingStandIn.Mood mood, String words) {
        standIn.mood(mood);
        try (EmbeddingEndpoint endpoint = openAi()) {
            assertThat(assertThrows(EmbeddingFailed.class, () -> endpoint.embed(List.of("one", "two"), PATIENT)).getMessage(), containsString(words));
        }
        assertThat(standIn.heads().toString(), not(containsString("/elsewhere")));
    }

    @Test
    void aSlowOneIsWaitedForAsLongAsThereIsPatienceAndOneThatIsDownNotAtAll() {
        standIn.mood(EmbeddingStandIn.Mood.SLOW);
        try (EmbeddingEndpoint endpoint = openAi()) {
            assertThat(assertThrows(EmbeddingFailed.class, () -> endpoint.embed(List.of("x"), Duration.ofMillis(200))).getMessage(), is("the endpoint takes too long"));
            standIn.close();
            assertThat(assertThrows(EmbeddingFailed.class, () -> endpoint.embed(List.of("x"), PATIENT)).getMessage(), startsWith("the endpoint "));
        }
    }

    @Test
    void whoWaitsForOneThatIsClosedWaitsNoLonger() throws Exception {
        standIn.mood(EmbeddingStandIn.Mood.ENDLESS);
        EmbeddingEndpoint endpoint = openAi();
        endpoint.close();
        assertThat(assertThrows(EmbeddingFailed.class, () -> endpoint.embed(List.of("x"), PATIENT)).getMessage(), is("the server is stopping"));
    }
}
