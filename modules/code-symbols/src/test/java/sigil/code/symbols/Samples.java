package sigil.code.symbols;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The sources beside the tests, one of each language, and how outlines are written down. */
final class Samples {

    static final Path DIRECTORY = Path.of("src/test/resources/sigil/code/symbols");

    static final Map<CodeLanguage, String> FILES = new TreeMap<>(Map.ofEntries(
            Map.entry(CodeLanguage.JAVA, "Harbour.java"),
            Map.entry(CodeLanguage.PYTHON, "harbour.py"), Map.entry(CodeLanguage.GO, "harbour.go"), Map.entry(CodeLanguage.RUST, "harbour.rs"),
            Map.entry(CodeLanguage.C, "harbour.c"), Map.entry(CodeLanguage.CPP, "harbour.cpp"), Map.entry(CodeLanguage.JAVASCRIPT, "harbour.js"),
            Map.entry(CodeLanguage.TYPESCRIPT, "harbour.ts"), Map.entry(CodeLanguage.KOTLIN, "Harbour.kt"), Map.entry(CodeLanguage.CSHARP, "Harbour.cs"),
            Map.entry(CodeLanguage.PHP, "harbour.php"), Map.entry(CodeLanguage.RUBY, "harbour.rb"), Map.entry(CodeLanguage.SHELL, "harbour.sh"),
            Map.entry(CodeLanguage.SQL, "harbour.sql")));

    private Samples() {
    }

    static String read(String name) {
        try {
            return Files.readString(DIRECTORY.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String written(Outline outline) {
        return outline.symbols().stream().map(Samples::written).collect(Collectors.joining("\n", "", "\n"));
    }

    /** {@code lines kind scope.name: signature}, with the line of the name in brackets where the declaration begins before it. */
    private static String written(Symbol symbol) {
        return symbol.startLine() + (symbol.line() > symbol.startLine() ? "(" + symbol.line() + ")" : "") + "-" + symbol.endLine() + " "
                + symbol.kind().label() + " " + symbol.qualifiedName() + ": " + symbol.signature();
    }
}
