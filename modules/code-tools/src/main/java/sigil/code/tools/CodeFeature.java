package sigil.code.tools;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sigil.code.search.CodeSearch;
import sigil.code.search.Definers;
import sigil.code.search.FileListing;
import sigil.code.search.FileReading;
import sigil.code.search.FollowedIndex;
import sigil.code.search.Freshness;
import sigil.code.search.HardLinks;
import sigil.code.search.IndexedSearch;
import sigil.code.search.Indexer;
import sigil.code.search.MeaningIndexer;
import sigil.code.search.MeaningSearch;
import sigil.code.search.MeaningVectors;
import sigil.code.search.PathGate;
import sigil.code.search.Repositories;
import sigil.code.search.RepositorySummaries;
import sigil.code.search.ScanSearch;
import sigil.code.search.SecretRules;
import sigil.code.search.ShallowListing;
import sigil.code.search.SymbolCandidates;
import sigil.code.search.Symbols;
import sigil.code.search.VectorIndexer;
import sigil.code.search.WholeReading;
import sigil.code.symbols.OutlineSource;
import sigil.mcp.core.Contribution;
import sigil.mcp.core.FeatureContext;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.McpFeature;
import sigil.mcp.core.ToolBinding;
import sigil.mcp.core.ToolHandler;

/** Reading and searching the repositories of the configuration, by tools, resources and prompts. */
public final class CodeFeature implements McpFeature {

    /** Whoever serves is asked first. */
    private static final Duration BEFORE_INDEXING = Duration.ofSeconds(1);
    /** A command that runs a tool leaves the index as it is, however long that takes. */
    private static final Duration NOT_UNASKED = Duration.ofDays(36_500);

    /** Found as a service. */
    public CodeFeature() {
    }

    @Override
    public Contribution open(FeatureContext context) {
        JsonObject configuration = context.configuration();
        JsonObject secrets = section(configuration, "secrets");
        Repositories repositories = Repositories.of(ConfiguredRepositories.of(configuration));
        PathGate gate = PathGate.of(new SecretRules(texts(secrets.get("deny")), texts(secrets.get("allow"))),
                secrets.getString("hard_links", "refused").equals("served") ? HardLinks.SERVED : HardLinks.REFUSED);
        int largestFile = section(configuration, "limits").getInt("max_file_bytes", ScanSearch.STANDARD_LARGEST_FILE);
        FileListing listing = new FileListing(gate);
        ShallowListing shallow = new ShallowListing(gate);
        FileReading reading = new FileReading(gate);
        AnswerReading answerReading = new AnswerReading(reading);
        NearestPaths nearest = new NearestPaths(shallow, listing);
        RepositoryArgument repository = new RepositoryArgument(repositories);
        Optional<Indexer> indexer = indexer(configuration, repositories, gate, largestFile);
        RepositorySummaries summaries = new RepositorySummaries(gate, indexer);
        Optional<MeaningIndexer> meaningIndexer = indexer.map(index -> new MeaningIndexer(repositories, gate, index, indexDirectory(configuration),
                CodeFeature::tellOwner));
        Optional<EmbeddingEndpoint> endpoint = meaningIndexer.isEmpty() ? Optional.empty() : EmbeddingSettings.of(configuration).map(EmbeddingEndpoint::new);
        Optional<VectorIndexer> vectorIndexer = endpoint.map(embedder -> new VectorIndexer(repositories, gate, meaningIndexer.orElseThrow(), embedder,
                indexDirectory(configuration), largestFile, CodeFeature::tellOwner));
        Definers definers = meaningIndexer.map(MeaningIndexer::definers).orElse(Definers.NONE);
        CodeSearch search = indexer.<CodeSearch>map(index -> new IndexedSearch(repositories, gate, index, definers))
                .orElseGet(() -> new ScanSearch(repositories, gate, largestFile));
        MeaningSearch meaning = new MeaningSearch(repositories, gate, meaningIndexer,
                vectorIndexer.map(vectors -> new MeaningVectors(vectors, endpoint.orElseThrow())), largestFile);
        Permalinks permalinks = Permalinks.of(configuration);
        Symbols symbols = new Symbols(repositories, gate, SymbolCandidates.by(search),
                OutlineSource.of(section(configuration, "symbols").getString("ctags", "auto")), largestFile);
        Optional<Freshness> freshness = section(configuration, "watch").getBoolean("enabled", true)
                ? Optional.of(new Freshness(repositories, gate)) : Optional.empty();
        IndexFacts facts = new IndexFacts(indexer, freshness, summaries);
        SearchCode searchCode = new SearchCode(repository, search, symbols, new IndexNote(repositories, facts));
        Map<String, ToolHandler> handlers = Map.ofEntries(
                Map.entry("list_repos", new ListRepos(repositories, summaries, indexer)),
                Map.entry("list_repo_files", new ListRepoFiles(repository, listing, nearest)),
                Map.entry("read_repo_file", new ReadRepoFile(repository, answerReading, symbols, nearest)),
                Map.entry("search_code", searchCode),
                Map.entry("search_repo", new SearchRepo(searchCode)),
                Map.entry("goto_definition", new GotoDefinition(repository, symbols, reading)),
                Map.entry("find_references", new FindReferences(repository, search, symbols)),
                Map.entry("list_symbols", new ListSymbols(repository, symbols, nearest)),
                Map.entry("semantic_search", new SemanticSearch(repository, meaning)),
                Map.entry("build_vector_index", new BuildVectorIndex(repository, vectorIndexer)),
                Map.entry("search", new Search(repository, search, meaning, permalinks)),
                Map.entry("fetch", new Fetch(repository, answerReading, permalinks)),
                Map.entry("get_index_stats", new GetIndexStats(repositories, repository, facts, symbols, vectorIndexer)),
                Map.entry("index_repository", new IndexRepository(repository, facts)),
                Map.entry("ping", new Ping(context.version())));
        ToolDefinitions definitions = ToolDefinitions.read();
        List<ToolBinding> tools = definitions.tools().stream()
                .map(tool -> new ToolBinding(tool, handlers.get(tool.name()), !definitions.unlisted().contains(tool.name()))).toList();
        Completions completions = new Completions(repositories, shallow);
        Documents documents = new Documents(shallow);
        DirectoryText directories = new DirectoryText(summaries, listing);
        CodePrompts prompts = new CodePrompts(repositories, summaries, directories, documents, new Excerpts(reading, nearest));
        CodeResources resources = new CodeResources(repositories, documents, directories, new WholeReading(gate, largestFile), completions);
        freshness.ifPresent(watch -> indexer.ifPresent(index -> watch.tell(new FollowedIndex(index, watch))));
        Optional<ResourceNews> news = freshness.map(watch -> new ResourceNews(watch, resources, context.changes()));
        return new CodeContribution(definitions.instructions(), tools, prompts.bindings(completions), resources, repositories, context.changes(),
                news, facts, symbols::source, () -> indexer.ifPresent(index -> index.beginIn(BEFORE_INDEXING)), () -> {
                    symbols.close();
                    search.close();
                    vectorIndexer.ifPresent(VectorIndexer::close);
                    meaningIndexer.ifPresent(MeaningIndexer::close);
                    indexer.ifPresent(Indexer::close);
                });
    }

    /** Nothing where there is no place for it, or nobody wants it. */
    private static Optional<Indexer> indexer(JsonObject configuration, Repositories repositories, PathGate gate, int largestFile) {
        String state = section(configuration, "state").getString("directory", "");
        if (state.isEmpty() || !section(configuration, "index").getBoolean("enabled", true)) {
            return Optional.empty();
        }
        return Optional.of(new Indexer(repositories, gate, indexDirectory(configuration), largestFile, NOT_UNASKED, CodeFeature::tellOwner));
    }

    private static Path indexDirectory(JsonObject configuration) {
        return Path.of(section(configuration, "state").getString("directory", ""), "index");
    }

    private static void tellOwner(String event) {
        System.getLogger("sigil.index").log(System.Logger.Level.INFO, event);
    }

    private static JsonObject section(JsonObject configuration, String name) {
        return JsonCodec.object(configuration, name).orElse(JsonValue.EMPTY_JSON_OBJECT);
    }

    private static List<String> texts(JsonValue value) {
        return value instanceof JsonArray array ? array.getValuesAs(JsonString::getString) : List.of();
    }
}
