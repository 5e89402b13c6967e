package sigil.mcp.conformance;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sigil.mcp.core.JsonInput;
import sigil.mcp.core.MalformedJsonException;

/**
 * A scenario that the suite ran.
 *
 * @param scenario its name
 * @param checks   its checks, none where it broke off
 */
record ScenarioResult(String scenario, List<Check> checks) {
    /** The check that the suite adds to each scenario: every message held against the schema of its revision. */
    static final String WIRE_SCHEMA = "wire-schema-valid";

    private static final Pattern DIRECTORY = Pattern.compile("server-(.+)-\\d{4}-\\d{2}-\\d{2}T\\d{2}-\\d{2}-\\d{2}-\\d{3}Z");
    // details of a check hold whole messages
    private static final JsonInput INPUT = new JsonInput(200);

    /** Copies the checks. */
    ScenarioResult {
        checks = List.copyOf(checks);
    }

    /** What the suite left in its output directory, one directory for each scenario that it began. */
    static List<ScenarioResult> read(Path output) throws IOException {
        List<ScenarioResult> results = new ArrayList<>();
        try (Stream<Path> directories = Files.list(output)) {
            for (Path directory : directories.sorted().toList()) {
                Matcher name = DIRECTORY.matcher(directory.getFileName().toString());
                if (!name.matches()) {
                    throw new IOException("Not the result of a scenario: " + directory);
                }
                results.add(new ScenarioResult(name.group(1), checks(directory.resolve("checks.json"))));
            }
        }
        return results;
    }

    private static List<Check> checks(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return INPUT.read(Files.readAllBytes(file)).asJsonArray().getValuesAs(JsonObject.class).stream().map(Check::of).toList();
        } catch (MalformedJsonException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /** The checks with a status. */
    List<Check> with(Check.Status status) {
        return checks.stream().filter(check -> check.status() == status).toList();
    }

    Verdict verdict() {
        List<Check> failures = with(Check.Status.FAILURE);
        if (!failures.isEmpty()) {
            return failures.stream().allMatch(check -> check.id().equals(WIRE_SCHEMA)) ? Verdict.WIRE_SCHEMA_ALONE : Verdict.FAILED;
        }
        if (!with(Check.Status.SUCCESS).isEmpty()) {
            return Verdict.PASSED;
        }
        // a scenario that looked at nothing has not passed
        return with(Check.Status.SKIPPED).isEmpty() ? Verdict.FAILED : Verdict.SKIPPED_BY_SUITE;
    }
}
