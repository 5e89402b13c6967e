package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tunnel init} at a terminal, by somebody who was told nothing but its name. */
class TunnelDialogueIT {
    @TempDir
    private Path home;

    @Test
    void itAsksUntilTheAnswersAreOnesAndWritesOnlyAfterAYes() throws Exception {
        Image image = Image.in(home);
        Path directory = Files.createDirectory(home.resolve("proxy"));
        Path server = Image.write(home.resolve("config.json"), "{}");
        String[] command = {"tunnel", "init", "--directory", directory.toString(), "--config", server.toString()};
        try (PseudoTerminal terminal = PseudoTerminal.run(image, Map.of("TERM", "xterm"), command)) {
            talk(terminal).type("no");
            Image.Finished finished = terminal.end();
            assertThat(finished.out(), containsString("Nothing was written."));
            assertThat(finished.exitCode(), is(1));
        }
        assertThat(Files.readString(server), is("{}"));
        try (PseudoTerminal terminal = PseudoTerminal.run(image, Map.of("TERM", "xterm"), command)) {
            talk(terminal).type("y");
            Image.Finished finished = terminal.end();
            assertThat(finished.out(), containsString("What is left to do:"));
            assertThat(finished.exitCode(), is(0));
        }
        assertThat(Files.readString(server), containsString("\"public_url\": \"https://mcp.example.com\""));
        assertThat(Files.readString(directory.resolve("sigil-mcp.conf")), containsString("server_name mcp.example.com;"));
    }

    private static PseudoTerminal talk(PseudoTerminal terminal) {
        return terminal.await("Which way: ").type("apache").await("apache is none of cloudflare,").type("nginx").await("Under which name do clients come")
                .type("https://MCP.Example.com/").await("\ndashes and dots, such as mcp.example.com.").type("mcp.example.com").await("Do this? [y/N]");
    }
}
