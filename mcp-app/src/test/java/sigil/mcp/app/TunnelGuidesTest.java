package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import sigil.tunnel.TunnelKind;
import sigil.tunnel.TunnelTraits;

/** The command lines of the guides do what they say, and every one of them is one that the program takes. */
class TunnelGuidesTest {
    private static final Path GUIDES = Path.of("../docs/tunnel");
    private static final Pattern RUN = Pattern.compile("(?ms)^ *```sh run\n(.*?)^ *```");
    private static final Pattern ANY = Pattern.compile("(?m)^ *(?:sudo )?(?:-u sigil-mcp )?(sigil-mcp [a-z].*)$|`(?:sudo )?(?:-u sigil-mcp )?(sigil-mcp [a-z][^`]*)`");

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

    /** In blocks and within sentences. */
    @ParameterizedTest
    @MethodSource("pages")
    void everyOtherLineIsOneThatTheProgramTakes(Path page) {
        ANY.matcher(text(page)).results().map(line -> Optional.ofNullable(line.group(1)).orElse(line.group(2))).map(line -> line.replaceAll("\\s+", " ")).forEach(line -> {
            List<String> words = arguments(line);
            assertDoesNotThrow(() -> Main.commandLine().parseArgs(words.toArray(String[]::new)), line);
        });
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

    static List<Path> pages() {
        return Stream.concat(guides().stream(), Stream.of("tunnel/doctor", "tunnel/when-it-fails", "tunnel", "install", "watching", "access")
                .map(name -> GUIDES.resolveSibling(name + ".md"))).toList();
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
