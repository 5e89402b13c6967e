package sigil.code.tools;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sigil.mcp.core.Prompt;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

/** docs/reference/prompts.md shows what prompts there are and what they take. */
class PromptsReferenceTest {
    private static final Page PAGE = Page.of("prompts.md");
    private static final Pattern SECTION = Pattern.compile("(?ms)^## ([a-z]+_[a-z_]+)$(.*?)(?=^## |\\z)");
    private static final Pattern ARGUMENT = Pattern.compile("(?m)^\\| `([a-z]+)` \\| (needed )?\\| (.*) \\|$");

    @Test
    void everyExchangeThatIsShownIsHadAgain(@TempDir Path directory) {
        assertThat(PAGE.replay(directory), greaterThan(4));
    }

    @Test
    void everyPromptHasItsSectionInOrder() {
        assertThat(sections().map(section -> section.group(1)).toList(), is(prompts().stream().map(Prompt::name).toList()));
    }

    @Test
    void everyPromptStandsWithItsDescriptionAndArguments() {
        for (Prompt prompt : prompts()) {
            String section = sections().filter(match -> match.group(1).equals(prompt.name())).findFirst().orElseThrow().group(2);
            assertThat(section, startsWith("\n\n" + prompt.description() + "\n"));
            assertThat(ARGUMENT.matcher(section).results().map(row -> row.group(1) + " " + (row.group(2) != null) + " " + row.group(3)).toList(),
                    is(prompt.arguments().stream().map(argument -> argument.name() + " " + argument.required() + " " + argument.description())
                            .toList()));
        }
    }

    @Test
    void everyBoundIsTheBound() {
        assertThat(PAGE.text(), containsString(String.format(Locale.ROOT, "A document is shown to %,d bytes, a file to %,d;",
                Excerpts.MOST_BYTES_OF_DOCUMENT, Excerpts.MOST_BYTES)));
    }

    private static List<Prompt> prompts() {
        return PromptDefinitions.read().all().stream().map(PromptDefinitions.Definition::prompt).toList();
    }

    private static Stream<MatchResult> sections() {
        return SECTION.matcher(PAGE.text()).results();
    }
}
