package sigil.mcp.core;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What this project promises has a test somewhere in it. Not part of {@code mvn test}: a module can be worked on without the others. */
class BehavioursIT {
    private final Map<String, String> manifest = Behaviours.manifest();
    private final Map<String, List<String>> named = Behaviours.named(Behaviours.project());

    @Test
    void everyBehaviourHasATest() {
        Set<String> untested = new TreeSet<>(manifest.keySet());
        untested.removeAll(named.keySet());
        assertThat("behaviours without a test", untested, is(empty()));
    }

    @Test
    void everyTestNamesBehavioursThatThereAre() {
        Map<String, List<String>> unknown = Behaviours.named(Behaviours.project());
        unknown.keySet().removeAll(manifest.keySet());
        assertThat("behaviours that docs/reference/behaviours.md does not know", unknown, is(Map.of()));
    }
}
