package sigil.mcp.app;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Which settings of {@code embedding} do not go together: code is sent there, so nothing is left to chance. */
final class EmbeddingRules {
    /** By its name or its number alone: what a resolver says may change after it was judged. */
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]", Pattern.CASE_INSENSITIVE);

    private EmbeddingRules() {
    }

    static List<String> contradictions(Configuration configuration) {
        List<String> problems = new ArrayList<>();
        if (configuration.optional(Setting.EMBEDDING_URL).isEmpty()) {
            return problems;
        }
        URI url = URI.create(configuration.text(Setting.EMBEDDING_URL));
        boolean here = LOOPBACK.matcher(url.getHost()).matches();
        if (!here && !configuration.truth(Setting.EMBEDDING_ALLOW_REMOTE)) {
            problems.add("embedding.url names " + url.getHost() + ", which is not this machine: your code would be sent there."
                    + " Use 127.0.0.1, or set embedding.allow_remote to true if that is what you want.");
        }
        if (configuration.optional(Setting.EMBEDDING_MODEL).isEmpty()) {
            problems.add("embedding.url is set without embedding.model: vectors of different models cannot be compared, so the model must be named.");
        }
        if (!configuration.truth(Setting.INDEX_ENABLED)) {
            problems.add("embedding.url is set while index.enabled is false: vectors are kept beside the index.");
        }
        configuration.optional(Setting.EMBEDDING_KEY_FILE).ifPresent(file -> {
            if (!here && !"https".equals(url.getScheme())) {
                problems.add("embedding.key_file is set while embedding.url is not https: everybody on the way could read the key.");
            }
            if (!Files.isReadable(Path.of(file)) || !Files.isRegularFile(Path.of(file))) {
                problems.add("embedding.key_file names " + file + ", which is no file that can be read.");
            }
        });
        return problems;
    }
}
