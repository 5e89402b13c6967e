package sigil.code.tools;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import sigil.code.search.CaseMode;
import sigil.code.search.CodeSearch;
import sigil.code.search.FileRank;
import sigil.code.search.MeaningOutcome;
import sigil.code.search.MeaningQuery;
import sigil.code.search.MeaningSearch;
import sigil.code.search.PathFilter;
import sigil.code.search.QueryRejected;
import sigil.code.search.SearchControl;
import sigil.code.search.SearchQuery;
import sigil.code.search.SearchResult;
import sigil.mcp.core.Call;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.ToolException;
import sigil.mcp.core.ToolHandler;

/**
 * {@code search}: documents for {@code fetch}, as clients that cite want them, the most likely first. The text is the structured result, written
 * out.
 */
final class Search implements ToolHandler {
    private static final int MOST_DOCUMENTS = 10;
    private static final int LINES_LOOKED_AT = 500;
    private static final int LINES_SHOWN = 3;
    private static final int LONGEST_SNIPPET = 200;
    /** Of a file that fits into what {@code fetch} gives at once, all of it is worth reading. */
    private static final int WHOLE_UP_TO = 500;
    private static final int LINES_BEFORE = 50;
    private static final int LINES_AFTER = 150;
    /** Where there is no index to ask, what was found exactly need not wait long for more. */
    private static final Duration LONGEST_FILLING = Duration.ofSeconds(5);

    private final RepositoryArgument repositories;
    private final CodeSearch search;
    private final MeaningSearch meaning;
    private final Permalinks permalinks;

    Search(RepositoryArgument repositories, CodeSearch search, MeaningSearch meaning, Permalinks permalinks) {
        this.repositories = repositories;
        this.search = search;
        this.meaning = meaning;
        this.permalinks = permalinks;
    }

    @Override
    public CallToolResult call(JsonObject arguments, Call call) {
        DocumentQuery query = DocumentQuery.parse(arguments.getString("query"));
        Map<String, SearchResult.FileMatches> found = new LinkedHashMap<>();
        add(run(exact(query), call), query.text(), found);
        List<String> words = query.words();
        if (found.size() < MOST_DOCUMENTS && !words.isEmpty()) {
            // "http routing" for HttpRouting, http_routing and http-routing
            SearchQuery joined = new SearchQuery(String.join("[ _-]?", words), true, CaseMode.INSENSITIVE, false, paths(query), names(query),
                    true, 0, LINES_LOOKED_AT, 0, false, true);
            add(run(joined, call), String.join("", words), found);
        }
        Map<String, JsonObject> documents = new LinkedHashMap<>();
        found.values().stream().limit(MOST_DOCUMENTS).forEach(file -> documents.put(key(file.repository(), file.path()), document(file)));
        if (documents.size() < MOST_DOCUMENTS && (query.sentence() || query.language() && documents.isEmpty())) {
            fill(query, call, documents);
        }
        JsonArrayBuilder results = JsonCodec.array();
        Written written = new Written();
        documents.values().stream().takeWhile(written::takes).forEach(results::add);
        JsonObject object = JsonCodec.object().add("results", results).build();
        return CallToolResult.of(object.toString(), object);
    }

    private static String key(String repository, String path) {
        return repository + "::" + path;
    }

    /** What is about it without saying it in these words. */
    private void fill(DocumentQuery query, Call call, Map<String, JsonObject> documents) {
        SearchControl left = Waiting.of(call);
        SearchControl control = new SearchControl(left.budget().compareTo(LONGEST_FILLING) < 0 ? left.budget() : LONGEST_FILLING, left.cancelled(), left.filesDone());
        if (meaning.search(new MeaningQuery(query.text(), names(query), paths(query), false, MeaningQuery.MOST / 2), control) instanceof MeaningOutcome.Ranked ranked) {
            for (MeaningOutcome.Place place : ranked.places()) {
                if (documents.size() < MOST_DOCUMENTS) {
                    documents.computeIfAbsent(key(place.repository(), place.path()), key -> document(place));
                }
            }
        }
    }

    private JsonObject document(MeaningOutcome.Place place) {
        String snippet = IntStream.range(0, Math.min(LINES_SHOWN, place.lines().size()))
                .mapToObj(i -> place.shownLine() + i + ": " + place.lines().get(i).strip()).collect(Collectors.joining("\n"));
        return document(DocumentId.of(place.repository(), place.path()), place.firstLine(), place.lastLine(), snippet);
    }

    private SearchResult run(SearchQuery query, Call call) {
        return switch (search.search(query, Waiting.of(call))) {
            case SearchResult result -> result;
            case QueryRejected rejected -> throw new ToolException("query: " + rejected.message());
        };
    }

    private SearchQuery exact(DocumentQuery query) {
        return new SearchQuery(query.text(), query.regex(), query.caseMode(), query.word(), paths(query), names(query), true, 0,
                LINES_LOOKED_AT, 0, false, true);
    }

    private List<String> names(DocumentQuery query) {
        return Optional.ofNullable(query.filters().get("repo")).map(name -> List.of(repositories.there(name).name())).orElse(List.of());
    }

    private static PathFilter paths(DocumentQuery query) {
        JsonObjectBuilder given = JsonCodec.object();
        query.filters().forEach(given::add);
        JsonObject filters = given.build();
        return LanguageArgument.narrow(Globs.parse("path", filters), filters);
    }

    /** Those whose name has it first, then those that are no tests, then those with more lines. */
    private static void add(SearchResult result, String text, Map<String, SearchResult.FileMatches> found) {
        String wanted = text.toLowerCase(Locale.ROOT);
        result.files().stream()
                .sorted(Comparator.comparing((SearchResult.FileMatches file) -> !name(file).contains(wanted))
                        .thenComparing(file -> FileRank.isTest(file.path()))
                        .thenComparing(file -> -file.lines().size()))
                .forEach(file -> found.putIfAbsent(key(file.repository(), file.path()), file));
    }

    private static String name(SearchResult.FileMatches file) {
        return file.path().substring(file.path().lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    private JsonObject document(SearchResult.FileMatches file) {
        String snippet = file.lines().stream().limit(LINES_SHOWN).map(line -> line.number() + ": " + line.text().strip())
                .collect(Collectors.joining("\n"));
        return document(DocumentId.of(file.repository(), file.path()), file.lines().getFirst().number(), file.lines().getLast().number(), snippet);
    }

    private JsonObject document(DocumentId file, int first, int last, String snippet) {
        DocumentId id = last > WHOLE_UP_TO ? file.at(new LineRange(Math.max(1, first - LINES_BEFORE), first + LINES_AFTER)) : file;
        return JsonCodec.object()
                .add("id", id.toString())
                .add("title", file.repository() + ": " + file.path() + ":" + first)
                .add("url", permalinks.of(id))
                .add("text", snippet.codePoints().limit(LONGEST_SNIPPET)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString())
                .build();
    }
}
