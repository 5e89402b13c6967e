package sigil.mcp.app;

import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import sigil.mcp.core.JsonCodec;

/** How commands print. */
final class Output {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm'Z'").withZone(ZoneOffset.UTC);

    private Output() {
    }

    static void json(CommandSpec spec, JsonValue value) {
        spec.commandLine().getOut().println(new String(JsonCodec.bytes(value), StandardCharsets.UTF_8));
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** Rows under one another, each column as wide as its widest cell. */
    static void table(CommandSpec spec, List<List<String>> rows) {
        int columns = rows.getFirst().size();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                int column = i;
                int width = rows.stream().mapToInt(other -> other.get(column).length()).max().orElse(0);
                line.append(row.get(i)).append(i + 1 < columns ? " ".repeat(width - row.get(i).length() + 2) : "");
            }
            spec.commandLine().getOut().println(line.toString().stripTrailing());
        }
    }
}
