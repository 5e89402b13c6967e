package sigil.code.symbols;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Where outlines come from. Any number of threads may ask at the same time. */
public interface OutlineSource extends AutoCloseable {

    /**
     * Whether there are outlines of a language.
     *
     * @param language what people call it, case aside
     * @return whether {@link #outline} answers something
     */
    boolean knows(String language);

    /**
     * The outline of a text.
     *
     * @param language what people call it, case aside
     * @param text     all of it
     * @param stop     asked now and then: whether nobody waits any longer
     * @return the outline, empty and not complete if the text is too long, took too long or was stopped; or nothing if the language is not known
     */
    Optional<Outline> outline(String language, String text, BooleanSupplier stop);

    /** @return in a few words, what it is: {@code built in}, {@code ctags 5.9.0} or why there is none; asking may start a program at first */
    String said();

    /** Ends what it started; afterwards it may know fewer languages. */
    @Override
    void close();

    /** @return the built-in rules alone */
    static OutlineSource builtIn() {
        return new BuiltIn();
    }

    /**
     * The built-in rules, and universal-ctags for the languages that they do not know. A program is looked at when it is first needed.
     *
     * @param ctags {@code off} for the built-in rules alone, {@code auto} for what is on the PATH, or the absolute path of a program
     * @return the source, to be closed
     */
    static OutlineSource of(String ctags) {
        return switch (ctags) {
            case "off" -> builtIn();
            case "auto" -> new FirstThatKnows(List.of(builtIn(), new Ctags(CtagsProgram.onPath(System.getenv("PATH")), Ctags.LONGEST_FILE)));
            default -> new FirstThatKnows(List.of(builtIn(), new Ctags(List.of(Path.of(ctags)), Ctags.LONGEST_FILE)));
        };
    }
}
