package sigil.mcp.app;

import jakarta.json.JsonValue;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Model.CommandSpec;
import sigil.mcp.core.JsonCodec;

/** How commands print. */
final class Output {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm'Z'").withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private Output() {
    }

    /** One line; a character that is not visible is written as its escape, which means the same. */
    static void json(CommandSpec spec, JsonValue value) {
        spec.commandLine().getOut().println(Printable.of(new String(JsonCodec.bytes(value), StandardCharsets.UTF_8)));
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    static String second(Instant instant) {
        return SECOND.format(instant);
    }

    /** A number of things of one kind. */
    static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    static void table(CommandSpec spec, List<List<String>> rows) {
        table(spec.commandLine().getOut(), rows);
    }

    /** Rows under one another, each column as wide as its widest cell. */
    static void table(PrintWriter writer, List<List<String>> rows) {
        List<List<String>> printable = rows.stream().map(row -> row.stream().map(Printable::of).toList()).toList();
        int columns = rows.getFirst().size();
        int[] widths = IntStream.range(0, columns)
                .map(column -> printable.stream().mapToInt(row -> row.get(column).length()).max().orElse(0)).toArray();
        for (List<String> row : printable) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(row.get(i)).append(i + 1 < columns ? " ".repeat(widths[i] - row.get(i).length() + 2) : "");
            }
            writer.println(line.toString().stripTrailing());
        }
    }
}
