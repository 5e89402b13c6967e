package sigil.code.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

class RepositoriesTest {
    @TempDir
    Path root;

    @Test
    void othersTakeTheirPlaceAndWhoeverWantsToKnowIsTold() {
        var repositories = Repositories.of(List.of(Repository.of("b", root), Repository.of("a", root)));
        var told = new ArrayList<List<String>>();
        repositories.onChange(() -> told.add(repositories.names()));
        assertThat(repositories.replace(List.of(Repository.of("c", root))), is(true));
        assertThat(repositories.find("a").isPresent(), is(false));
        assertThat(told, is(List.of(List.of("c"))));
    }

    @Test
    void theSameAgainIsNoChange() {
        var repositories = Repositories.of(List.of(Repository.of("a", root)));
        var told = new ArrayList<List<String>>();
        repositories.onChange(() -> told.add(repositories.names()));
        assertThat(repositories.replace(List.of(Repository.of("a", root))), is(false));
        assertThat(told, is(List.of()));
        assertThat(repositories.replace(List.of(Repository.of("a", root, "", List.of("*.log")))), is(true));
    }

    @Test
    void twoOfANameAreRefusedAndChangeNothing() {
        var repositories = Repositories.of(List.of(Repository.of("a", root)));
        var twice = List.of(Repository.of("b", root), Repository.of("b", root.getRoot()));
        assertThat(assertThrows(IllegalArgumentException.class, () -> repositories.replace(twice)).getMessage(), containsString("'b' is named twice"));
        assertThat(repositories.names(), is(List.of("a")));
    }
}
