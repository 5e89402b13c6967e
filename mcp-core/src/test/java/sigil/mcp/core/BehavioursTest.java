package sigil.mcp.core;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What this module promises has a test in this module. */
class BehavioursTest {
    /** These have their tests where the transports are. */
    private static final Set<String> OF_TRANSPORTS = Set.of("Streamable HTTP", "stdio");

    private final Map<String, String> manifest = Behaviours.manifest();
    private final Map<String, List<String>> named = Behaviours.named(Behaviours.project().resolve("mcp-core/src/test"));

    @Test
    void everyBehaviourOfTheCoreHasATest() {
        Set<String> untested = new TreeSet<>(manifest.keySet());
        untested.removeIf(id -> OF_TRANSPORTS.contains(manifest.get(id)) || named.containsKey(id));
        assertThat("behaviours without a test", untested, is(empty()));
        assertThat("there are some", manifest.size(), is(greaterThan(100)));
    }

    @Test
    void everyTestOfTheCoreNamesBehavioursThatThereAre() {
        Map<String, List<String>> unknown = Behaviours.named(Behaviours.project().resolve("mcp-core/src/test"));
        unknown.keySet().removeAll(manifest.keySet());
        assertThat("behaviours that docs/reference/behaviours.md does not know", unknown, is(Map.of()));
    }
}
