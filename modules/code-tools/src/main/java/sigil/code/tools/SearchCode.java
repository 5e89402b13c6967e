package sigil.code.tools;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import sigil.code.search.CaseMode;
import sigil.code.search.CodeSearch;
import sigil.code.search.QueryRejected;
import sigil.code.search.SearchControl;
import sigil.code.search.SearchQuery;
import sigil.code.search.SearchResult;
import sigil.mcp.core.Call;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.ToolException;
import sigil.mcp.core.ToolHandler;

/** {@code search_code}. */
final class SearchCode implements ToolHandler {
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private final RepositoryArgument repositories;
    private final CodeSearch search;

    SearchCode(RepositoryArgument repositories, CodeSearch search) {
        this.repositories = repositories;
        this.search = search;
    }

    @Override
    public CallToolResult call(JsonObject arguments, Call call) {
        Duration left = Duration.between(Instant.now(), call.deadline());
        SearchControl control = SearchControl.within(left.compareTo(SHORTEST) < 0 ? SHORTEST : left)
                .cancelledBy(call::cancelled)
                .reportingTo(new Report(call));
        return switch (search.search(query(arguments), control)) {
            case SearchResult result -> result(result, arguments);
            case QueryRejected rejected -> throw new ToolException("query: " + rejected.message());
        };
    }

    /** Tells how far the search has come, at most ten times a second. */
    private static final class Report implements LongConsumer {
        private static final long PAUSE_NANOS = 100_000_000;

        private final Call call;
        private final AtomicLong nextAt = new AtomicLong(System.nanoTime());

        private Report(Call call) {
            this.call = call;
        }

        @Override
        public void accept(long files) {
            long now = System.nanoTime();
            long due = nextAt.get();
            if (now - due >= 0 && nextAt.compareAndSet(due, now + PAUSE_NANOS)) {
                call.progress(files, 0, Shown.count(files, "file") + " searched");
            }
        }
    }

    private SearchQuery query(JsonObject arguments) {
        List<String> names = arguments.containsKey("repo") ? List.of(repositories.in(arguments).name()) : List.of();
        return new SearchQuery(arguments.getString("query"), arguments.getBoolean("regex", false),
                CaseMode.valueOf(arguments.getString("case", "smart").toUpperCase(Locale.ROOT)), arguments.getBoolean("word", false),
                Globs.parse("path", arguments), names, true, arguments.getInt("context", 0), arguments.getInt("max_results", 50),
                offset(arguments), false);
    }

    private static int offset(JsonObject arguments) {
        int offset = Cursor.in(arguments);
        if (offset > SearchQuery.MOST_OFFSET) {
            throw new ToolException("cursor: pages end at " + SearchQuery.MOST_OFFSET + " lines. Narrow it with repo, path or a longer query.");
        }
        return offset;
    }

    private static CallToolResult result(SearchResult result, JsonObject arguments) {
        StringBuilder text = new StringBuilder(headline(result, arguments.getString("query")));
        JsonArrayBuilder files = JsonCodec.array();
        for (SearchResult.FileMatches file : result.files()) {
            text.append('\n').append(file.repository()).append(": ").append(Shown.inline(file.path()));
            JsonArrayBuilder lines = JsonCodec.array();
            int previous = 0;
            for (SearchResult.Line line : file.lines()) {
                if (previous > 0 && line.number() > previous + 1 && arguments.getInt("context", 0) > 0) {
                    text.append("\n--");
                }
                previous = line.number();
                text.append('\n').append(line.number()).append(line.match() ? ": " : "- ").append(line.text());
                lines.add(JsonCodec.object().add("line", line.number()).add("text", line.text()).add("match", line.match()));
            }
            files.add(JsonCodec.object().add("repo", file.repository()).add("path", file.path()).add("lines", lines));
        }
        SearchResult.Coverage coverage = result.coverage();
        JsonObjectBuilder object = JsonCodec.object()
                .add("shown", result.shown())
                .add("complete", result.ending() == SearchResult.Ending.COMPLETE)
                .add("ending", result.ending().name().toLowerCase(Locale.ROOT))
                .add("files", files)
                .add("files_searched", coverage.searched())
                .add("files_skipped", coverage.binary() + coverage.tooLarge() + coverage.unreadable());
        if (result.nextOffset() > SearchQuery.MOST_OFFSET) {
            text.append("\nmore follow, but pages end here: narrow it with repo, path or a longer query");
        } else if (result.nextOffset() > 0) {
            String cursor = Cursor.after(result.nextOffset(), arguments);
            object.add("next_cursor", cursor);
            text.append("\nmore: cursor=").append(cursor);
        }
        return CallToolResult.of(text.toString(), object.build());
    }

    private static String headline(SearchResult result, String query) {
        String found = Shown.count(result.shown(), "match") + " in " + Shown.count(result.files().size(), "file") + " for \""
                + Shown.inline(query) + "\"";
        return found + switch (result.ending()) {
            case COMPLETE -> " (" + Shown.count(result.coverage().searched(), "file") + " searched, nothing left out)";
            case LIMIT -> " (more follow)";
            case DEADLINE -> " (incomplete: the time was over; narrow it with repo or path)";
            case CANCELLED -> " (incomplete: cancelled)";
        };
    }
}
