package sigil.mcp.app;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The state of a server at a glance: no line longer than 80 columns, and nothing that only a colour says.
 *
 * @param configuration where it was looked for
 * @param server        what it told
 * @param repositories  what is known of the index of each
 * @param advice        what is wrong
 * @param now           when
 */
record StatusReport(Configuration configuration, ServerState server, List<JsonObject> repositories, List<Advice> advice, Instant now) {
    private static final int WIDTH = 80;
    private static final int COLUMN = 16;
    private static final int MOST_REPOSITORIES = 20;
    private static final int MOST_ERRORS = 5;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    /** How a word is shown to whoever sees colours. */
    private enum Colour {
        NONE(""), BOLD("1"), GOOD("32"), BAD("1;31"), DOUBTFUL("33");

        private final String code;

        Colour(String code) {
            this.code = code;
        }

        String on(String text, boolean colours) {
            return !colours || this == NONE ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
        }
    }

    List<String> lines(boolean colours) {
        List<String> lines = new ArrayList<>();
        lines.add(heading(colours));
        server(lines);
        server.told().ifPresent(told -> {
            requests(told, lines, colours);
            errors(told.getJsonArray("errors").getValuesAs(JsonObject.class), lines, colours);
        });
        index(lines, colours);
        advice(lines, colours);
        return lines;
    }

    private String heading(boolean colours) {
        Optional<String> version = server.told().map(told -> "Sigil MCP " + Printable.of(told.getString("version", "?"), 30));
        return version.map(name -> Colour.BOLD.on(name, colours) + " " + Colour.GOOD.on("runs", colours)
                        + ", for " + time(Duration.ofSeconds(server.told().orElseThrow().getJsonNumber("up_seconds").longValue()))
                        + ", since " + Output.time(Instant.parse(server.told().orElseThrow().getString("since"))))
                .orElseGet(() -> Colour.BOLD.on("Sigil MCP", colours) + " "
                        + (server.answers() ? Colour.DOUBTFUL.on("answers", colours) : Colour.BAD.on(server.stuck() ? "does not answer" : "does not run", colours)));
    }

    private void server(List<String> lines) {
        row(lines, "Address", server.address());
        configuration.publicUrl().ifPresent(url -> row(lines, "Public URL", url.toString()));
        server.told().filter(_ -> configuration.publicUrl().isPresent()).ifPresent(told -> row(lines, "Tunnel", tunnel(told)));
        row(lines, "State", configuration.stateDirectory().toString());
        server.told().map(told -> told.getJsonObject("metrics")).filter(metrics -> metrics.containsKey("url"))
                .ifPresent(metrics -> row(lines, "Metrics", metrics.getString("url")));
    }

    private String tunnel(JsonObject told) {
        if (!told.containsKey("tunnel")) {
            return "no request through Cloudflare since the start; sigil-mcp doctor tries the way";
        }
        JsonObject tunnel = told.getJsonObject("tunnel");
        return "last request " + ago(Instant.parse(tunnel.getString("last_request"))) + ", by Cloudflare " + Printable.of(tunnel.getString("data_centre"), 10);
    }

    private void requests(JsonObject told, List<String> lines, boolean colours) {
        JsonObject requests = told.getJsonObject("requests");
        long failed = requests.getJsonNumber("failed").longValue();
        head(lines, "Last " + requests.getInt("minutes") + " minutes", colours);
        row(lines, "Requests", requests.getJsonNumber("all") + ", " + Output.count(requests.getJsonNumber("tool_calls").longValue(), "tool call"));
        row(lines, "Refused", requests.getJsonNumber("refused").toString());
        lines.add(label("Failed") + (failed == 0 ? Colour.GOOD : Colour.BAD).on(String.valueOf(failed), colours));
        head(lines, "Now", colours);
        if (told.containsKey("streams")) {
            JsonObject streams = told.getJsonObject("streams");
            row(lines, "Streams", streams.getInt("open") + " open; longest silence " + seconds(streams.getJsonNumber("longest_silence_seconds").doubleValue())
                    + (streams.getInt("open") == 0 ? "" : ", now " + seconds(streams.getJsonNumber("silence_seconds").doubleValue())));
        }
        row(lines, "Sessions", String.valueOf(told.getInt("sessions")));
        if (told.containsKey("grants")) {
            row(lines, "Let in", Output.count(told.getInt("grants"), "client") + " by sign-in; sigil-mcp token list tells which");
        }
    }

    private void errors(List<JsonObject> errors, List<String> lines, boolean colours) {
        if (errors.isEmpty()) {
            return;
        }
        head(lines, errors.size() > MOST_ERRORS ? "Last errors, " + MOST_ERRORS + " of " + errors.size() : "Last errors", colours);
        for (JsonObject error : errors.stream().limit(MOST_ERRORS).toList()) {
            String where = Stream.of(error.getString("route"), error.getString("tool")).filter(text -> !text.isEmpty()).collect(Collectors.joining(" "));
            under(lines, "  " + TIME.format(Instant.parse(error.getString("at"))) + "     ", error.getInt("status") + " " + Printable.of(where, 40)
                    + (error.getString("id").isEmpty() ? "" : ", request " + Printable.of(error.getString("id"), 20)), Colour.BAD, colours);
            under(lines, " ".repeat(COLUMN), Printable.of(error.getString("cause"), 200), Colour.NONE, colours);
        }
    }

    private void index(List<String> lines, boolean colours) {
        head(lines, "Index", colours);
        repositories.stream().limit(MOST_REPOSITORIES).forEach(repository -> {
            Colour colour = switch (repository.getString("phase")) {
                case "current", "compared" -> Colour.GOOD;
                case "failed" -> Colour.BAD;
                default -> Colour.NONE;
            };
            String name = Printable.of(repository.getString("repo"));
            if (name.length() > COLUMN - 4) {
                lines.add("  " + name);
                under(lines, " ".repeat(COLUMN), words(repository), colour, colours);
            } else {
                under(lines, label(name), words(repository), colour, colours);
            }
        });
        if (repositories.size() > MOST_REPOSITORIES) {
            lines.add("  and " + (repositories.size() - MOST_REPOSITORIES) + " more: --json tells of all");
        }
    }

    private String words(JsonObject repository) {
        String files = Output.count(repository.getInt("indexed", 0), "file");
        String how = switch (repository.getString("phase")) {
            case "current" -> "up to date, " + files;
            case "compared" -> "up to date when last compared, " + files;
            case "comparing" -> "is being compared with the files, " + repository.getInt("looked_at_files", 0) + " looked at; " + files + " in it";
            case "reading" -> files + "; another process writes it";
            case "failed" -> "cannot be written; searches read the files";
            case "opening" -> server.told().isPresent() ? "is being opened" : files + ", as it was saved last";
            default -> "none; searches read the files";
        };
        int pending = repository.getInt("pending", 0);
        return pending == 0 ? how : how + "; " + pending + " changed, the oldest for " + seconds(repository.getJsonNumber("pending_seconds").doubleValue());
    }

    private void advice(List<String> lines, boolean colours) {
        if (!advice.isEmpty()) {
            head(lines, "Next", colours);
        }
        for (Advice next : advice) {
            under(lines, "  ! ", next.problem(), Colour.DOUBTFUL, colours);
            under(lines, "    ", next.cure(), Colour.NONE, colours);
        }
    }

    private static void head(List<String> lines, String text, boolean colours) {
        lines.add("");
        lines.add(Colour.BOLD.on(text, colours));
    }

    private static String label(String text) {
        return String.format(Locale.ROOT, "  %-" + (COLUMN - 2) + "s", text);
    }

    private static void row(List<String> lines, String label, String text) {
        under(lines, label(label), Printable.of(text), Colour.NONE, false);
    }

    /** A text behind what its first line begins with; the others begin in the same column. */
    private static void under(List<String> lines, String first, String text, Colour colour, boolean colours) {
        String before = first;
        for (String line : Wrapped.lines(text, WIDTH - first.length())) {
            lines.add((before + colour.on(line, colours)).stripTrailing());
            before = " ".repeat(first.length());
        }
    }

    private String ago(Instant then) {
        Duration time = Duration.between(then, now);
        return time.toSeconds() < 1 ? "just now" : time(time) + " ago";
    }

    /** In the two largest units. */
    private static String time(Duration time) {
        long seconds = time.toSeconds();
        return seconds < 60 ? seconds + " s"
                : seconds < 3_600 ? seconds / 60 + " min"
                : seconds < 86_400 ? seconds / 3_600 + " h " + seconds / 60 % 60 + " min"
                : seconds / 86_400 + " d " + seconds / 3_600 % 24 + " h";
    }

    private static String seconds(double seconds) {
        return seconds < 10 ? String.format(Locale.ROOT, "%.1f s", seconds) : time(Duration.ofMillis((long) (seconds * 1e3)));
    }
}
