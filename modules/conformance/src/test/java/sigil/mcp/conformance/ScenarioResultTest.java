package sigil.mcp.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the suite leaves behind, and what is made of it. */
class ScenarioResultTest {

    private static ScenarioResult of(Check... checks) {
        return new ScenarioResult("some-scenario", List.of(checks));
    }

    private static Check check(String id, Check.Status status) {
        return new Check(id, status, status == Check.Status.SUCCESS ? "" : "said of " + id);
    }

    @Test
    void oneFailureIsEnoughToFail() {
        assertThat(of(check("a", Check.Status.SUCCESS), check("b", Check.Status.FAILURE)).verdict(), is(Verdict.FAILED));
    }

    @Test
    void aWarningDoesNotFail() {
        assertThat(of(check("a", Check.Status.SUCCESS), check("b", Check.Status.WARNING)).verdict(), is(Verdict.PASSED));
    }

    @Test
    void aFailureOfTheWireSchemaAloneIsTold() {
        Check schema = check("wire-schema-valid", Check.Status.FAILURE);
        assertThat(of(check("a", Check.Status.SUCCESS), schema).verdict(), is(Verdict.WIRE_SCHEMA_ALONE));
        assertThat(of(check("a", Check.Status.FAILURE), schema).verdict(), is(Verdict.FAILED));
    }

    @Test
    void aScenarioThatLookedAtNothingHasNotPassed() {
        assertThat(of().verdict(), is(Verdict.FAILED));
        assertThat(of(check("a", Check.Status.INFO)).verdict(), is(Verdict.FAILED));
        assertThat(of(check("a", Check.Status.SKIPPED)).verdict(), is(Verdict.SKIPPED_BY_SUITE));
    }

    @Test
    void resultsAreReadByTheNamesOfTheirScenarios(@TempDir Path output) throws IOException {
        Path directory = Files.createDirectory(output.resolve("server-server-sse-polling-2026-11-22T05-51-59-552Z"));
        Files.writeString(directory.resolve("checks.json"), """
                [{"id": "a", "status": "SUCCESS", "details": {"any": [1]}}, {"id": "b", "status": "FAILURE", "errorMessage": "why"}]""");
        Files.createDirectory(output.resolve("server-that-broke-off-2026-11-22T05-52-00-000Z"));
        assertThat(ScenarioResult.read(output), contains(
                new ScenarioResult("server-sse-polling",
                        List.of(new Check("a", Check.Status.SUCCESS, ""), new Check("b", Check.Status.FAILURE, "why"))),
                new ScenarioResult("that-broke-off", List.of())));
    }

    @Test
    void theTableCountsChecksAndQuotesComplaints() {
        ResultTable table = new ResultTable();
        table.add("required", List.of(of(check("a", Check.Status.SUCCESS), check("b", Check.Status.WARNING), check("c", Check.Status.SKIPPED))));
        List<String> lines = Stream.of(table.toString().split("\n")).map(line -> line.strip().replaceAll(" +", " ")).toList();
        assertThat(lines, contains("", "required passed failed warning skipped verdict", "some-scenario 1 0 1 1 passed", "WARNING b: said of b"));
    }

    @Test
    void aLongComplaintIsCut() {
        ResultTable table = new ResultTable();
        table.add("required", List.of(of(new Check("a", Check.Status.FAILURE, "x".repeat(5_000)))));
        assertThat(table.toString(), containsString("FAILURE a: " + "x".repeat(300) + "\n"));
    }
}
