package sigil.mcp.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is printed of a run: a line for each scenario, and below it what the suite complains of. */
final class ResultTable {
    private static final int LONGEST_MESSAGE = 300;

    private final List<String> lines = new ArrayList<>();

    /** Adds a heading and its scenarios. */
    void add(String heading, List<ScenarioResult> results) {
        lines.add("");
        lines.add(row(heading, "passed", "failed", "warning", "skipped", "verdict"));
        results.forEach(this::add);
    }

    private void add(ScenarioResult result) {
        lines.add(row(result.scenario(), count(result, Check.Status.SUCCESS), count(result, Check.Status.FAILURE),
                count(result, Check.Status.WARNING), count(result, Check.Status.SKIPPED), result.verdict().toString()));
        complain(result, Check.Status.FAILURE);
        complain(result, Check.Status.WARNING);
    }

    private void complain(ScenarioResult result, Check.Status status) {
        result.with(status).forEach(check -> {
            String message = check.message().replace('\n', ' ');
            lines.add("    " + status + " " + check.id() + ": "
                    + message.substring(0, Math.min(LONGEST_MESSAGE, message.length())));
        });
    }

    /** Adds a line that sums up. */
    void total(String line) {
        lines.add(line);
    }

    private static String count(ScenarioResult result, Check.Status status) {
        return String.valueOf(result.with(status).size());
    }

    private static String row(String scenario, String passed, String failed, String warning, String skipped, String verdict) {
        return String.format(Locale.ROOT, "%-50s %6s %6s %7s %7s  %s", scenario, passed, failed, warning, skipped, verdict);
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
