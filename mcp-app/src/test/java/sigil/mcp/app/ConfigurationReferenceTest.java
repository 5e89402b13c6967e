package sigil.mcp.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;

/** docs/reference/configuration.md says of every key what the program says. */
class ConfigurationReferenceTest {
    static final List<Setting> SETTINGS = Setting.ALL;

    private static final Path DOCUMENT = Path.of("../docs/reference/configuration.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_.]+)` \\|.*$");

    @ParameterizedTest
    @FieldSource("SETTINGS")
    void aKeyIsDocumentedWithItsDefaultItsRangeAndItsVariable(Setting setting) throws IOException {
        List<String> rows = rows().stream().filter(row -> row.group(1).equals(setting.key())).map(MatchResult::group).toList();
        assertThat(rows, hasSize(1));
        String row = rows.getFirst();
        assertThat(row, containsString("`" + setting.variable() + "`"));
        setting.defaultValue().forEach(value -> assertThat(row, containsString("`" + value + "`")));
        switch (setting.type()) {
            case SettingType.Whole whole -> assertThat(row, containsString(whole.least() + " to " + whole.most()));
            case SettingType.Choice choice -> choice.words().forEach(word -> assertThat(row, containsString("`" + word + "`")));
            case SettingType.Program program -> program.words().forEach(word -> assertThat(row, containsString("`" + word + "`")));
            case SettingType.Truth truth -> assertThat(row, containsString("`true` or `false`"));
            case SettingType.Texts texts -> assertThat(row, containsString("list"));
            case SettingType.Text text -> assertThat(row, containsString("text"));
            case SettingType.PublicUrl url -> assertThat(row, containsString("https"));
            case SettingType.Endpoint endpoint -> assertThat(row, containsString("http or https URL"));
            case SettingType.AbsolutePath path -> assertThat(row, containsString("absolute path"));
            case SettingType.AccessTeam team -> assertThat(row, containsString("host"));
            case SettingType.Members members -> assertThat(row, containsString("list"));
        }
    }

    @Test
    void nothingElseIsDocumentedAsAKey() throws IOException {
        assertThat(rows().stream().map(row -> row.group(1)).toList(),
                containsInAnyOrder(Setting.ALL.stream().map(Setting::key).toArray(String[]::new)));
    }

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(DOCUMENT)).results().toList();
    }
}
