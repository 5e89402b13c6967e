package sigil.code.tools;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sigil.code.search.Definitions;
import sigil.code.search.OutlineOutcome;
import sigil.code.search.ReadOutcome;
import sigil.code.search.Refused;
import sigil.code.search.Repository;
import sigil.code.search.SearchResult;
import sigil.code.search.Symbols;
import sigil.code.search.WholeFile;
import sigil.code.symbols.Outline;
import sigil.code.symbols.Symbol;
import sigil.code.symbols.SymbolKind;
import sigil.mcp.core.Call;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.ToolException;
import sigil.mcp.core.ToolHandler;

/** {@code list_symbols}. */
final class ListSymbols implements ToolHandler {
    private static final int MOST = 1_000;

    private final RepositoryArgument repositories;
    private final Symbols symbols;
    private final NearestPaths nearest;

    ListSymbols(RepositoryArgument repositories, Symbols symbols, NearestPaths nearest) {
        this.repositories = repositories;
        this.symbols = symbols;
        this.nearest = nearest;
    }

    /** A line of the answer, for readers and for programs. */
    private record Row(String file, String text, JsonObject object) {
    }

    @Override
    public CallToolResult call(JsonObject arguments, Call call) {
        Repository repository = repositories.in(arguments);
        Optional<SymbolKind> kind = SymbolLines.kind(arguments);
        String query = arguments.getString("query", "");
        if (arguments.containsKey("file_path")) {
            return outline(repository, arguments, query, kind);
        }
        if (query.isBlank()) {
            throw new ToolException("Give file_path for the outline of a file, or query for the symbols whose names hold it.");
        }
        Definitions found = symbols.named(repository.name(), query, kind, MOST, Waiting.of(call));
        List<Row> rows = SymbolLines.byFile(found.best()).stream()
                .map(definition -> new Row(Shown.inline(definition.path()), SymbolLines.inFile(definition), SymbolLines.json(definition).build()))
                .toList();
        return page(repository, Shown.count(found.total(), "symbol") + " for \"" + Shown.inline(query) + "\" in " + repository.name() + SymbolLines.partly(found), rows, found.total(),
                found.ending(), arguments);
    }

    private CallToolResult outline(Repository repository, JsonObject arguments, String query, Optional<SymbolKind> kind) {
        String asked = arguments.getString("file_path");
        return switch (symbols.outline(repository, asked)) {
            case OutlineOutcome.Outlined outlined -> {
                Outline outline = outlined.outline();
                List<Row> rows = rows(outlined.path(), outline, query.toLowerCase(Locale.ROOT), kind);
                yield page(repository, Shown.inline(outlined.path()) + " · " + outline.language() + " · " + Shown.count(rows.size(), "symbol")
                        + (outline.complete() ? "" : ", and more that are not looked at"), rows, rows.size(), SearchResult.Ending.COMPLETE, arguments);
            }
            case OutlineOutcome.NotUnderstood file -> throw new ToolException("\"" + Shown.inline(file.path())
                    + "\" is of no language whose symbols are known. Read it with read_repo_file.");
            case OutlineOutcome.Unread unread -> throw new ToolException(switch (unread.reason()) {
                case Refused refused -> refused.message() + nearest.sentence(repository, asked);
                case ReadOutcome.TooLarge large -> "\"" + Shown.inline(large.path()) + "\" is " + Shown.size(large.sizeBytes()) + ", more than the "
                        + Shown.size(large.limitBytes()) + " that are looked at.";
                case ReadOutcome.IsDirectory directory -> "\"" + Shown.inline(directory.path())
                        + "\" is a directory. List it with list_repo_files, or give query instead of file_path.";
                case WholeFile file -> throw new IllegalStateException(file.path());
            });
        };
    }

    /** What is within something else is indented. */
    private static List<Row> rows(String path, Outline outline, String query, Optional<SymbolKind> kind) {
        List<Row> rows = new ArrayList<>();
        ArrayDeque<Symbol> open = new ArrayDeque<>();
        for (Symbol symbol : outline.symbols()) {
            while (!open.isEmpty() && !holds(open.peek(), symbol)) {
                open.pop();
            }
            if (symbol.name().toLowerCase(Locale.ROOT).contains(query) && kind.stream().allMatch(symbol.kind()::equals)) {
                rows.add(new Row("", " ".repeat(open.size()) + SymbolLines.of(symbol), SymbolLines.json(symbol).add("path", path).build()));
            }
            open.push(symbol);
        }
        return rows;
    }

    private static boolean holds(Symbol outer, Symbol inner) {
        return inner.scope().equals(outer.qualifiedName()) && inner.startLine() >= outer.startLine() && inner.endLine() <= outer.endLine();
    }

    private static CallToolResult page(Repository repository, String headline, List<Row> rows, int total, SearchResult.Ending ended, JsonObject arguments) {
        int from = Math.min(Cursor.in(arguments), rows.size());
        Room room = new Room(headline);
        Written written = new Written();
        StringBuilder text = new StringBuilder(headline);
        JsonArrayBuilder array = JsonCodec.array();
        int at = from;
        String file = "";
        while (at < rows.size()) {
            Row row = rows.get(at);
            String line = (row.file().equals(file) ? "" : row.file() + '\n') + row.text();
            if (!written.takes(row.object()) || !room.takes(line)) {
                break;
            }
            text.append('\n').append(line);
            file = row.file();
            array.add(row.object());
            at++;
        }
        boolean more = at < rows.size();
        SearchResult.Ending ending = ended == SearchResult.Ending.COMPLETE && (more || total > rows.size()) ? SearchResult.Ending.LIMIT : ended;
        JsonObjectBuilder object = JsonCodec.object()
                .add("repo", repository.name())
                .add("symbols", array)
                .add("total", total)
                .add("ending", ending.name().toLowerCase(Locale.ROOT));
        if (more) {
            Cursor.goOn(at, arguments, text, object);
        } else if (ending != SearchResult.Ending.COMPLETE) {
            text.append('\n').append(ending == SearchResult.Ending.LIMIT ? "there are more: give a longer query" : Waiting.said(ending).strip());
        }
        return CallToolResult.of(text.toString(), object.build());
    }
}
