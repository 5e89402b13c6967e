package sigil.mcp.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import sigil.tunnel.TunnelKind;
import sigil.tunnel.TunnelTraits;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

/** The command lines of the guides do what they say, and every one of them is one that the program takes. */
class TunnelGuidesTest {
    private static final Path GUIDES = Path.of("../docs/tunnel");
    private static final Pattern RUN = Pattern.compile("(?ms)^ *```sh run\n(.*?)^ *```");
    private static final Pattern ANY = Pattern.compile("(?m)^ *(?:sudo )?(?:-u sigil-mcp )?(sigil-mcp [a-z].*)$");

    @TempDir
    private Path home;

    @Test
    void thereAreSuchLines() {
        assertThat(guides().stream().mapToLong(guide -> RUN.matcher(text(guide)).results().count()).sum(), greaterThan(6L));
    }

    /** In a home of its own, which has a configuration of the server; one line after the other. */
    @ParameterizedTest
    @MethodSource("guides")
    void whatIsMarkedRuns(Path guide) throws IOException {
        Files.writeString(home.resolve("config.json"), "{\"server\": {\"port\": 8000}}\n");
        RUN.matcher(text(guide)).results().flatMap(block -> block.group(1).lines()).map(String::strip).forEach(line -> {
            Shell shell = Shell.run(arguments(line));
            assertThat(line + "\n" + shell.err(), shell.exit(), is(0));
        });
    }

    @ParameterizedTest
    @MethodSource("guides")
    void everyOtherLineIsOneThatTheProgramTakes(Path guide) {
        ANY.matcher(text(guide)).results().forEach(line -> Main.commandLine().parseArgs(arguments(line.group(1)).toArray(String[]::new)));
    }

    @ParameterizedTest
    @EnumSource
    void theTableOfWaysSaysWhatTheProgramSays(TunnelKind kind) {
        TunnelTraits traits = TunnelTraits.of(kind);
        String row = text(GUIDES.resolveSibling("tunnel.md")).lines().filter(line -> line.matches("\\| [^|]*`" + kind.word() + "`.*")).findFirst().orElseThrow();
        assertThat(row, allOf(containsString(traits.urlLifetime()), containsString(traits.customDomain()), containsString(traits.interstitial()),
                containsString(traits.hostHeader()), containsString(traits.streams())));
    }

    static List<Path> guides() {
        // the pages of the doctor have no lines of their own to run
        return Stream.of("cloudflare", "ngrok", "tailscale", "proxy", "moving").map(name -> GUIDES.resolve(name + ".md")).toList();
    }

    private List<String> arguments(String line) {
        return Stream.of(line.replace("~", home.toString()).split(" +")).skip(1).toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
