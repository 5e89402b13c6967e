package sigil.mcp.app;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sigil.mcp.core.JsonCodec;

/** {@code sigil-mcp status}: whether a server answers, and what the index knows. */
@Command(name = "status", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Tell whether a server answers at the configured address, where its state lies, and how far the index of each repository is.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sigil-mcp status",
            "  sigil-mcp status --config /etc/sigil-mcp/config.json --json"
        })
final class StatusCommand implements Runnable {
    private static final int PATIENCE_MILLIS = 2_000;
    /** So long it may take until an index that was saved can be read. */
    private static final Duration OPENS_IN = Duration.ofMillis(800);

    @Spec
    private CommandSpec spec;
    @Mixin
    private ConfigurationOptions options;
    @Option(names = "--json", description = "As a JSON object.")
    private boolean json;

    @Override
    public void run() {
        Configuration configuration = options.load();
        String address = address(configuration);
        boolean answers = answers(address);
        try (Features features = Features.open(configuration)) {
            IndexStatus status = new IndexStatus(features, spec);
            JsonObject facts = opened(status);
            int number = configuration.repositories().size();
            if (json) {
                JsonObjectBuilder object = JsonCodec.object()
                        .add("server", JsonCodec.object().add("address", address).add("answers", answers))
                        .add("state_directory", configuration.stateDirectory().toString());
                facts.forEach(object::add);
                Output.json(spec, object.build());
                return;
            }
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("Server", address + (answers ? " answers" : " does not answer")));
            rows.add(List.of("State", configuration.stateDirectory().toString()));
            rows.add(List.of("Repositories", String.valueOf(number)));
            Output.table(spec, rows);
            spec.commandLine().getOut().println();
            spec.commandLine().getOut().println(status.text());
        }
    }

    /** The facts, once an index that is there was opened. */
    private static JsonObject opened(IndexStatus status) {
        long end = System.nanoTime() + OPENS_IN.toNanos();
        JsonObject facts = status.all();
        while (System.nanoTime() - end < 0 && facts.getJsonArray("repositories").getValuesAs(JsonObject.class).stream()
                .allMatch(repository -> repository.getString("phase").equals("opening") && repository.getInt("indexed", 0) == 0)) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            facts = status.all();
        }
        return facts;
    }

    /** Where the server listens: what listens everywhere listens on this machine too. */
    private static String address(Configuration configuration) {
        String host = configuration.text(Setting.HOST);
        String reached = host.equals("0.0.0.0") ? "127.0.0.1" : host.equals("::") || host.equals("[::]") ? "[::1]"
                : host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return "http://" + reached + ":" + configuration.number(Setting.PORT);
    }

    private static boolean answers(String address) {
        try {
            HttpURLConnection connection = (HttpURLConnection) URI.create(address + "/healthz").toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            connection.setInstanceFollowRedirects(false);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
