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
            text -> Documents.NONE, new PythonFinder());

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
