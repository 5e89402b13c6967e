package sigil.code.symbols;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The languages whose text is understood. */
public enum CodeLanguage {
    /** Java */
    JAVA("Java", Lexis.slashes(List.of(Quote.block("\"\"\""), Quote.line("\""), Quote.line("'"))), text -> Documents.NONE, new JavaFinder()),
    /** Python */
    PYTHON("Python", Lexis.hashes(List.of(Quote.block("\"\"\""), Quote.block("'''"), Quote.line("\""), Quote.line("'"))),
            text -> Documents.NONE, new PythonFinder()),
    /** Go */
    GO("Go", Lexis.slashes(List.of(Quote.raw("`"), Quote.line("\""), Quote.line("'"))), text -> Documents.NONE, new GoFinder()),
    /** Rust */
    RUST("Rust", Lexis.slashes(List.of(Quote.block("\"")), new RustLiterals()).nesting(), text -> Documents.NONE, new RustFinder()),
    /** C */
    C("C", Lexis.slashes(List.of(Quote.line("\""), Quote.line("'"))), text -> Documents.NONE, new CFinder()),
    /** C++ */
    CPP("C++", Lexis.slashes(List.of(Quote.line("\""), Quote.line("'")), new RawStrings()), text -> Documents.NONE, new CFinder()),
    /** JavaScript, with JSX */
    JAVASCRIPT("JavaScript", script(), text -> Documents.NONE, new ScriptFinder()),
    /** TypeScript, with JSX */
    TYPESCRIPT("TypeScript", script(), text -> Documents.NONE, new ScriptFinder()),
    /** Kotlin */
    KOTLIN("Kotlin", Lexis.slashes(List.of(Quote.raw("\"\"\"").withHole("${"), Quote.line("\"").withHole("${"), Quote.line("'"))).nesting(),
            text -> Documents.NONE, new KotlinFinder()),
    /** C# */
    CSHARP("C#", Lexis.slashes(List.of(new Quote("$@\"", "\"", false, true, true, "{"), new Quote("@$\"", "\"", false, true, true, "{"),
            new Quote("@\"", "\"", false, true, true, ""), new Quote("$\"", "\"", true, false, false, "{"), Quote.line("\""), Quote.line("'")),
            ScriptLiterals.manyQuotes()), text -> Documents.NONE, new CSharpFinder()),
    /** PHP, with the HTML around it */
    PHP("PHP", Lexis.slashes(List.of(Quote.block("\""), Quote.block("'"), Quote.block("`")), ScriptLiterals.html(), ScriptLiterals.phpComment()),
            Heredocs::php, new PhpFinder()),
    /** Ruby */
    RUBY("Ruby", Lexis.hashes(List.of(Quote.block("\"").withHole("#{"), Quote.block("'"), Quote.block("`").withHole("#{")), ScriptLiterals.rubyComment(),
            ScriptLiterals.percent(), new RegexLiteral(true)), text -> new Heredocs(text, "<<", 0), new RubyFinder()),
    /** the shells of Unix */
    SHELL("Shell", Lexis.hashes(List.of(Quote.block("$'").closedBy("'"), Quote.block("\""), Quote.raw("'")), ScriptLiterals.shellComment(),
            ScriptLiterals.escaped()).withLineComments(), text -> new Heredocs(text, "<<", 0), new ShellFinder()),
    /** SQL */
    SQL("SQL", Lexis.slashes(List.of(new Quote("'", "'", false, true, true, "")), ScriptLiterals.dollars()).nesting().withLineComments("--"),
            text -> Documents.NONE, new SqlFinder());

    private final String label;
    private final Lexis lexis;
    private final Function<String, Documents> documents;
    private final Finder finder;

    CodeLanguage(String label, Lexis lexis, Function<String, Documents> documents, Finder finder) {
        this.label = label;
        this.lexis = lexis;
        this.documents = documents;
        this.finder = finder;
    }

    private static Lexis script() {
        return Lexis.slashes(List.of(Quote.block("`").withHole("${"), Quote.line("\""), Quote.line("'")), new RegexLiteral(false));
    }

    /** @return what people call it */
    public String label() {
        return label;
    }

    /**
     * The language of a name.
     *
     * @param label what people call it, case aside
     * @return the language, or empty if it is none of these
     */
    public static Optional<CodeLanguage> labelled(String label) {
        return Stream.of(values()).filter(language -> language.label.equalsIgnoreCase(label)).findFirst();
    }

    Lexis lexis() {
        return lexis;
    }

    Documents documents(String text) {
        return documents.apply(text);
    }

    Finder finder() {
        return finder;
    }
}
