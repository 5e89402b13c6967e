package sigil.mcp.app;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import sigil.mcp.auth.TokenRefusal;
import sigil.mcp.core.Contribution;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.http.Answered;
import sigil.mcp.http.McpHttpServer;
import sigil.mcp.http.Observer;
import sigil.mcp.http.OpenStreams;
import sigil.metrics.Family;
import sigil.metrics.Metric;
import sigil.metrics.Metric.Type;
import sigil.metrics.OpenMetrics;
import sigil.metrics.Reading;

/** What is known of a running server: counted while it answers, put together when somebody asks. */
final class Figures implements Observer {
    private final Instant since = Instant.now();
    private final Features features;
    private final RequestMeters requests = new RequestMeters();
    private final RecentRequests recent = new RecentRequests(() -> Instant.now().getEpochSecond() / 60);
    private final RecentErrors errors = new RecentErrors(Clock.systemUTC());
    private volatile Optional<McpHttpServer> http = Optional.empty();
    private volatile Optional<Passage> tunnelled = Optional.empty();
    private volatile Supplier<OptionalLong> grants = OptionalLong::empty;
    private volatile JsonObject listener = JsonCodec.object().add("enabled", false).build();

    /** A request that came through Cloudflare. */
    private record Passage(Instant at, String dataCentre) {
    }

    Figures(Features features) {
        this.features = features;
    }

    /** The server of which streams and address are told from now on. */
    void watch(McpHttpServer server) {
        http = Optional.of(server);
    }

    /** Where the figures are served, or why they are not. */
    void listener(JsonObject state) {
        listener = state;
    }

    /** How many clients have been let in by somebody who signed in; empty where that cannot be known. */
    void grants(Supplier<OptionalLong> source) {
        grants = source;
    }

    void refused(TokenRefusal why) {
        requests.refused(why);
    }

    @Override
    public void answered(Answered request) {
        requests.add(request);
        recent.add(request, RecentErrors.isFailure(request));
        errors.add(request);
        if (!request.dataCentre().isEmpty()) {
            tunnelled = Optional.of(new Passage(Instant.now(), request.dataCentre()));
        }
    }

    /** The text that Prometheus fetches. */
    String openMetrics() {
        return OpenMetrics.text(families());
    }

    List<Family> families() {
        List<Family> all = new ArrayList<>(requests.families());
        all.add(reading("sigil_mcp_streams_open", "", "Streams of events that are open, with a connection.", () -> streams().map(open -> open.count() * 1.0)));
        all.add(reading("sigil_mcp_stream_silence_seconds", "seconds",
                "For how long the open stream has been silent that is silent longest; 0 where none is open. Above limits.heartbeat_seconds a client does not read.",
                () -> streams().map(open -> seconds(open.silence()))));
        all.add(reading("sigil_mcp_stream_longest_silence_seconds", "seconds",
                "The longest silence between two events of any stream since the server started.", () -> streams().map(open -> seconds(open.longestSilence()))));
        all.add(reading("sigil_mcp_sessions_open", "", "Sessions of clients of revision 2025-11-25 and before.",
                () -> Optional.of(features.server().sessions() * 1.0)));
        all.addAll(new IndexMeters(() -> features.contributions().stream().map(Contribution::facts)).families());
        all.addAll(ProcessMeters.families(since));
        return all;
    }

    private static Family reading(String name, String unit, String help, Supplier<Optional<Double>> source) {
        return Reading.of(new Metric(name, Type.GAUGE, unit, help, List.of()), () -> source.get().orElse(Double.NaN));
    }

    private Optional<OpenStreams> streams() {
        return http.map(McpHttpServer::streams);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1e3;
    }

    @Override
    public JsonObject status() {
        RecentRequests.Totals totals = recent.totals();
        JsonObjectBuilder status = JsonCodec.object()
                .add("version", Version.current())
                .add("since", since.toString())
                .add("up_seconds", Duration.between(since, Instant.now()).toSeconds())
                .add("metrics", listener)
                .add("requests", JsonCodec.object().add("minutes", RecentRequests.MINUTES).add("all", totals.requests()).add("tool_calls", totals.calls())
                        .add("refused", totals.refused()).add("failed", totals.failed()))
                .add("sessions", features.server().sessions());
        streams().ifPresent(open -> status.add("streams", JsonCodec.object().add("open", open.count())
                .add("silence_seconds", number(open.silence())).add("longest_silence_seconds", number(open.longestSilence()))));
        grants.get().ifPresent(number -> status.add("grants", number));
        tunnelled.ifPresent(passage -> status.add("tunnel", JsonCodec.object().add("last_request", passage.at().toString())
                .add("data_centre", passage.dataCentre())));
        status.add("errors", errors.json());
        JsonArrayBuilder repositories = JsonCodec.array();
        for (Contribution contribution : features.contributions()) {
            JsonObject facts = contribution.facts();
            if (facts.containsKey("repositories")) {
                facts.getJsonArray("repositories").forEach(repositories::add);
                status.add("index_bytes", facts.getJsonNumber("index_bytes"));
            }
        }
        return status.add("repositories", repositories).build();
    }

    private static JsonNumber number(Duration time) {
        return JsonCodec.number(BigDecimal.valueOf(time.toMillis(), 3));
    }
}
