package sigil.code.tools;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sigil.code.search.IndexReport;
import sigil.code.search.Repositories;
import sigil.code.search.Repository;
import sigil.code.search.Symbols;
import sigil.code.search.VectorIndexer;
import sigil.code.watch.WatchState;
import sigil.mcp.core.Call;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.ToolHandler;

/** {@code get_index_stats}. */
final class GetIndexStats implements ToolHandler {
    /** Where the kernel watches no more directories, there may be thousands. */
    private static final int MOST_POLLED = 50;

    private final Repositories all;
    private final RepositoryArgument argument;
    private final IndexFacts facts;
    private final Symbols symbols;
    private final Optional<VectorIndexer> vectors;

    GetIndexStats(Repositories all, RepositoryArgument argument, IndexFacts facts, Symbols symbols, Optional<VectorIndexer> vectors) {
        this.all = all;
        this.argument = argument;
        this.facts = facts;
        this.symbols = symbols;
        this.vectors = vectors;
    }

    @Override
    public CallToolResult call(JsonObject arguments, Call call) {
        List<Repository> asked = arguments.containsKey("repo") ? List.of(argument.named(arguments.getString("repo"))) : all.all();
        Optional<WatchState> watch = facts.watch();
        String source = symbols.source();
        String last = (facts.indexer().isPresent() ? "\nindex of all repositories: " + Shown.size(facts.bytes()) + " on the disk" : "")
                + "\nsymbols: " + source;
        Room room = new Room(last);
        StringBuilder text = new StringBuilder();
        JsonArrayBuilder list = JsonCodec.array();
        Written written = new Written();
        int told = 0;
        int left = asked.size();
        for (Repository repository : asked) {
            IndexFacts.Facts known = facts.of(repository);
            String words = IndexWords.of(repository, known, facts.watchWanted(), watch, Instant.now());
            JsonObject object = json(repository, known, watch).build();
            if (!written.takes(object)) {
                break;
            }
            list.add(object);
            told++;
            // as many as every client shows
            if (room.takes(words)) {
                text.append(text.isEmpty() ? "" : "\n").append(words);
                left--;
            }
        }
        if (left > 0) {
            text.append("\nand ").append(left).append(" more: give repo");
        }
        text.append(last);
        JsonObjectBuilder answer = JsonCodec.object().add("repositories", list).add("index_bytes", facts.bytes()).add("symbols", source);
        vectors.map(VectorIndexer::state).ifPresent(state -> {
            text.append('\n').append(VectorWords.of(state));
            answer.add("vectors", VectorWords.json(state));
        });
        if (told < asked.size()) {
            answer.add("more", asked.size() - told);
        }
        return CallToolResult.of(text.toString(), answer.build());
    }

    static JsonObjectBuilder json(Repository repository, IndexFacts.Facts known, Optional<WatchState> watch) {
        JsonObjectBuilder object = JsonCodec.object()
                .add("repo", repository.name())
                .add("phase", known.report().map(report -> report.state().phase().name().toLowerCase(Locale.ROOT)).orElse("none"))
                .add("files", known.files())
                .add("bytes", known.bytes());
        known.report().ifPresent(report -> add(report, object));
        return watch.isEmpty() ? object : object.add("watch", json(repository, watch.get()));
    }

    private static void add(IndexReport report, JsonObjectBuilder object) {
        object.add("indexed", report.state().files())
                .add("pending", report.state().pending())
                .add("pending_seconds", JsonCodec.number(BigDecimal.valueOf(report.oldest().toMillis(), 3)))
                .add("looked_at_files", report.metFiles())
                .add("looked_at_bytes", report.metBytes())
                .add("binary", report.binary())
                .add("too_large", report.tooLarge())
                .add("unreadable", report.unreadable())
                .add("minified", report.minified());
        if (report.notEntered() > 0) {
            object.add("directories_skipped", report.notEntered());
        }
        report.compared().ifPresent(moment -> object.add("compared", moment.toString()));
        if (!report.state().problem().isEmpty()) {
            object.add("problem", report.state().problem());
        }
    }

    private static JsonObjectBuilder json(Repository repository, WatchState watch) {
        List<WatchState.Polled> all = IndexFacts.polled(watch, repository);
        JsonArrayBuilder polled = JsonCodec.array();
        all.stream().limit(MOST_POLLED)
                .forEach(part -> polled.add(JsonCodec.object().add("directory", part.directory()).add("why", part.why())));
        return JsonCodec.object()
                .add("method", watch.method().name().toLowerCase(Locale.ROOT))
                .add("settled", watch.settled())
                .add("missing", watch.missing().contains(repository.name()))
                .add("overflows", watch.overflows())
                .add("polled_directories", all.size())
                .add("polled", polled);
    }
}
