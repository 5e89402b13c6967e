package sigil.code.tools;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;
import sigil.code.search.MeaningOutcome;
import sigil.code.search.MeaningQuery;
import sigil.code.search.MeaningSearch;
import sigil.code.search.SearchResult;
import sigil.mcp.core.Call;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.ToolException;
import sigil.mcp.core.ToolHandler;

/** {@code semantic_search}. */
final class SemanticSearch implements ToolHandler {
    private static final int USUAL = 10;
    /** Lines of a place, where few places are asked for. */
    private static final int LINES = 8;
    private static final int FEWER_LINES = 3;

    private final RepositoryArgument repositories;
    private final MeaningSearch search;

    SemanticSearch(RepositoryArgument repositories, MeaningSearch search) {
        this.repositories = repositories;
        this.search = search;
    }

    @Override
    public CallToolResult call(JsonObject arguments, Call call) {
        String text = arguments.getString("query");
        List<String> names = arguments.containsKey("repo") ? List.of(repositories.in(arguments).name()) : List.of();
        MeaningQuery query = new MeaningQuery(text, names, Globs.parse("path", arguments), arguments.getBoolean("code_only", false),
                arguments.getInt("k", USUAL));
        return switch (search.search(query, Waiting.of(call))) {
            case MeaningOutcome.Ranked ranked -> answer(query, ranked, arguments);
            case MeaningOutcome.Rejected rejected -> throw new ToolException("query: " + rejected.message());
        };
    }

    private static CallToolResult answer(MeaningQuery query, MeaningOutcome.Ranked ranked, JsonObject arguments) {
        String headline = Shown.count(ranked.places().size(), "place") + " for \"" + Shown.inline(query.text()) + "\" · " + method(ranked);
        StringBuilder text = new StringBuilder(headline);
        Room room = new Room(headline);
        Written written = new Written();
        JsonArrayBuilder results = JsonCodec.array();
        int at = Math.min(Cursor.in(arguments), ranked.places().size());
        for (; at < ranked.places().size(); at++) {
            MeaningOutcome.Place place = ranked.places().get(at);
            String heading = heading(place);
            JsonObject object = json(place);
            if (!written.takes(object) || !room.takes(heading)) {
                break;
            }
            text.append('\n').append(heading);
            lines(place, query.k() <= USUAL ? LINES : FEWER_LINES, room, text);
            results.add(object);
        }
        boolean more = at < ranked.places().size();
        if (ranked.places().isEmpty()) {
            text.append("\nTry other words for it, or search_code for a text that occurs.");
        }
        JsonObjectBuilder answer = JsonCodec.object();
        ranked.vectors().ifPresent(vectors -> {
            answer.add("vectors", vectors.used());
            if (!vectors.used()) {
                answer.add("why_no_vectors", vectors.why());
            }
        });
        SearchResult.Ending ending = more && ranked.ending() == SearchResult.Ending.COMPLETE ? SearchResult.Ending.LIMIT : ranked.ending();
        answer.add("results", results)
                .add("method", ranked.method().name().toLowerCase(Locale.ROOT))
                .add("files_known", ranked.known())
                .add("files_there", ranked.there())
                .add("ending", ending.name().toLowerCase(Locale.ROOT));
        if (more) {
            Cursor.goOn(at, arguments, text, answer);
        }
        return CallToolResult.of(text.toString(), answer.build());
    }

    /** How it was found, and in how much of what there is. */
    private static String method(MeaningOutcome.Ranked ranked) {
        boolean used = ranked.vectors().filter(MeaningOutcome.Vectors::used).isPresent();
        String without = ranked.vectors().filter(vectors -> !vectors.used()).map(vectors -> " · without vectors: " + vectors.why()).orElse("");
        return (used ? "by words and vectors, " : "by words, ") + source(ranked) + without;
    }

    private static String source(MeaningOutcome.Ranked ranked) {
        String files = ranked.known() == ranked.there() ? Shown.count(ranked.known(), "file") : ranked.known() + " of " + Shown.count(ranked.there(), "file");
        return switch (ranked.method()) {
            case INDEX -> "from the index of " + files
                    + (ranked.known() < ranked.there() ? " (incomplete: the others are being indexed)" : Waiting.said(ranked.ending()));
            case READING -> "read in " + files
                    + (ranked.ending() == SearchResult.Ending.LIMIT ? " (incomplete: too much to read; narrow it with repo or path)" : Waiting.said(ranked.ending()));
        };
    }

    /** {@code hello: src/Greeter.java:10-12 method Greeter.greet}. */
    private static String heading(MeaningOutcome.Place place) {
        return place.repository() + ": " + Shown.inline(place.path()) + ":" + place.firstLine() + "-" + place.lastLine()
                + (place.name().isEmpty() ? "" : " " + place.kind() + " " + Shown.inline(place.name()));
    }

    private static void lines(MeaningOutcome.Place place, int most, Room room, StringBuilder text) {
        for (int i = 0; i < Math.min(most, place.lines().size()); i++) {
            String line = place.shownLine() + i + "\t" + Visible.of(place.lines().get(i));
            if (!room.takes(line)) {
                return;
            }
            text.append('\n').append(line);
        }
    }

    private static JsonObject json(MeaningOutcome.Place place) {
        JsonObjectBuilder object = JsonCodec.object()
                .add("repo", place.repository())
                .add("path", place.path())
                .add("start_line", place.firstLine())
                .add("end_line", place.lastLine())
                .add("kind", place.kind())
                .add("name", place.name())
                .add("text", String.join("\n", place.lines()));
        return (place.shownLine() == place.firstLine() ? object : object.add("text_line", place.shownLine())).build();
    }
}
