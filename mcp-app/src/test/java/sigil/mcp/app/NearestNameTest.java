package sigil.mcp.app;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

class NearestNameTest {
    private static final List<String> NAMES = List.of("list_repos", "list_repo_files", "read_repo_file", "search_code", "ping");

    @ParameterizedTest
    @CsvSource({"list_repo, list_repos", "serach_code, search_code", "searchcode, search_code", "pign, ping",
        "list_repos, list_repos"})
    void aSlipOfTheKeyboardFindsTheNameThatWasMeant(String wrong, String meant) {
        assertThat(NearestName.of(wrong, NAMES), is(Optional.of(meant)));
    }

    @ParameterizedTest
    @CsvSource({"delete_everything", "x", "''"})
    void whatIsNearNothingFindsNothing(String wrong) {
        assertThat(NearestName.of(wrong, NAMES), is(Optional.empty()));
    }

    @Test
    void ofTwoEquallyNearTheFirstByNameIsTakenSoThatTheAnswerIsAlwaysTheSame() {
        assertThat(NearestName.of("cat", List.of("bat", "cap")), is(Optional.of("bat")));
        assertThat(NearestName.of("cat", List.of("cap", "bat")), is(Optional.of("bat")));
    }

    @Test
    void amongNoNamesNothingIsFound() {
        assertThat(NearestName.of("ping", List.of()), is(Optional.empty()));
    }
}
