package sigil.mcp.app;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The list of rules that are taken out by bin/check-rules is whole, and fits the code as it is; that the tests notice, only the command shows. */
class RemovedRuleTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void eachRequirementThatMustBeIsInTheList() throws IOException {
        Set<String> listed = new TreeSet<>();
        RemovedRule.all(ROOT).forEach(rule -> listed.addAll(rule.rows()));
        assertThat(AuthorizationReferenceTest.rows("M").stream().filter(row -> !listed.contains(row)).toList(), is(empty()));
    }

    @Test
    void eachRuleStandsInItsClassOnce() throws IOException {
        for (RemovedRule rule : RemovedRule.all(ROOT)) {
            rule.without(ROOT);
        }
    }

    /** A row is held by the tests that name it, so one of those must be among the ones that fail. */
    @Test
    void eachRequirementIsNamedByATestThatFails() throws IOException {
        var named = AuthorizationReferenceTest.tests();
        var wrong = new TreeMap<String, List<String>>();
        for (RemovedRule rule : RemovedRule.all(ROOT)) {
            rule.tests().forEach(test -> RemovedRule.test(ROOT, test));
            List<String> rows = rule.rows().stream().filter(row -> rule.tests().stream().noneMatch(named.getOrDefault(row, Set.of())::contains)).toList();
            if (!rows.isEmpty()) {
                wrong.put(rule.rule(), rows);
            }
        }
        assertThat(wrong.entrySet(), is(empty()));
    }
}
