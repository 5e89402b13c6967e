package sigil.mcp.app;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.blankString;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

class HelpTest {

    @Test
    void theCommandsAreThese() {
        assertThat(commands().stream().map(command -> command.getCommandSpec().qualifiedName(" ")).toList(), containsInAnyOrder(
                "sigil-mcp", "sigil-mcp serve", "sigil-mcp stdio", "sigil-mcp call", "sigil-mcp index", "sigil-mcp status", "sigil-mcp owner",
                "sigil-mcp owner set-passphrase", "sigil-mcp approve", "sigil-mcp client", "sigil-mcp client add", "sigil-mcp client list",
                "sigil-mcp client redirect", "sigil-mcp client remove", "sigil-mcp member", "sigil-mcp member add", "sigil-mcp member list",
                "sigil-mcp member remove", "sigil-mcp connect", "sigil-mcp audit", "sigil-mcp token", "sigil-mcp token create", "sigil-mcp token list",
                "sigil-mcp token revoke", "sigil-mcp tunnel", "sigil-mcp tunnel init", "sigil-mcp tunnel check", "sigil-mcp doctor",
                "sigil-mcp config", "sigil-mcp config check", "sigil-mcp config show", "sigil-mcp version"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItselfAndExitsWithZero(CommandLine command) {
        Shell shell = Shell.run(Stream.concat(words(command).stream(), Stream.of("--help")).toList());
        assertThat(shell.exit(), is(0));
        assertThat(shell.err(), is(""));
        assertThat(shell.out(), startsWith("Usage: " + command.getCommandSpec().qualifiedName(" ")));
        assertThat(shell.out(), containsString("Example"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyOptionAndParameterIsDescribed(CommandLine command) {
        command.getCommandSpec().args().forEach(argument ->
                assertThat(argument.paramLabel(), String.join("", argument.description()), is(not(blankString()))));
        assertThat(String.join("", command.getCommandSpec().usageMessage().description()), is(not(blankString())));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyExampleIsACommandLineThatTheProgramTakes(CommandLine command) {
        List<String> examples = Arrays.stream(command.getCommandSpec().usageMessage().footer()).filter(line -> line.contains("sigil-mcp"))
                .toList();
        assertThat(examples, is(not(empty())));
        for (String example : examples) {
            Main.commandLine().parseArgs(arguments(example));
        }
    }

    @Test
    void theExitCodesAreToldByTheProgramItself() {
        assertThat(Shell.run("--help").out().replaceAll("\\s+", " "),
                containsString("Exit codes: 0 done, 1 failed, 2 command line, 3 configuration, 4 not found."));
    }

    @Test
    void whatOnlyTheBuildRunsIsNotShown() {
        assertThat(Shell.run("--help").out(), not(containsString("train")));
    }

    @ParameterizedTest
    @MethodSource("groups")
    void aCommandThatOnlyHoldsOthersSaysWhichAndIsAWrongCommandLine(CommandLine group) {
        Shell shell = Shell.run(words(group));
        assertThat(shell.exit(), is(2));
        assertThat(shell.out(), is(""));
        assertThat(shell.err(), startsWith("Say what to do"));
    }

    static List<CommandLine> commands() {
        return walk(Main.commandLine()).toList();
    }

    static List<CommandLine> groups() {
        return commands().stream().filter(command -> !command.getSubcommands().isEmpty()).toList();
    }

    /** A command and those below it, without picocli's own help and what is hidden. */
    private static Stream<CommandLine> walk(CommandLine command) {
        return Stream.concat(Stream.of(command), command.getSubcommands().values().stream()
                .filter(child -> !child.getCommandSpec().usageMessage().hidden() && !child.getCommandName().equals("help"))
                .flatMap(HelpTest::walk));
    }

    private static List<String> words(CommandLine command) {
        return Arrays.stream(command.getCommandSpec().qualifiedName(" ").split(" ")).skip(1).toList();
    }

    /** Takes an example apart as a shell would: what follows after several spaces explains it. */
    private static String[] arguments(String example) {
        String line = example.strip().replaceFirst("^TOKEN=\\$\\((.*)\\)$", "$1").split(" {2,}")[0];
        return Arrays.stream(line.split(" ")).skip(1).map(word -> word.replace("'", "")).toArray(String[]::new);
    }
}
