package sigil.code.tools;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;
import sigil.code.search.Entry;
import sigil.code.search.FileListing;
import sigil.code.search.ListOutcome;
import sigil.code.search.ListQuery;
import sigil.code.search.PathFilter;
import sigil.code.search.Refused;
import sigil.code.search.Repository;
import sigil.mcp.core.Call;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.ToolException;
import sigil.mcp.core.ToolHandler;

/** {@code list_repo_files}. */
final class ListRepoFiles implements ToolHandler {
    private static final int DEEPEST = 20;

    private final RepositoryArgument repositories;
    private final FileListing listing;
    private final NearestPaths nearest;

    ListRepoFiles(RepositoryArgument repositories, FileListing listing, NearestPaths nearest) {
        this.repositories = repositories;
        this.listing = listing;
        this.nearest = nearest;
    }

    @Override
    public CallToolResult call(JsonObject arguments, Call call) {
        Repository repository = repositories.in(arguments);
        PathFilter filter = Globs.parse("glob", arguments);
        ListQuery query = ListQuery.of(arguments.getString("subdir", "."))
                .withFilter(filter)
                .withMaxDepth(arguments.getInt("max_depth", filter.isAny() ? 3 : DEEPEST))
                .withHidden(arguments.getBoolean("include_hidden", false))
                .withMaxEntries(arguments.getInt("max_entries", 200))
                .from(Cursor.in(arguments));
        return switch (listing.list(repository, query)) {
            case ListOutcome.Page page -> result(repository, page, arguments);
            case ListOutcome.NotADirectory file -> throw new ToolException(
                    "\"" + Shown.inline(file.path()) + "\" is a file. Read it with read_repo_file, or list the directory that holds it.");
            case Refused refused -> throw new ToolException(refused.message() + nearest.afterSlip(repository, query.directory()));
        };
    }

    private static CallToolResult result(Repository repository, ListOutcome.Page page, JsonObject arguments) {
        String directory = page.directory().isEmpty() ? "." : page.directory();
        // an entry is a quarter of what a match is
        int number = within(Budget.of(arguments.getInt("max_entries", 200) / 4), page.entries());
        StringBuilder text = new StringBuilder(repository.name() + " · " + Shown.inline(directory) + " · "
                + (number == 1 ? "1 entry" : number + " entries"));
        JsonArrayBuilder entries = JsonCodec.array();
        for (Entry entry : page.entries().subList(0, number)) {
            text.append('\n').append(Lines.of(entry));
            entries.add(json(entry));
        }
        JsonObjectBuilder object = JsonCodec.object().add("repo", repository.name()).add("subdir", directory).add("entries", entries);
        int left = page.entries().size() - number;
        if (page.more() || left > 0) {
            Cursor.goOn(page.next() - left, arguments, text, object);
        }
        return CallToolResult.of(text.toString(), object.build());
    }

    /** How many entries have room. */
    private static int within(Budget budget, List<Entry> entries) {
        Written written = new Written();
        int bytes = 0;
        for (int i = 0; i < entries.size(); i++) {
            String line = "\n" + Lines.of(entries.get(i));
            if (i > 0 && !budget.fits(bytes, i, line) || !written.takes(json(entries.get(i)).build())) {
                return i;
            }
            bytes += Budget.size(line);
        }
        return entries.size();
    }

    private static JsonObjectBuilder json(Entry entry) {
        JsonObjectBuilder object = JsonCodec.object()
                .add("path", entry.path())
                .add("kind", entry.kind().name().toLowerCase(Locale.ROOT));
        return entry.kind() == Entry.Kind.FILE ? object.add("size", entry.size()) : object;
    }
}
