package sigil.mcp.app;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import sigil.mcp.auth.AuthStoreException;

/** The entry point: turns a command line into a command, and whatever comes of it into an exit code. */
public final class Main {
    static final int FAILED = 1;
    static final int MISCONFIGURED = 3;
    static final int NOT_FOUND = 4;

    private static final SequencedMap<String, Supplier<Object>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("serve", ServeCommand::new);
        COMMANDS.put("stdio", StdioCommand::new);
        COMMANDS.put("call", CallCommand::new);
        COMMANDS.put("index", IndexCommand::new);
        COMMANDS.put("status", StatusCommand::new);
        COMMANDS.put("owner", OwnerCommand::new);
        COMMANDS.put("approve", ApproveCommand::new);
        COMMANDS.put("client", ClientCommand::new);
        COMMANDS.put("member", MemberCommand::new);
        COMMANDS.put("token", TokenCommand::new);
        COMMANDS.put("connect", ConnectCommand::new);
        COMMANDS.put("audit", AuditCommand::new);
        COMMANDS.put("tunnel", TunnelCommand::new);
        COMMANDS.put("doctor", DoctorCommand::new);
        COMMANDS.put("config", ConfigCommand::new);
        COMMANDS.put("version", VersionCommand::new);
        COMMANDS.put("train", TrainCommand::new);
    }

    private Main() {
    }

    /**
     * Runs a command and ends the process with its exit code.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        // what a command prints is its result, or a protocol; only this one says on standard output what it does
        boolean serves = Stream.of(arguments).findFirst().filter("serve"::equals).isPresent();
        System.setProperty("sigil.log.target", serves ? "SYSTEM_OUT" : "SYSTEM_ERR");
        System.exit(commandLine(arguments).execute(arguments));
    }

    /**
     * The command line for these arguments. To build a command is to reflect on its class, so the one that is named is built alone; all are
     * where none is, or help is asked for.
     */
    static CommandLine commandLine(String... arguments) {
        CommandLine line = new CommandLine(new SigilMcpCommand());
        Optional<String> named = Stream.of(arguments).findFirst().filter(COMMANDS::containsKey);
        COMMANDS.forEach((name, command) -> {
            if (named.isEmpty() || named.get().equals(name)) {
                line.addSubcommand(command.get());
            }
        });
        if (named.isEmpty()) {
            line.addSubcommand(new HelpCommand());
        }
        return line.setCaseInsensitiveEnumValuesAllowed(true).setParameterExceptionHandler(Main::wrong)
                .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command.getErr()));
    }

    /** What is wrong, as the last that is seen: the whole usage of a command after it would push it out of the window. */
    private static int wrong(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        failure.getMessage().lines().map(Printable::of).forEach(command.getErr()::println);
        if (UnmatchedArgumentException.printSuggestions(failure, command.getErr())) {
            return command.getCommandSpec().exitCodeOnInvalidInput();
        }
        if (!command.getSubcommands().isEmpty()) {
            command.usage(command.getErr());
        } else {
            command.getErr().println(command.getCommandSpec().qualifiedName() + " --help tells what it takes.");
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static int report(Exception failure, PrintWriter err) {
        switch (failure) {
            case ConfigurationException e -> {
                err.println("The configuration cannot be used:");
                e.problems().forEach(problem -> err.println("  - " + problem));
                return MISCONFIGURED;
            }
            case IllegalArgumentException e -> {
                err.println("The configuration cannot be used:\n  - " + e.getMessage());
                return MISCONFIGURED;
            }
            case IllegalStateException e -> err.println(e.getMessage());
            case AuthStoreException e -> err.println(e.getMessage());
            default -> {
                err.println("A fault in the program: " + failure);
                failure.printStackTrace(err);
            }
        }
        return FAILED;
    }
}
