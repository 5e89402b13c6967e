package sigil.mcp.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The manifest of behaviours, {@code docs/reference/behaviours.md}, and the tests that name them. */
final class Behaviours {
    private static final Pattern ROW = Pattern.compile("\\| `([a-z0-9.-]+)` \\| (.+) \\| (.+) \\|");
    private static final Pattern NAMED = Pattern.compile("\\s*(?://|#) behaviour: (.+)");

    private Behaviours() {
    }

    /** The directory that holds the whole project. */
    static Path project() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.exists(at.resolve("docs/reference/behaviours.md"))) {
            at = at.getParent();
        }
        return at;
    }

    /** Every behaviour, and the section of the manifest in which it stands. */
    static Map<String, String> manifest() {
        Map<String, String> sections = new LinkedHashMap<>();
        String section = "";
        for (String line : lines(project().resolve("docs/reference/behaviours.md"))) {
            Matcher row = ROW.matcher(line);
            if (line.startsWith("## ")) {
                section = line.substring(3);
            } else if (row.matches() && sections.put(row.group(1), section) != null) {
                throw new AssertionError(row.group(1) + " is there twice");
            } else if (line.startsWith("|") && !row.matches() && !line.startsWith("| id |") && !line.startsWith("|---")) {
                throw new AssertionError("Not a row with an id, a behaviour and a place: " + line);
            }
        }
        return sections;
    }

    /** Where each behaviour is named, below a directory. */
    static Map<String, List<String>> named(Path below) {
        Map<String, List<String>> places = new TreeMap<>();
        try (Stream<Path> files = Files.walk(below)) {
            files.filter(Behaviours::names).sorted().forEach(file -> collect(file, places));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return places;
    }

    private static boolean names(Path file) {
        String name = file.toString().replace('\\', '/');
        return !name.contains("/target/") && (name.endsWith(".java") || name.contains("/transcripts/") && name.endsWith(".txt"));
    }

    private static void collect(Path file, Map<String, List<String>> places) {
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            Matcher named = NAMED.matcher(lines.get(i));
            if (named.matches()) {
                String place = project().relativize(file) + ":" + (i + 1);
                if (file.toString().endsWith(".java") && !lines.get(i + 1).strip().matches("@.*|// (behaviour|row): .*")) {
                    throw new AssertionError(place + " stands before no test");
                }
                for (String id : named.group(1).strip().split(" ")) {
                    places.computeIfAbsent(id, key -> new ArrayList<>()).add(place);
                }
            }
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
