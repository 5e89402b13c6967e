package sigil.code.tools;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import sigil.code.search.Embedder;
import sigil.code.search.EmbeddingFailed;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;

/**
 * Vectors from the endpoint that the owner configured, which alone is asked: no proxy stands between, no redirect is followed, and what it answers is
 * read to a bound. At most two requests are under way, so that a question need not wait for the texts of an index.
 */
final class EmbeddingEndpoint implements Embedder {
    private static final int AT_ONCE = 2;
    private static final Duration CONNECTS_IN = Duration.ofSeconds(3);
    /** A number takes some twenty bytes, and there is a little around them. */
    private static final long BYTES_FOR_NUMBER = 32;
    private static final int DEEPEST = 8;
    private static final int LONGEST_KEY = 4_096;

    private final EmbeddingSettings settings;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY).connectTimeout(CONNECTS_IN).build();
    private final Semaphore free = new Semaphore(AT_ONCE);
    private volatile boolean closed;

    EmbeddingEndpoint(EmbeddingSettings settings) {
        this.settings = settings;
    }

    @Override
    public String model() {
        return settings.name();
    }

    @Override
    public int batch() {
        return settings.batch();
    }

    @Override
    public List<float[]> embed(List<String> texts, Duration patience) throws EmbeddingFailed, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        if (closed || !free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new EmbeddingFailed(closed ? "the server is stopping" : "the endpoint is busy with others");
        }
        try {
            return vectors(texts.size(), answer(request(texts), texts.size(), Math.max(1, end - System.nanoTime())));
        } finally {
            free.release();
        }
    }

    private HttpRequest request(List<String> texts) throws EmbeddingFailed {
        JsonObjectBuilder body = JsonCodec.object().add("model", settings.model()).add("input", JsonCodec.array(texts));
        if (settings.dimensions() > 0) {
            body.add("dimensions", settings.dimensions());
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(settings.url()).header("Content-Type", "application/json").header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JsonCodec.bytes(body.build())));
        if (settings.keyFile().isPresent()) {
            request.header("Authorization", "Bearer " + key());
        }
        return request.build();
    }

    /** Read each time, so that a new key needs no restart. */
    private String key() throws EmbeddingFailed {
        try {
            if (Files.size(settings.keyFile().orElseThrow()) > LONGEST_KEY) {
                throw new EmbeddingFailed("embedding.key_file holds more than a key");
            }
            String key = Files.readString(settings.keyFile().get()).strip();
            if (key.isEmpty() || !key.chars().allMatch(c -> c > ' ' && c < 127)) {
                throw new EmbeddingFailed("embedding.key_file holds no key");
            }
            return key;
        } catch (IOException e) {
            throw new EmbeddingFailed("embedding.key_file cannot be read");
        }
    }

    private byte[] answer(HttpRequest request, int texts, long nanos) throws EmbeddingFailed, InterruptedException {
        long most = 65_536 + texts * LONGEST_VECTOR * BYTES_FOR_NUMBER;
        CompletableFuture<HttpResponse<byte[]>> sent = client.sendAsync(request,
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), most));
        try {
            HttpResponse<byte[]> response = sent.get(nanos, TimeUnit.NANOSECONDS);
            if (response.statusCode() != 200) {
                throw new EmbeddingFailed("the endpoint answers with status " + response.statusCode() + cure(response.statusCode()));
            }
            return response.body();
        } catch (TimeoutException e) {
            throw new EmbeddingFailed("the endpoint takes too long");
        } catch (CancellationException e) {
            throw new EmbeddingFailed("the server is stopping");
        } catch (ExecutionException e) {
            throw new EmbeddingFailed(closed ? "the server is stopping"
                    : e.getCause() instanceof ConnectException ? "the endpoint cannot be reached" : "the endpoint breaks off");
        } finally {
            sent.cancel(true);
        }
    }

    private static String cure(int status) {
        return switch (status) {
            case 401, 403 -> " (look at embedding.key_file)";
            case 404 -> " (look at embedding.url, embedding.api and embedding.model)";
            case 400, 413 -> " (look at embedding.model, embedding.dimensions and embedding.batch)";
            default -> status / 100 == 3 ? " (redirects are not followed: look at embedding.url)" : "";
        };
    }

    private List<float[]> vectors(int number, byte[] answer) throws EmbeddingFailed {
        try {
            JsonObject object = new JsonInput(DEEPEST).read(answer).asJsonObject();
            List<float[]> vectors = new ArrayList<>();
            for (JsonValue entry : object.getJsonArray(settings.api() == EmbeddingSettings.Api.OLLAMA ? "embeddings" : "data")) {
                vectors.add(vector(settings.api() == EmbeddingSettings.Api.OLLAMA ? entry.asJsonArray() : inPlace(entry.asJsonObject(), vectors.size())));
            }
            if (vectors.size() != number || vectors.stream().mapToInt(vector -> vector.length).distinct().count() != 1) {
                throw new EmbeddingFailed("the endpoint gives another number of vectors than it was sent texts, or of different lengths");
            }
            return vectors;
        } catch (MalformedJsonException | ClassCastException | NullPointerException e) {
            throw new EmbeddingFailed("the endpoint answers something else than vectors (look at embedding.url and embedding.api)");
        }
    }

    private static JsonArray inPlace(JsonObject entry, int place) throws EmbeddingFailed {
        if (entry.getInt("index", place) != place) {
            throw new EmbeddingFailed("the endpoint gives vectors in another order than it was sent texts");
        }
        return entry.getJsonArray("embedding");
    }

    private static float[] vector(JsonArray numbers) throws EmbeddingFailed {
        if (numbers.isEmpty() || numbers.size() > LONGEST_VECTOR) {
            throw new EmbeddingFailed("the model gives " + numbers.size() + " numbers, and " + LONGEST_VECTOR
                    + " are the most (many models take embedding.dimensions)");
        }
        float[] vector = new float[numbers.size()];
        boolean zero = true;
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) ((JsonNumber) numbers.get(i)).doubleValue();
            zero &= vector[i] == 0;
            if (!Float.isFinite(vector[i])) {
                throw new EmbeddingFailed("the model gives numbers without bounds");
            }
        }
        if (zero) {
            throw new EmbeddingFailed("the model gives a vector of zeros");
        }
        return vector;
    }

    @Override
    public void close() {
        closed = true;
        client.shutdownNow();
    }
}
