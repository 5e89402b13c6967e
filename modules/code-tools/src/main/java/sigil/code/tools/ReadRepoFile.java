package sigil.code.tools;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import sigil.code.search.OutlineOutcome;
import sigil.code.search.ReadOutcome;
import sigil.code.search.Refused;
import sigil.code.search.Repository;
import sigil.code.search.SymbolName;
import sigil.code.search.Symbols;
import sigil.code.symbols.Outline;
import sigil.code.symbols.Symbol;
import sigil.mcp.core.Call;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.ToolException;
import sigil.mcp.core.ToolHandler;

/** {@code read_repo_file}. */
final class ReadRepoFile implements ToolHandler {
    private static final int FIRST_LINES = 200;
    private static final int MOST_NAMES = 20;

    private final RepositoryArgument repositories;
    private final AnswerReading reading;
    private final Symbols symbols;
    private final NearestPaths nearest;

    ReadRepoFile(RepositoryArgument repositories, AnswerReading reading, Symbols symbols, NearestPaths nearest) {
        this.repositories = repositories;
        this.reading = reading;
        this.symbols = symbols;
        this.nearest = nearest;
    }

    @Override
    public CallToolResult call(JsonObject arguments, Call call) {
        Repository repository = repositories.in(arguments);
        int start = arguments.getInt("start_line", 1);
        boolean ranged = arguments.containsKey("start_line") || arguments.containsKey("end_line");
        int end = arguments.getInt("end_line", ranged ? Integer.MAX_VALUE : FIRST_LINES);
        if (end < start) {
            throw new ToolException("end_line: " + end + " is before start_line " + start + ". Give a range such as 1 to 200.");
        }
        if (arguments.containsKey("symbol")) {
            if (ranged) {
                throw new ToolException("symbol: give a symbol or a range of lines, not both.");
            }
            Optional<Symbol> symbol = symbol(repository, arguments.getString("path"), arguments.getString("symbol"));
            start = symbol.map(Symbol::startLine).orElse(1);
            end = symbol.map(Symbol::endLine).orElse(1);
        }
        return read(repository, arguments, start, end);
    }

    /** The definition of a symbol; nothing if there is no such file, which reading it will say. */
    private Optional<Symbol> symbol(Repository repository, String path, String name) {
        return switch (symbols.outline(repository, path)) {
            case OutlineOutcome.Outlined outlined -> Optional.of(SymbolName.parse(name).in(outlined.outline()).orElseThrow(() -> new ToolException(
                    "symbol: \"" + Shown.inline(name) + "\" is not defined in \"" + Shown.inline(outlined.path()) + "\". "
                            + names(outlined.outline()))));
            case OutlineOutcome.NotUnderstood file -> throw new ToolException("symbol: \"" + Shown.inline(file.path())
                    + "\" is of no language whose symbols are known. Give start_line and end_line.");
            case OutlineOutcome.Unread unread -> Optional.empty();
        };
    }

    private static String names(Outline outline) {
        List<String> names = outline.symbols().stream().map(Symbol::qualifiedName).distinct().toList();
        return names.isEmpty() ? "No symbol is." : "There are: " + names.stream().limit(MOST_NAMES).map(Shown::inline).collect(Collectors.joining(", "))
                + (names.size() > MOST_NAMES ? ", ... (list_symbols shows all)." : ".");
    }

    private CallToolResult read(Repository repository, JsonObject arguments, int start, int end) {
        return switch (reading.read(repository, arguments.getString("path"), start, end, arguments.getInt("max_bytes", 20_000))) {
            case ReadOutcome.Text text -> result(repository, text, start);
            case ReadOutcome.Binary binary -> throw new ToolException("\"" + Shown.inline(binary.path()) + "\" is not text: "
                    + binary.kind() + ", " + Shown.size(binary.sizeBytes()) + ".");
            case ReadOutcome.TooLarge large -> throw new ToolException("\"" + Shown.inline(large.path()) + "\" is "
                    + Shown.size(large.sizeBytes()) + ", more than the " + Shown.size(large.limitBytes()) + " that can be read here.");
            case ReadOutcome.IsDirectory directory -> throw new ToolException("\"" + (directory.path().isEmpty() ? "." : Shown.inline(directory.path()))
                    + "\" is a directory. List it with list_repo_files.");
            case Refused refused -> throw new ToolException(refused.message()
                    + nearest.afterSlip(repository, arguments.getString("path")));
        };
    }

    private static CallToolResult result(Repository repository, ReadOutcome.Text file, int start) {
        int last = file.lines().isEmpty() ? 0 : file.lines().getLast().number();
        StringBuilder text = new StringBuilder(Shown.inline(file.path())).append(" · ");
        text.append(last == 0
                ? file.totalLines() == 0 ? "empty" : "no line " + start + ", the file has " + file.totalLines()
                : "lines " + start + "-" + last + " of " + file.totalLines());
        text.append(" · ").append(Shown.size(file.sizeBytes())).append(" · ").append(file.encoding().label());
        int width = String.valueOf(last).length();
        JsonArrayBuilder clipped = JsonCodec.array();
        boolean anyClipped = false;
        for (ReadOutcome.Line line : file.lines()) {
            String number = String.valueOf(line.number());
            text.append('\n').append(" ".repeat(width - number.length())).append(number).append('\t').append(Visible.of(line.text()));
            if (line.clipped()) {
                clipped.add(line.number());
                anyClipped = true;
            }
        }
        JsonObjectBuilder object = JsonCodec.object()
                .add("repo", repository.name())
                .add("path", file.path())
                .add("start_line", start)
                .add("end_line", last)
                .add("total_lines", file.totalLines())
                .add("size_bytes", file.sizeBytes())
                .add("encoding", file.encoding().label())
                .add("text", file.lines().stream().map(ReadOutcome.Line::text).collect(Collectors.joining("\n")));
        if (anyClipped) {
            object.add("clipped_lines", clipped);
        }
        if (file.nextLine() > 0) {
            object.add("next_start_line", file.nextLine());
            text.append("\nnext: start_line=").append(file.nextLine());
        }
        return CallToolResult.of(text.toString(), object.build());
    }
}
