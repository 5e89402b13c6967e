package sigil.mcp.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sigil.mcp.auth.AuthStore;
import sigil.mcp.auth.Member;
import sigil.mcp.auth.Members;

/** {@code sigil-mcp owner set-passphrase}. */
@Command(name = "set-passphrase", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Set the passphrase that the sign-in page asks for. It is asked for twice, without echo; a slow hash of it is kept. With another"
                + " one in its place, every client that was let in by the one before must be let in again.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sigil-mcp owner set-passphrase",
            "  sigil-mcp owner set-passphrase --member anna",
            "  sigil-mcp owner set-passphrase --stdin < passphrase.txt"
        })
final class OwnerSetPassphraseCommand implements Callable<Integer> {
    /** More than the longest passphrase has bytes, so that one which is too long is told to be just that. */
    private static final int LONGEST_LINE = 16_384;
    /** What becomes of bytes that are no UTF-8, in which the launcher has every terminal read. */
    private static final char UNREADABLE = '\uFFFD';

    @Spec
    private CommandSpec spec;
    @Mixin
    private ConfigurationOptions options;
    @Option(names = "--member", paramLabel = "NAME", defaultValue = Members.OWNER, description = "Whose passphrase it is (${DEFAULT-VALUE}).")
    private String member;
    @Option(names = "--stdin", description = "Read it from standard input, where it is one line of UTF-8.")
    private boolean stdin;
    // both are there to be refused: an error about an unknown argument would repeat it
    @Option(names = "--passphrase", hidden = true, arity = "0..1", fallbackValue = "", description = "Refused: others could read it.")
    private String option;
    @Parameters(hidden = true, arity = "0..*", description = "Refused: others could read it.")
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        if (option != null || !arguments.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "A passphrase is not an argument: the history of the shell keeps those, and every program of"
                    + " this machine can read them. Type it when you are asked, or send it to standard input with --stdin.");
        }
        try (AuthStore store = AuthStore.open(options.load().stateDirectory())) {
            Optional<Member> known = store.members().find(member);
            if (known.isEmpty()) {
                return MemberCommand.unknown(spec, member);
            }
            return set(store.members(), known.get(), stdin ? line(System.in) : typedTwice());
        } catch (RefusedException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return Main.FAILED;
        }
    }

    private int set(Members members, Member known, char[] chosen) {
        int revoked;
        try {
            revoked = members.setPassphrase(known.name(), chosen);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(e.getMessage());
        }
        spec.commandLine().getOut().println(known.passphrase()
                ? "The passphrase of " + known.name() + " is another now, and " + grants(revoked) + " revoked."
                : "The passphrase of " + known.name() + " is set.");
        return 0;
    }

    private static String grants(int revoked) {
        return switch (revoked) {
            case 0 -> "no grant had to be";
            case 1 -> "1 grant was";
            default -> revoked + " grants were";
        };
    }

    private char[] typedTwice() {
        Terminal terminal = Terminal.find().orElseThrow(() -> new ParameterException(spec.commandLine(),
                "There is no terminal to ask at. Send the passphrase to standard input with --stdin."));
        char[] once = typed(terminal, "New passphrase of " + member + ": ");
        char[] again = typed(terminal, "The same again: ");
        boolean same = Arrays.equals(once, again);
        Arrays.fill(again, '\0');
        if (!same) {
            Arrays.fill(once, '\0');
            throw new RefusedException("The two are not the same; nothing was changed.");
        }
        return once;
    }

    private static char[] typed(Terminal terminal, String question) {
        char[] typed = terminal.secret(question).orElseThrow(() -> new RefusedException("Nothing was typed; nothing was changed."));
        for (char c : typed) {
            if (c == UNREADABLE) {
                Arrays.fill(typed, '\0');
                throw new RefusedException("A character did not come as UTF-8. Use a terminal that speaks it, or leave that character out; nothing was"
                        + " changed.");
            }
        }
        return typed;
    }

    /** The first line, without its end. */
    private static char[] line(InputStream in) throws IOException {
        byte[] bytes = new byte[LONGEST_LINE];
        int length = 0;
        for (int b = in.read(); b >= 0 && b != '\n' && length < LONGEST_LINE; b = in.read()) {
            bytes[length++] = (byte) b;
        }
        try {
            CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
            char[] characters = new char[decoded.remaining()];
            decoded.get(characters);
            Arrays.fill(decoded.array(), '\0');
            return characters;
        } catch (CharacterCodingException e) {
            throw new RefusedException("Standard input is not UTF-8; nothing was changed.");
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Nothing was changed; the message says why. */
    private static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }
}
