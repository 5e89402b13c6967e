package sigil.code.tools;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import sigil.code.search.Definition;
import sigil.code.search.DefinitionQuery;
import sigil.code.search.Definitions;
import sigil.code.search.FileReading;
import sigil.code.search.ReadOutcome;
import sigil.code.search.SearchControl;
import sigil.code.search.SearchResult;
import sigil.code.search.SymbolName;
import sigil.code.search.Symbols;
import sigil.code.symbols.Symbol;
import sigil.mcp.core.Call;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.ToolHandler;

/** {@code goto_definition}. */
final class GotoDefinition implements ToolHandler {
    private static final int MOST = 20;
    private static final int BODY_LINES = 120;
    private static final int BODY_BYTES = 6_000;

    private final RepositoryArgument repositories;
    private final Symbols symbols;
    private final SimilarNames similar;
    private final FileReading reading;

    GotoDefinition(RepositoryArgument repositories, Symbols symbols, FileReading reading) {
        this.repositories = repositories;
        this.symbols = symbols;
        this.similar = new SimilarNames(symbols);
        this.reading = reading;
    }

    @Override
    public CallToolResult call(JsonObject arguments, Call call) {
        SymbolName name = SymbolLines.name(arguments);
        List<String> names = arguments.containsKey("repo") ? List.of(repositories.in(arguments).name()) : List.of();
        SearchControl control = Waiting.of(call);
        Definitions found = symbols.definitions(new DefinitionQuery(name, names, SymbolLines.kind(arguments),
                arguments.getString("path", ""), MOST), control);
        List<String> near = found.total() > 0 || found.ending() == SearchResult.Ending.CANCELLED ? List.of()
                : similar.of(name.name(), names, control);
        return result(found, near, arguments);
    }

    private CallToolResult result(Definitions found, List<String> near, JsonObject arguments) {
        Written written = new Written();
        List<Definition> best = found.best().stream().takeWhile(definition -> written.takes(SymbolLines.json(definition).build())).toList();
        String headline = Shown.count(found.total(), "definition") + " of \"" + Shown.inline(arguments.getString("symbol_name")) + "\""
                + (found.total() > best.size() ? ", the best " + best.size() : "")
                + (found.ending() == SearchResult.Ending.LIMIT ? " (too many files hold the name to look at all; give repo)" : Waiting.said(found.ending()));
        StringBuilder text = new StringBuilder(headline);
        JsonArrayBuilder array = JsonCodec.array();
        String file = "";
        for (Definition definition : SymbolLines.byFile(best)) {
            String in = definition.repository() + ": " + Shown.inline(definition.path());
            text.append(in.equals(file) ? "" : "\n" + in).append('\n').append(SymbolLines.inFile(definition));
            file = in;
            array.add(SymbolLines.json(definition));
        }
        JsonObjectBuilder object = JsonCodec.object()
                .add("definitions", array)
                .add("total", found.total())
                .add("ending", found.ending().name().toLowerCase(Locale.ROOT));
        text.append(SymbolLines.partly(found));
        if (found.total() == 0) {
            text.append(SimilarNames.sentence(near)).append("\nsearch_code finds where the text occurs.");
            object.add("similar", SymbolLines.json(near));
        } else if (arguments.getBoolean("include_body", false)) {
            body(found.best().getFirst(), text, object);
        }
        return CallToolResult.of(text.toString(), object.build());
    }

    private void body(Definition best, StringBuilder text, JsonObjectBuilder object) {
        Symbol symbol = best.symbol();
        int end = Math.min(symbol.endLine(), symbol.startLine() + BODY_LINES - 1);
        if (reading.read(repositories.named(best.repository()), best.path(), symbol.startLine(), end, BODY_BYTES) instanceof ReadOutcome.Text file) {
            file.lines().forEach(line -> text.append('\n').append(line.number()).append('\t').append(Visible.of(line.text())));
            int last = file.lines().isEmpty() ? 0 : file.lines().getLast().number();
            if (last < symbol.endLine()) {
                text.append("\nmore: read_repo_file with start_line=").append(last + 1);
            }
            object.add("body", file.lines().stream().map(ReadOutcome.Line::text).collect(Collectors.joining("\n")));
        }
    }
}
