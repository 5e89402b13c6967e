package sigil.mcp.app;

import java.util.ArrayList;
import java.util.List;

/** Text in lines of a width, broken between words. */
final class Wrapped {
    private Wrapped() {
    }

    /** At least one line; a number stays with its unit, a word that is longer than a line is cut into several. */
    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split(" +(?!(?<=[0-9] )(?:s|ms|MB)\\b)")) {
            String rest = word;
            if (!line.isEmpty() && line.length() + 1 + rest.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (rest.length() > width) {
                lines.add(rest.substring(0, width));
                rest = rest.substring(width);
            }
            line.append(line.isEmpty() ? "" : " ").append(rest);
        }
        lines.add(line.toString());
        return lines;
    }
}
