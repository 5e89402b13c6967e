package sigil.code.tools;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

/** docs/reference/resources.md shows what resources there are and how they read. */
class ResourcesReferenceTest {
    private static final Page PAGE = Page.of("resources.md");
    private static final Pattern TYPE = Pattern.compile("(?m)^\\| `([a-z]+/[a-z0-9.+-]+)` \\| (`[a-z0-9`, ]+`) \\|$");

    @Test
    void everyExchangeThatIsShownIsHadAgain(@TempDir Path directory) {
        assertThat(PAGE.replay(directory), greaterThan(9));
    }

    @Test
    void everyTypeStandsWithItsEndings() {
        List<MatchResult> rows = TYPE.matcher(PAGE.text()).results().toList();
        for (MatchResult row : rows) {
            for (String ending : row.group(2).replace("`", "").split(", ")) {
                boolean binary = MediaTypes.saysBinary("x." + ending);
                assertThat(ending, binary ? MediaTypes.ofBinary("x." + ending) : MediaTypes.ofText("x." + ending), is(row.group(1)));
            }
        }
        assertThat((int) rows.stream().flatMap(row -> Pattern.compile(", ").splitAsStream(row.group(2))).count(), is(MediaTypes.number()));
    }

    @Test
    void everyBoundIsTheBound() {
        assertThat(PAGE.text(), containsString("at most " + CodeResources.MOST_LISTED + " in all"));
        assertThat(PAGE.text(), containsString(String.format(Locale.ROOT, "After %,d entries", DirectoryText.MOST_ENTRIES)));
    }
}
