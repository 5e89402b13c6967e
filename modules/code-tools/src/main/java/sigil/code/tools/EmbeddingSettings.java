package sigil.code.tools;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import sigil.mcp.core.JsonCodec;

/**
 * The section {@code embedding} of the configuration.
 *
 * @param url        of the endpoint, with its path
 * @param model      as the endpoint calls it
 * @param api        what it speaks
 * @param dimensions how many numbers are asked for; 0 for what the model gives
 * @param keyFile    where its key stands, if it wants one
 * @param batch      1 or more: how many texts it is sent at once
 */
record EmbeddingSettings(URI url, String model, Api api, int dimensions, Optional<Path> keyFile, int batch) {

    /** What an endpoint speaks. */
    enum Api {
        /** {@code /v1/embeddings}, as OpenAI, llama.cpp, LM Studio, vLLM and many more have it */
        OPENAI,
        /** {@code /api/embed} of Ollama */
        OLLAMA
    }

    /** Empty where no endpoint is configured. */
    static Optional<EmbeddingSettings> of(JsonObject configuration) {
        JsonObject section = JsonCodec.object(configuration, "embedding").orElse(JsonValue.EMPTY_JSON_OBJECT);
        return JsonCodec.string(section, "url").filter(url -> !url.isEmpty()).map(url -> new EmbeddingSettings(URI.create(url), section.getString("model", ""),
                Api.valueOf(section.getString("api", "openai").toUpperCase(Locale.ROOT)), section.getInt("dimensions", 0),
                JsonCodec.string(section, "key_file").filter(path -> !path.isEmpty()).map(Path::of), section.getInt("batch", 16)));
    }

    /** What makes the vectors: those of another model, or of another length, cannot be compared with them. */
    String name() {
        return model + (dimensions == 0 ? "" : " with " + dimensions + " numbers");
    }
}
