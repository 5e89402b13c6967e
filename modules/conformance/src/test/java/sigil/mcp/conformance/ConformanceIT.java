package sigil.mcp.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The official conformance suite against the fixture server, in both eras: a table of all its scenarios, and what of it must hold. */
class ConformanceIT {
    private static final String LEGACY = "2025-11-25";
    private static final String MODERN = "2026-07-28";
    private static final Map<String, Integer> REQUIRED = Map.of(LEGACY, 30, MODERN, 37);

    /** Scenarios that no revision requires yet, with the check without which they would have passed by looking at nothing. */
    private static final List<Pending> PENDING = List.of(
            new Pending("json-schema-2020-12", LEGACY, "sep-2106-anchor-keyword-preserved"),
            new Pending("json-schema-2020-12", MODERN, "sep-2106-anchor-keyword-preserved"),
            new Pending("http-header-validation", MODERN, "sep-2243-server-reject-invalid-headers"),
            new Pending("http-custom-header-server-validation", MODERN, "sep-2243-server-reject-param-mismatch"),
            new Pending("server-sse-polling", LEGACY, "server-sse-disconnect-resume"),
            new Pending("server-session-lifecycle", LEGACY, "server-session-terminated-returns-404"));

    private static final List<String> TASKS = List.of("tasks-lifecycle", "tasks-capability-negotiation", "tasks-wire-fields",
            "tasks-request-state-removal", "tasks-mrtr-input", "tasks-request-headers", "tasks-dispatch-and-envelope",
            "tasks-status-notifications", "tasks-required-task-error", "tasks-mrtr-composition");
    /** The suite skips it, whatever the server does: it waits for a rewrite of its own. */
    private static final String SKIPPED_BY_SUITE = "tasks-status-notifications";

    private static final Path TABLE = Path.of("target/conformance/table.txt");

    private static FixtureServer server;
    private static Map<String, Suite.Run> revisions;
    private static Map<Pending, ScenarioResult> pending;
    private static Map<String, ScenarioResult> tasks;

    private record Pending(String scenario, String revision, String decisiveCheck) {

        @Override
        public String toString() {
            return scenario + " in " + revision;
        }
    }

    static List<String> revisions() {
        return List.of(LEGACY, MODERN);
    }

    static List<Pending> pending() {
        return PENDING;
    }

    static List<String> tasks() {
        return TASKS;
    }

    @BeforeAll
    static void runTheSuite() throws Exception {
        requireNode();
        server = FixtureServer.start(0);
        String url = "http://localhost:" + server.port() + "/mcp";
        Suite suite = Suite.install(url);
        LiveServer live = new LiveServer(URI.create(url));
        revisions = each(revisions(), revision -> against(live, () -> suite.revision(revision)));
        pending = each(PENDING, each -> single(against(live, () -> suite.scenario(each.scenario(), each.revision()))));
        tasks = each(TASKS, scenario -> single(against(live, () -> suite.extension(scenario))));
        show();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @MethodSource("revisions")
    void theRequiredSetIsWhole(String revision) throws IOException {
        List<String> required = Suite.required(revision);
        assertThat(required, hasSize(REQUIRED.get(revision)));
        assertThat(required.stream().filter(scenario -> !passed(revision).contains(scenario)).toList(), is(empty()));
        assertThat("exit code of the suite", revisions.get(revision).exit(), is(0));
    }

    @ParameterizedTest
    @MethodSource("pending")
    void aPendingScenarioPasses(Pending each) {
        ScenarioResult result = pending.get(each);
        assertThat(result.verdict(), is(Verdict.PASSED));
        assertThat(result.with(Check.Status.SUCCESS).stream().map(Check::id).toList(), hasItem(each.decisiveCheck()));
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void aScenarioOfTheTasksExtensionPassesOrFailsInTheSchemaOfTheSuiteAlone(String scenario) {
        Verdict verdict = tasks.get(scenario).verdict();
        assertThat(verdict, scenario.equals(SKIPPED_BY_SUITE) ? is(Verdict.SKIPPED_BY_SUITE)
                : anyOf(is(Verdict.PASSED), is(Verdict.WIRE_SCHEMA_ALONE)));
    }

    private static List<String> passed(String revision) {
        return revisions.get(revision).results().stream()
                .filter(result -> result.verdict() == Verdict.PASSED)
                .map(ScenarioResult::scenario)
                .toList();
    }

    /** Runs the suite against a server that is there before and is there afterwards. */
    private static Suite.Run against(LiveServer live, Callable<Suite.Run> run) {
        try {
            live.mustAnswer();
            Suite.Run result = run.call();
            live.mustAnswer();
            return result;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static ScenarioResult single(Suite.Run run) {
        assertThat(run.results(), hasSize(1));
        return run.results().getFirst();
    }

    private static <K, V> Map<K, V> each(List<K> keys, Function<K, V> run) {
        return keys.stream().collect(Collectors.toMap(Function.identity(), run));
    }

    private static void show() throws IOException {
        ResultTable table = new ResultTable();
        for (String revision : revisions()) {
            Map<String, ScenarioResult> results = revisions.get(revision).results().stream()
                    .collect(Collectors.toMap(ScenarioResult::scenario, Function.identity()));
            table.add("required " + revision, Suite.required(revision).stream()
                    // one that never ran has no checks
                    .map(scenario -> results.getOrDefault(scenario, new ScenarioResult(scenario, List.of())))
                    .toList());
        }
        table.add("pending", PENDING.stream()
                .map(each -> new ScenarioResult(each.scenario() + " (" + each.revision() + ")", pending.get(each).checks()))
                .toList());
        table.add("extension io.modelcontextprotocol/tasks", TASKS.stream().map(tasks::get).toList());
        table.total("");
        for (String revision : revisions()) {
            List<String> required = Suite.required(revision);
            table.total("required " + revision + " " + required.stream().filter(passed(revision)::contains).count() + "/" + required.size());
        }
        table.total("pending " + pending.values().stream().filter(result -> result.verdict() == Verdict.PASSED).count() + "/" + PENDING.size());
        Map<Verdict, Long> verdicts = tasks.values().stream().collect(Collectors.groupingBy(ScenarioResult::verdict, Collectors.counting()));
        table.total("tasks " + verdicts.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", ")));
        table.total("warnings " + Stream.concat(revisions.values().stream().flatMap(run -> run.results().stream()),
                        Stream.concat(pending.values().stream(), tasks.values().stream()))
                .mapToInt(result -> result.with(Check.Status.WARNING).size())
                .sum());
        Files.writeString(TABLE, table.toString());
        System.out.println(table);
    }

    private static void requireNode() {
        List<String> missing = Programs.missing("node", "npm");
        if ("true".equals(System.getenv("CI"))) {
            assertThat("not installed in CI", missing, is(empty()));
        }
        assumeTrue(missing.isEmpty(), () -> String.join(" and ", missing) + " not installed, so the conformance suite is not run:"
                + " install Node.js of any version with npm");
    }
}
