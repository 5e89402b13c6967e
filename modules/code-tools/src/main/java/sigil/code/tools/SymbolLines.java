package sigil.code.tools;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sigil.code.search.Definition;
import sigil.code.search.Definitions;
import sigil.code.search.SymbolName;
import sigil.code.symbols.Symbol;
import sigil.code.symbols.SymbolKind;
import sigil.mcp.core.JsonCodec;
import sigil.mcp.core.ToolException;

/** Symbols for reading, one to a line, and for programs. */
final class SymbolLines {

    private static final int MOST_PARTLY = 3;

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
        return definition.repository() + ": " + Shown.inline(definition.path()) + ":" + inFile(definition);
    }

    /** {@code 12-48 class Foo (in Scope)}, where the file is said before. */
    static String inFile(Definition definition) {
        String scope = definition.symbol().scope();
        return of(definition.symbol()) + (scope.isEmpty() ? "" : " (in " + Shown.inline(scope) + ")");
    }

    /** Those of a file together, so that it need be said once: files in the order of their first, and so each file's own. */
    static List<Definition> byFile(List<Definition> definitions) {
        Map<List<String>, List<Definition>> files = new LinkedHashMap<>();
        definitions.forEach(definition -> files.computeIfAbsent(List.of(definition.repository(), definition.path()), file -> new ArrayList<>()).add(definition));
        return files.values().stream().flatMap(List::stream).toList();
    }

    /** A line more, where files hold the name whose symbols are not all known; nothing where there are none. */
    static String partly(Definitions found) {
        return found.partly().isEmpty() ? "" : "\nnot all symbols are known of " + found.partly().stream().limit(MOST_PARTLY)
                .map(file -> file.repository() + ": " + Shown.inline(file.path())).collect(Collectors.joining(", "))
                + (found.partly().size() > MOST_PARTLY ? " and " + (found.partly().size() - MOST_PARTLY) + " more" : "")
                + ": too many or too large; search_code finds the text there";
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

    /** The argument {@code symbol_name}. */
    static SymbolName name(JsonObject arguments) {
        String text = arguments.getString("symbol_name");
        SymbolName name = SymbolName.parse(text);
        if (name.name().codePoints().noneMatch(Character::isUnicodeIdentifierPart) || name.name().codePoints().anyMatch(Character::isWhitespace)) {
            throw new ToolException("symbol_name: \"" + Shown.inline(text) + "\" is no name. Give one such as run or Main.run; search_code finds any text.");
        }
        return name;
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
