package sigil.code.tools;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import sigil.code.search.CaseMode;
import sigil.code.search.CodeSearch;
import sigil.code.search.QueryRejected;
import sigil.code.search.SearchControl;
import sigil.code.search.SearchQuery;
import sigil.code.search.SearchResult;
import sigil.code.search.Symbols;
import sigil.mcp.core.Call;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.ToolException;
import sigil.mcp.core.ToolHandler;

/** {@code search_code}. */
final class SearchCode implements ToolHandler {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]{3,79}");

    private final RepositoryArgument repositories;
    private final CodeSearch search;
    private final SimilarNames similar;
    private final IndexNote note;
    private final Variations variations;

    SearchCode(RepositoryArgument repositories, CodeSearch search, Symbols symbols, IndexNote note) {
        this.repositories = repositories;
        this.search = search;
        this.similar = new SimilarNames(symbols);
        this.note = note;
        this.variations = new Variations(search);
    }

    @Override
    public CallToolResult call(JsonObject arguments, Call call) {
        SearchControl control = Waiting.of(call).reportingTo(new Report(call));
        SearchQuery query = query(arguments);
        return switch (search.search(query, control)) {
            case SearchResult result -> answer(query, result, arguments, control);
            case QueryRejected rejected -> throw new ToolException("query: " + rejected.message());
        };
    }

    private CallToolResult answer(SearchQuery query, SearchResult result, JsonObject arguments, SearchControl control) {
        SearchAnswer answer = new SearchAnswer(result, arguments, note.of(query.repositories()));
        if (result.ending() == SearchResult.Ending.COMPLETE && result.counted() == 0) {
            List<Variations.Variation> found = variations.found(query, control);
            return answer.nothing(found, found.isEmpty() ? similar(query, control) : List.of());
        }
        return switch (mode(arguments)) {
            case "files" -> answer.files(Cursor.in(arguments));
            case "count" -> answer.count();
            default -> answer.lines(query.offset());
        };
    }

    /** Names that may be meant by one that is mistyped; nothing where what is asked for is no name. */
    private List<String> similar(SearchQuery query, SearchControl control) {
        return query.regex() || !NAME.matcher(query.text()).matches() ? List.of()
                : similar.of(query.text(), query.repositories(), control);
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
        boolean lines = mode(arguments).equals("lines");
        return new SearchQuery(arguments.getString("query"), arguments.getBoolean("regex", false),
                CaseMode.valueOf(arguments.getString("case", "smart").toUpperCase(Locale.ROOT)), arguments.getBoolean("word", false),
                LanguageArgument.narrow(Globs.parse("path", arguments), arguments), names, true,
                lines ? arguments.getInt("context", 0) : 0, lines ? SearchAnswer.most(arguments) : 1, lines ? offset(arguments) : 0, !lines, !mode(arguments).equals("count"));
    }

    private static String mode(JsonObject arguments) {
        return arguments.getString("mode", "lines");
    }

    private static int offset(JsonObject arguments) {
        int offset = Cursor.in(arguments);
        if (offset > SearchQuery.MOST_OFFSET) {
            throw new ToolException("cursor: pages end at " + SearchQuery.MOST_OFFSET + " lines. Narrow it with repo, path or a longer query.");
        }
        return offset;
    }
}
