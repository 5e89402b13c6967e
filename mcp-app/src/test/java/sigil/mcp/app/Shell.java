package sigil.mcp.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * A command that was run.
 *
 * @param exit its exit code
 * @param out  what it wrote on standard output
 * @param err  what it wrote on standard error
 */
record Shell(int exit, String out, String err) {

    static Shell run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)).execute(arguments);
        return new Shell(exit, out.toString(), err.toString());
    }

    static Shell run(List<String> arguments) {
        return run(arguments.toArray(String[]::new));
    }
}
