package sigil.code.symbols;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A language that is left to ctags: what it is called there, and what its kinds are here. A kind that is not named is none of a definition.
 *
 * @param label     what people call it
 * @param name      what ctags calls it
 * @param file      the made-up name of a file by which ctags tells the language
 * @param separator between the names of a qualified one, of which the last is that of the symbol
 * @param kinds     those of ctags
 */
record CtagsLanguage(String label, String name, String file, Optional<Pattern> separator, Map<String, SymbolKind> kinds) {

    /** Some languages name a module after the file: there is none. */
    private static final String NO_FILE = "zz_no_file";

    /** One line each: label, name, ending of files, separators in a class of characters or "-", kinds of ctags by kind. */
    private static final List<CtagsLanguage> ALL = """
            Lua | Lua | lua | [.:] | function: function
            Perl | Perl | pl | :: | module: package; function: subroutine; constant: constant
            Make | Make | mk | - | function: target; variable: macro
            Clojure | Clojure | clj | - | module: namespace; function: function; macro: macro
            Elixir | Elixir | ex | [.] | module: module; interface: protocol; function: function delegate operator callback; macro: macro guard; \
            type: type; record: record; class: exception
            Erlang | Erlang | erl | - | module: module; function: function; macro: macro; record: record; type: type
            Haskell | Haskell | hs | - | module: module; type: type; constructor: constructor; function: function
            OCaml | OCaml | ml | - | module: module; class: class; type: type; constructor: Constructor Exception; function: function; method: method; \
            field: RecordField; variable: var val
            R | R | r | - | function: function generic; class: class; method: method; field: field; variable: globalVar
            Julia | Julia | jl | - | module: module; struct: struct; type: type; function: function; macro: macro; constant: constant; field: field
            PowerShell | PowerShell | ps1 | - | function: function filter; class: class; enum: enum; variable: variable
            Protocol Buffers | Protobuf | proto | - | module: package; struct: message; enum: enum; constant: enumerator; field: field; union: oneof; \
            interface: service; method: rpc
            Assembly | Asm | s | - | function: label; constant: define; macro: macro; type: type
            Objective-C | ObjectiveC | mm | - | class: interface implementation category; interface: protocol; method: method; function: function; \
            property: property; field: field; struct: struct; enum: enum; type: typedef; macro: macro; variable: var
            D | D | d | - | module: module; class: class; interface: interface; struct: struct; union: union; enum: enum; constant: enumerator; \
            function: function; field: member; variable: variable; type: alias template; macro: mixin
            """.lines().map(CtagsLanguage::parse).toList();

    private static final Pattern BETWEEN_SCOPES = Pattern.compile("::|[/:]");

    private static CtagsLanguage parse(String line) {
        var parts = line.split(" \\| ");
        var kinds = new HashMap<String, SymbolKind>();
        for (var entry : parts[4].split("; ")) {
            int colon = entry.indexOf(':');
            var kind = SymbolKind.labelled(entry.substring(0, colon)).orElseThrow();
            for (var theirs : entry.substring(colon + 1).strip().split(" ")) {
                kinds.put(theirs, kind);
            }
        }
        return new CtagsLanguage(parts[0], parts[1], NO_FILE + '.' + parts[2], parts[3].equals("-") ? Optional.empty() : Optional.of(Pattern.compile(parts[3])),
                Map.copyOf(kinds));
    }

    /** The language of a label, case aside. */
    static Optional<CtagsLanguage> labelled(String label) {
        return ALL.stream().filter(language -> language.label.equalsIgnoreCase(label)).findFirst();
    }

    static List<CtagsLanguage> all() {
        return ALL;
    }

    /** The outline that tags make of a text; what cannot be true of it is left out. */
    Outline outline(String text, CtagsTags tags) {
        var lines = text.split("\n", -1);
        var symbols = new ArrayList<Symbol>();
        for (var tag : tags.tags()) {
            symbol(tag, lines).ifPresent(symbols::add);
        }
        symbols.sort(Comparator.comparingInt(Symbol::startLine).thenComparing(Symbol::endLine, Comparator.reverseOrder()));
        return new Outline(label, symbols, tags.complete());
    }

    private Optional<Symbol> symbol(CtagsTags.Tag tag, String[] lines) {
        var kind = kinds.get(tag.kind());
        var scope = BETWEEN_SCOPES.matcher(tag.scope()).replaceAll(".");
        var name = tag.name();
        if (separator.isPresent()) {
            var parts = separator.get().split(name);
            name = parts.length == 0 ? "" : parts[parts.length - 1];
            var outer = String.join(".", List.of(parts).subList(0, Math.max(0, parts.length - 1)));
            scope = scope.isEmpty() || outer.isEmpty() ? scope + outer : scope + '.' + outer;
        }
        if (kind == null || name.isBlank() || name.length() > Findings.LONGEST_NAME || name.startsWith("__anon")
                || name.equalsIgnoreCase(NO_FILE) || tag.line() < 1 || tag.line() > lines.length) {
            return Optional.empty();
        }
        int end = Math.clamp(tag.end(), tag.line(), lines.length);
        return Optional.of(new Symbol(name, kind, Signature.of(lines[tag.line() - 1]), scope, tag.line(), tag.line(), end));
    }
}
