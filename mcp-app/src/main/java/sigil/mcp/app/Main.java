package sigil.mcp.app;

import java.io.PrintWriter;
import java.util.Arrays;
import picocli.CommandLine;
import sigil.mcp.auth.AuthStoreException;

/** The entry point: turns a command line into a command, and whatever comes of it into an exit code. */
public final class Main {
    static final int FAILED = 1;
    static final int MISCONFIGURED = 3;
    static final int NOT_FOUND = 4;

    private Main() {
    }

    /**
     * Runs a command and ends the process with its exit code.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        // what a command prints is its result; only a server says on standard output what it does
        boolean serves = Arrays.asList(arguments).contains("serve");
        System.setProperty("sigil.log.target", serves ? "SYSTEM_OUT" : "SYSTEM_ERR");
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new SigilMcpCommand())
                .setExecutionExceptionHandler((failure, command, parsed) -> report(failure, command.getErr()));
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
