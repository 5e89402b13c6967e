package sigil.mcp.app;

import java.util.ArrayList;
import java.util.List;

/** Text in lines of a width, broken between words. */
final class Wrapped {
    private Wrapped() {
    }

    /** The same, but a word that is longer than a line stays whole: it is a command or a path, which somebody copies. */
    static List<String> whole(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : words(text)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private static String[] words(String text) {
        return text.strip().split(" +(?!(?<=[0-9] )(?:s|ms|MB)\\b)");
    }

    /** At least one line; a number stays with its unit, a word that is longer than a line is cut into several. */
    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : words(text)) {
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
