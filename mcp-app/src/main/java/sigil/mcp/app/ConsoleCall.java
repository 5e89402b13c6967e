package sigil.mcp.app;

import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import sigil.mcp.core.Call;
import sigil.mcp.core.Caller;
import sigil.mcp.core.LoggingLevel;
import sigil.mcp.core.OneWayCall;
import sigil.mcp.core.Scope;

/**
 * A call by the owner himself, at his keyboard, where the interrupt key ends the process.
 *
 * @param spec     the command that calls
 * @param listener hears how far it is
 */
record ConsoleCall(CommandSpec spec, Progress listener) implements OneWayCall {

    /** Who hears how far a call is; see {@link Call#progress}. */
    @FunctionalInterface
    interface Progress {
        void told(double progress, double total, String message);
    }

    @Override
    public Caller caller() {
        return new Caller("console", Set.of(Scope.WRITE));
    }

    @Override
    public void progress(double progress, double total, String message) {
        listener.told(progress, total, message);
    }

    @Override
    public void log(LoggingLevel level, String logger, JsonValue data) {
        if (level.compareTo(LoggingLevel.WARNING) >= 0) {
            spec.commandLine().getErr().println(data);
        }
    }

    @Override
    public String unasked() {
        return "This tool asks its client something, which the command line cannot answer: call it from a client.";
    }

    @Override
    public Instant deadline() {
        return Instant.now().plusSeconds(600);
    }
}
