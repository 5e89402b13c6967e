package sigil.code.tools;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.stream.Collectors;
import sigil.code.search.ReadOutcome;
import sigil.code.search.Refused;
import sigil.code.search.Repository;
import sigil.mcp.core.Call;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.ToolException;
import sigil.mcp.core.ToolHandler;

/** {@code fetch}: a document, as clients that cite want it. The text is the structured result, written out. */
final class Fetch implements ToolHandler {
    private static final int MOST_BYTES = 50_000;

    private final RepositoryArgument repositories;
    private final AnswerReading reading;
    private final Permalinks permalinks;

    Fetch(RepositoryArgument repositories, AnswerReading reading, Permalinks permalinks) {
        this.repositories = repositories;
        this.reading = reading;
        this.permalinks = permalinks;
    }

    @Override
    public CallToolResult call(JsonObject arguments, Call call) {
        DocumentId id = DocumentId.parse(arguments.getString("id"));
        Repository repository = repositories.there(id.repository());
        return switch (reading.read(repository, id.path(), id.lines().first(), id.lines().last(), MOST_BYTES)) {
            case ReadOutcome.Text text -> result(id, text);
            case ReadOutcome.IsDirectory directory -> throw new ToolException("id: \"" + Shown.inline(directory.path())
                    + "\" is a directory. Search for a file in it.");
            case ReadOutcome.Binary binary -> throw new ToolException("id: \"" + Shown.inline(binary.path()) + "\" is not text: " + binary.kind() + ".");
            case ReadOutcome.TooLarge large -> throw new ToolException("id: \"" + Shown.inline(large.path()) + "\" is "
                    + Shown.size(large.sizeBytes()) + ", more than the " + Shown.size(large.limitBytes()) + " that can be read here.");
            case Refused refused -> throw new ToolException("id: " + refused.message());
        };
    }

    private CallToolResult result(DocumentId id, ReadOutcome.Text file) {
        if (id.lines().first() > Math.max(1, file.totalLines())) {
            throw new ToolException("id: there is no line " + id.lines().first() + " in \"" + Shown.inline(id.path()) + "\", which has "
                    + Shown.count(file.totalLines(), "line") + ". Give an id with lines in it, or without lines.");
        }
        int last = file.lines().isEmpty() ? 0 : file.lines().getLast().number();
        boolean more = file.truncated() && file.nextLine() > 0;
        JsonObjectBuilder metadata = JsonCodec.object()
                .add("repo", id.repository())
                .add("path", file.path())
                .add("start_line", String.valueOf(id.lines().first()))
                .add("end_line", String.valueOf(last))
                .add("total_lines", String.valueOf(file.totalLines()))
                .add("truncated", String.valueOf(more));
        if (more) {
            metadata.add("next_id", id.at(new LineRange(file.nextLine(), id.lines().last())).toString());
        }
        JsonObject document = JsonCodec.object()
                .add("id", id.toString())
                .add("title", id.path() + (id.lines().all() ? "" : " lines " + id.lines().first() + "-" + last))
                .add("text", file.lines().stream().map(ReadOutcome.Line::text).collect(Collectors.joining("\n")))
                .add("url", permalinks.of(id))
                .add("metadata", metadata)
                .build();
        return CallToolResult.of(document.toString(), document);
    }
}
