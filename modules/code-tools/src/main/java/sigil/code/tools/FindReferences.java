package sigil.code.tools;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sigil.code.search.CaseMode;
import sigil.code.search.CodeSearch;
import sigil.code.search.Definition;
import sigil.code.search.DefinitionQuery;
import sigil.code.search.QueryRejected;
import sigil.code.search.References;
import sigil.code.search.SearchControl;
import sigil.code.search.SearchQuery;
import sigil.code.search.SearchResult;
import sigil.code.search.SymbolName;
import sigil.code.search.Symbols;
import sigil.mcp.core.Call;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.ToolException;
import sigil.mcp.core.ToolHandler;

/** {@code find_references}. */
final class FindReferences implements ToolHandler {
    private static final int MOST_DEFINITIONS = 10;

    private final RepositoryArgument repositories;
    private final CodeSearch search;
    private final Symbols symbols;
    private final SimilarNames similar;

    FindReferences(RepositoryArgument repositories, CodeSearch search, Symbols symbols) {
        this.repositories = repositories;
        this.search = search;
        this.symbols = symbols;
        this.similar = new SimilarNames(symbols);
    }

    @Override
    public CallToolResult call(JsonObject arguments, Call call) {
        SymbolName name = SymbolLines.name(arguments);
        List<String> names = arguments.containsKey("repo") ? List.of(repositories.in(arguments).name()) : List.of();
        int offset = Math.min(Cursor.in(arguments), SearchQuery.MOST_OFFSET);
        SearchControl control = Waiting.of(call);
        SearchQuery query = new SearchQuery(name.name(), false, CaseMode.SENSITIVE, true, Globs.parse("path", arguments), names, true, 0,
                arguments.getInt("max_results", 50), offset, false, true);
        SearchResult result = switch (search.search(query, control)) {
            case SearchResult lines -> lines;
            case QueryRejected rejected -> throw new ToolException("symbol_name: " + rejected.message());
        };
        References found = symbols.references(name.name(), result);
        List<Definition> definitions = offset > 0 || found.shown() == 0 ? List.of()
                : symbols.definitions(new DefinitionQuery(name, names, Optional.empty(), "", MOST_DEFINITIONS), control).best();
        List<String> near = found.shown() > 0 || offset > 0 ? List.of() : similar.of(name.name(), names, control);
        return result(found, definitions, near, offset, result.arrangement(), arguments);
    }

    private static CallToolResult result(References found, List<Definition> definitions, List<String> near, int offset, int arrangement,
                                         JsonObject arguments) {
        Room room = new Room("");
        Written written = new Written();
        StringBuilder body = new StringBuilder();
        JsonArrayBuilder defined = JsonCodec.array();
        for (Definition definition : definitions) {
            String line = "defined: " + SymbolLines.of(definition);
            JsonObject object = SymbolLines.json(definition).build();
            if (written.takes(object) && room.takes(line)) {
                body.append('\n').append(line);
                defined.add(object);
            }
        }
        JsonArrayBuilder files = JsonCodec.array();
        int shown = 0;
        int shownFiles = 0;
        boolean full = false;
        for (References.InFile file : found.files()) {
            String head = file.repository() + ": " + Shown.inline(file.path());
            JsonArrayBuilder lines = JsonCodec.array();
            int before = shown;
            for (References.Line line : file.lines()) {
                String text = (shown == before ? head + "\n" : "") + line.number() + mark(line.use()) + ": " + Visible.of(line.text());
                JsonObject object = JsonCodec.object().add("line", line.number()).add("text", line.text())
                        .add("use", line.use().name().toLowerCase(Locale.ROOT)).build();
                full = !written.takes(Written.of(object) + (shown == before ? Written.of(object(file).build()) : 0)) || !room.takes(text);
                if (full) {
                    break;
                }
                body.append('\n').append(text);
                lines.add(object);
                shown++;
            }
            if (shown > before) {
                shownFiles++;
                files.add(object(file).add("lines", lines));
            }
            if (full) {
                break;
            }
        }
        SearchResult.Ending ending = full && found.ending() == SearchResult.Ending.COMPLETE ? SearchResult.Ending.LIMIT : found.ending();
        JsonObjectBuilder object = JsonCodec.object()
                .add("definitions", defined)
                .add("shown", shown)
                .add("ending", ending.name().toLowerCase(Locale.ROOT))
                .add("files", files);
        StringBuilder text = new StringBuilder(Shown.count(shown, "line")).append(" in ").append(Shown.count(shownFiles, "file")).append(" with \"")
                .append(Shown.inline(arguments.getString("symbol_name"))).append("\", by text").append(Waiting.said(ending))
                .append(Cursor.saidOfOrder(arrangement, arguments)).append(body);
        int next = full ? offset + shown : found.nextOffset();
        if (next > 0 && next <= SearchQuery.MOST_OFFSET) {
            Cursor.goOn(next, arguments, arrangement, text, object);
        } else if (shown == 0) {
            object.add("similar", SymbolLines.json(near));
            text.append(SimilarNames.sentence(near)).append("\nsearch_code finds parts of words, and any case.");
        }
        return CallToolResult.of(text.toString(), object.build());
    }

    private static JsonObjectBuilder object(References.InFile file) {
        return JsonCodec.object().add("repo", file.repository()).add("path", file.path());
    }

    private static String mark(References.Use use) {
        return use == References.Use.CODE ? "" : " [" + use.name().toLowerCase(Locale.ROOT) + "]";
    }
}
