package sigil.mcp.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

/** docs/reference/commands.md knows every command and every option. */
class CommandsReferenceTest {
    private static final Path DOCUMENT = Path.of("../docs/reference/commands.md");
    private static final List<String> SHARED = List.of("--config", "--repo", "--set", "--help", "--version");

    @Test
    void everyCommandHasItsSection() throws IOException {
        List<String> sections = Pattern.compile("(?m)^## (.+)$").matcher(Files.readString(DOCUMENT)).results().map(match -> match.group(1)).toList();
        assertThat(sections, containsInAnyOrder(leaves().stream().map(CommandsReferenceTest::name).toArray(String[]::new)));
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void everyOptionOfItsOwnIsInTheSectionOfItsCommand(CommandLine command) throws IOException {
        String section = section(name(command));
        command.getCommandSpec().options().stream().map(OptionSpec::longestName).filter(option -> !SHARED.contains(option))
                .forEach(option -> assertThat(section, containsString("`" + option)));
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void theSharedOptionsBelongToAllCommandsButVersion(CommandLine command) {
        boolean shares = Stream.of("--config", "--repo", "--set").allMatch(command.getCommandSpec().optionsMap()::containsKey);
        assertThat(name(command), shares, is(!name(command).equals("sigil-mcp version")));
    }

    static List<CommandLine> leaves() {
        return HelpTest.commands().stream().filter(command -> command.getSubcommands().isEmpty()).toList();
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName(" ");
    }

    private static String section(String name) throws IOException {
        String text = Files.readString(DOCUMENT);
        int start = text.indexOf("\n## " + name + "\n");
        int end = text.indexOf("\n## ", start + 1);
        return text.substring(start, end < 0 ? text.length() : end);
    }
}
