package sigil.mcp.app;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import sigil.mcp.core.Contribution;
import sigil.mcp.core.JsonCodec;

/** {@code sigil-mcp status}: how the running server is, and the index; where none runs, the index as it was saved. */
@Command(name = "status", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Tell at a glance how the running server is: address, requests, streams, the last errors, the index of each repository, and the next"
                + " step for whatever is wrong.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sigil-mcp status",
            "  sigil-mcp status --config /etc/sigil-mcp/config.json --json"
        })
final class StatusCommand implements Runnable {
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
        ServerState server = ServerState.of(configuration);
        JsonObject facts = server.told().orElseGet(() -> saved(configuration));
        List<JsonObject> repositories = repositories(facts);
        Instant now = Instant.now();
        List<Advice> advice = StatusAdvice.of(server, repositories, now);
        if (json) {
            Output.json(spec, json(configuration, server, facts, advice));
        } else {
            PrintWriter out = spec.commandLine().getOut();
            new StatusReport(configuration, server, repositories, advice, now).lines(Terminal.colours()).forEach(out::println);
        }
    }

    private static JsonObject json(Configuration configuration, ServerState server, JsonObject facts, List<Advice> advice) {
        JsonObjectBuilder object = JsonCodec.object()
                .add("server", JsonCodec.object().add("address", server.address()).add("answers", server.answers()))
                .add("state_directory", configuration.stateDirectory().toString());
        configuration.publicUrl().ifPresent(url -> object.add("public_url", url.toString()));
        facts.forEach(object::add);
        JsonArrayBuilder next = JsonCodec.array();
        advice.forEach(one -> next.add(JsonCodec.object().add("problem", one.problem()).add("cure", one.cure())));
        return object.add("next", next).build();
    }

    /** What an index knows that nobody serves; it is not written meanwhile. */
    private static JsonObject saved(Configuration configuration) {
        try (Features features = Features.open(configuration)) {
            long end = System.nanoTime() + OPENS_IN.toNanos();
            JsonObject facts = facts(features);
            while (System.nanoTime() - end < 0 && repositories(facts).stream()
                    .allMatch(repository -> repository.getString("phase").equals("opening") && repository.getInt("indexed", 0) == 0)) {
                Thread.sleep(50);
                facts = facts(features);
            }
            return facts;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonObject facts(Features features) {
        JsonObjectBuilder all = JsonCodec.object();
        features.contributions().stream().map(Contribution::facts).forEach(facts -> facts.forEach(all::add));
        return all.build();
    }

    private static List<JsonObject> repositories(JsonObject facts) {
        return facts.containsKey("repositories") ? facts.getJsonArray("repositories").getValuesAs(JsonObject.class) : List.of();
    }
}
