package sigil.code.tools;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sigil.code.search.Definition;
import sigil.code.symbols.Symbol;
import sigil.code.symbols.SymbolKind;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.ToolException;

/** Symbols for reading, one to a line, and for programs. */
final class SymbolLines {

    private SymbolLines() {
    }

    /** {@code 12-48 class Foo}. */
    static String of(Symbol symbol) {
        String lines = symbol.startLine() == symbol.endLine() ? String.valueOf(symbol.startLine()) : symbol.startLine() + "-" + symbol.endLine();
        String label = symbol.kind().label();
        String signature = Shown.inline(symbol.signature());
        return lines + " " + (Stream.of(signature.split("\\W+")).anyMatch(label::equals) ? "" : label + " ")
                + (signature.contains(symbol.name()) ? signature : Shown.inline(symbol.name()));
    }

    /** {@code repository: path:12-48 class Foo (in Scope)}. */
    static String of(Definition definition) {
        String scope = definition.symbol().scope();
        return definition.repository() + ": " + Shown.inline(definition.path()) + ":" + of(definition.symbol())
                + (scope.isEmpty() ? "" : " (in " + Shown.inline(scope) + ")");
    }

    static JsonObjectBuilder json(Symbol symbol) {
        return JsonCodec.object()
                .add("name", symbol.name())
                .add("kind", symbol.kind().label())
                .add("scope", symbol.scope())
                .add("signature", symbol.signature())
                .add("start_line", symbol.startLine())
                .add("line", symbol.line())
                .add("end_line", symbol.endLine());
    }

    static JsonObjectBuilder json(Definition definition) {
        JsonObjectBuilder object = JsonCodec.object().add("repo", definition.repository()).add("path", definition.path());
        json(definition.symbol()).build().forEach(object::add);
        return object;
    }

    static JsonArrayBuilder json(List<String> names) {
        JsonArrayBuilder array = JsonCodec.array();
        names.forEach(array::add);
        return array;
    }

    /** The argument {@code kind}. */
    static Optional<SymbolKind> kind(JsonObject arguments) {
        String label = arguments.getString("kind", "");
        if (label.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(SymbolKind.labelled(label.strip()).orElseThrow(() -> new ToolException("kind: there is no kind \"" + Shown.inline(label)
                + "\". There are: " + Stream.of(SymbolKind.values()).map(SymbolKind::label).collect(Collectors.joining(", ")) + ".")));
    }
}
