package sigil.mcp.app;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What follows from the state of a server: the next step for whatever is wrong with it. */
final class StatusAdvice {
    private static final double LONG_SECONDS = 60;
    private static final Duration QUIET = Duration.ofHours(24);

    private StatusAdvice() {
    }

    /** For the whole of it; nothing where all is well. */
    static List<Advice> of(ServerState server, List<JsonObject> repositories, Instant now) {
        List<Advice> advice = new ArrayList<>(server.trouble());
        server.told().ifPresent(told -> running(told, now, advice));
        for (JsonObject repository : repositories) {
            ofRepository(repository).ifPresent(advice::add);
        }
        return advice;
    }

    private static void running(JsonObject told, Instant now, List<Advice> advice) {
        if (!told.getString("version", "").equals(Version.current())) {
            advice.add(new Advice("The server runs version " + Printable.of(told.getString("version", "?"), 40) + ", and this program is " + Version.current() + ".",
                    "Restart it, as with: sudo systemctl restart sigil-mcp"));
        }
        JsonObject requests = told.getJsonObject("requests");
        if (requests.getJsonNumber("failed").longValue() > 0) {
            advice.add(new Advice("Requests failed in the last " + requests.getInt("minutes") + " minutes.",
                    "Look for the id of one in the log: journalctl -u sigil-mcp --since -1h | grep ID"));
        }
        if (told.getJsonObject("metrics").containsKey("problem")) {
            advice.add(new Advice("Nobody can fetch the figures: " + Printable.of(told.getJsonObject("metrics").getString("problem"), 200),
                    "Choose another metrics.port and restart the server."));
        }
        if (told.containsKey("tunnel") && Instant.parse(told.getJsonObject("tunnel").getString("last_request")).isBefore(now.minus(QUIET))) {
            advice.add(new Advice("Nothing has come through Cloudflare for more than a day.", "See whether the way is open: sigil-mcp doctor"));
        }
    }

    private static Optional<Advice> ofRepository(JsonObject repository) {
        String name = Printable.of(repository.getString("repo"));
        if (repository.containsKey("problem")) {
            return Optional.of(new Advice("The index of " + name + " cannot be written: " + Printable.of(repository.getString("problem"), 200),
                    "Searches are right without it. Make room, or give the account of the server its state directory."));
        }
        if (repository.containsKey("watch") && repository.getJsonObject("watch").getBoolean("missing", false)) {
            return Optional.of(new Advice("The directory of " + name + " is not there.", "Mount it, or take it out of the configuration."));
        }
        if (repository.containsKey("pending_seconds") && repository.getJsonNumber("pending_seconds").doubleValue() > LONG_SECONDS) {
            return Optional.of(new Advice("Changes in " + name + " have been waiting for the index for more than a minute.",
                    "Searches read them meanwhile. If it goes on: sigil-mcp call get_index_stats repo=" + name));
        }
        return Optional.empty();
    }
}
