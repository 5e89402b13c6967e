package sigil.mcp.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program itself, which does nothing without a command. */
@Command(name = "sigil-mcp", mixinStandardHelpOptions = true, versionProvider = Version.class, sortOptions = false,
        description = "Lets ChatGPT, Claude and their like read and search your own repositories, through a tunnel.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sigil-mcp serve --repo ~/src/project     serve a repository on port 8000",
            "  sigil-mcp stdio --repo ~/src/project     serve it to the program that starts this one",
            "  sigil-mcp owner set-passphrase           choose what the sign-in page asks for",
            "  sigil-mcp approve BCDF-GHJK              sign in by the code on that page",
            "  sigil-mcp connect chatgpt                print how a client is connected",
            "  sigil-mcp token create --name script     make a token for a script",
            "  sigil-mcp call list_repos --repo .       ask a tool from here",
            "  sigil-mcp tunnel init                    let the internet reach it",
            "  sigil-mcp status                         see whether a server answers, and how far the index is",
            "  sigil-mcp doctor                         find out why no client comes through",
            "",
            "Exit codes: 0 done, 1 failed, 2 command line, 3 configuration, 4 not found."
        })
final class SigilMcpCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do.");
    }
}
