package sigil.code.tools;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import sigil.code.search.SearchResult;
import sigil.mcp.core.JsonCodec;

/**
 * Matching lines, grouped by file, as many as a budget holds: a page ends after a match and its context, never within.
 *
 * @param text  below the first line; each line begins with a line break
 * @param files the same for programs
 * @param shown matching lines
 * @param inFiles files that have them
 */
record LinesPage(String text, JsonArrayBuilder files, int shown, int inFiles) {

    static LinesPage of(SearchResult result, boolean context, Budget budget) {
        Filling filling = new Filling(context, budget);
        for (SearchResult.FileMatches file : result.files()) {
            if (!filling.add(file)) {
                break;
            }
        }
        return new LinesPage(filling.text.toString(), filling.files, filling.shown, filling.inFiles);
    }

    /** A match with the context that belongs to it: what follows it up to the next match, and before it what belongs to none. */
    private static List<List<SearchResult.Line>> groups(SearchResult.FileMatches file) {
        List<List<SearchResult.Line>> groups = new ArrayList<>();
        boolean matched = true;
        int previous = 0;
        for (SearchResult.Line line : file.lines()) {
            if (matched && (groups.isEmpty() || line.match() || line.number() > previous + 1)) {
                groups.add(new ArrayList<>());
                matched = false;
            }
            groups.getLast().add(line);
            matched |= line.match();
            previous = line.number();
        }
        return groups;
    }

    private static final class Filling {
        private final boolean context;
        private final Budget budget;
        private final StringBuilder text = new StringBuilder();
        private final JsonArrayBuilder files = JsonCodec.array();
        private final Written written = new Written();
        private int bytes;
        private int lines;
        private int shown;
        private int inFiles;

        Filling(boolean context, Budget budget) {
            this.context = context;
            this.budget = budget;
        }

        /** Adds what there is room for; false if that is not all. The first match of a page always has room. */
        boolean add(SearchResult.FileMatches file) {
            JsonArrayBuilder json = JsonCodec.array();
            int before = shown;
            int previous = 0;
            boolean all = true;
            for (List<SearchResult.Line> group : groups(file)) {
                String more = (shown == before ? "\n" + file.repository() + ": " + Shown.inline(file.path()) : "") + text(group, previous);
                JsonArray found = json(group);
                int length = Written.of(found) + (shown == before ? Written.of(object(file).build()) : 0);
                all = (shown == 0 || budget.fits(bytes, lines, more)) && written.takes(length);
                if (!all) {
                    break;
                }
                text.append(more);
                bytes += Budget.size(more);
                lines += Budget.lines(more);
                found.forEach(json::add);
                shown += (int) group.stream().filter(SearchResult.Line::match).count();
                previous = group.getLast().number();
            }
            if (shown > before) {
                inFiles++;
                files.add(object(file).add("lines", json));
            }
            return all;
        }

        private static JsonObjectBuilder object(SearchResult.FileMatches file) {
            return JsonCodec.object().add("repo", file.repository()).add("path", file.path());
        }

        private static JsonArray json(List<SearchResult.Line> group) {
            JsonArrayBuilder json = JsonCodec.array();
            group.forEach(line -> json.add(JsonCodec.object().add("line", line.number()).add("text", line.text()).add("match", line.match())));
            return json.build();
        }

        private String text(List<SearchResult.Line> group, int last) {
            StringBuilder lines = new StringBuilder();
            int previous = last;
            for (SearchResult.Line line : group) {
                if (context && previous > 0 && line.number() > previous + 1) {
                    lines.append("\n--");
                }
                previous = line.number();
                lines.append('\n').append(line.number()).append(line.match() ? ": " : "- ").append(Visible.of(line.text()));
            }
            return lines.toString();
        }
    }
}
