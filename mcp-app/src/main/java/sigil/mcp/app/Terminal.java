package sigil.mcp.app;

import java.io.Console;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The person at the terminal, where standard input and standard output are one. */
record Terminal(Console console) {
    private static final int WIDTH = 80;

    static Optional<Terminal> find() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).map(Terminal::new);
    }

    /** Whether somebody sees colours, and did not ask to be spared. */
    static boolean colours() {
        return find().isPresent() && Optional.ofNullable(System.getenv("NO_COLOR")).filter(value -> !value.isEmpty()).isEmpty()
                && !"dumb".equals(System.getenv("TERM"));
    }

    /** Asks for something that must not be seen; empty if the person ends the input instead. */
    Optional<char[]> secret(String question) {
        return Optional.ofNullable(console.readPassword("%s", question));
    }

    /** Asks for a line; empty if the person ends the input instead, or says nothing. */
    Optional<String> answer(String question) {
        return Optional.ofNullable(console.readLine("%s", question)).map(String::strip).filter(answer -> !answer.isEmpty());
    }

    /** Asks until the answer is one, and says each time why it is none; empty if the person ends the input instead, or says nothing. */
    <T> Optional<T> answer(String question, Function<String, T> reader) {
        for (Optional<String> answer = answer(question); answer.isPresent(); answer = answer(question)) {
            try {
                return Optional.of(reader.apply(answer.get()));
            } catch (IllegalArgumentException e) {
                Wrapped.whole(Printable.of(e.getMessage()) + ".", WIDTH).forEach(line -> console.printf("%s%n", line));
            }
        }
        return Optional.empty();
    }

    /** Asks a question to which only yes is yes. */
    boolean confirms(String question) {
        String answer = console.readLine("%s", question);
        return answer != null && (answer.strip().toLowerCase(Locale.ROOT).equals("y") || answer.strip().toLowerCase(Locale.ROOT).equals("yes"));
    }
}
