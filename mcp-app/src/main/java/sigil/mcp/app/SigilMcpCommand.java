package sigil.mcp.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program itself, which does nothing without a command. */
@Command(name = "sigil-mcp", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false,
        description = "Lets ChatGPT, Claude and their like read and search your own repositories, through a tunnel.",
        subcommands = {ServeCommand.class, CallCommand.class, TokenCommand.class, ConfigCommand.class, VersionCommand.class,
            TrainCommand.class, HelpCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  sigil-mcp serve --repo ~/src/project        serve one repository on http://127.0.0.1:8000/mcp",
            "  sigil-mcp token create --name chatgpt       make the access token that a client needs",
            "  sigil-mcp call search_code query=main       ask a tool from the command line",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong command line, 3 wrong configuration, 4 not found."
        })
final class SigilMcpCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do.");
    }
}
