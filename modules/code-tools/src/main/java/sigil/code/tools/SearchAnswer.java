package sigil.code.tools;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import sigil.code.search.SearchQuery;
import sigil.code.search.SearchResult;
import sigil.mcp.core.CallToolResult;
import sigil.mcp.core.JsonCodec;

/**
 * How {@code search_code} tells what was found: a first line that says how complete it is, what was found, and how to go on.
 *
 * @param result    what was found
 * @param arguments what was asked for
 * @param note      what the first line says of the index, empty or with a dot before it
 */
record SearchAnswer(SearchResult result, JsonObject arguments, String note) {
    private static final Pattern LINE_BREAK = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\[nr]");

    /** How many lines or files a page may have. */
    static int most(JsonObject arguments) {
        return arguments.getInt("max_results", 50);
    }

    CallToolResult lines(int offset) {
        LinesPage page = LinesPage.of(result, arguments.getInt("context", 0) > 0, Budget.of(most(arguments)));
        boolean cut = page.shown() < result.shown();
        SearchResult.Ending ending = cut ? SearchResult.Ending.LIMIT : result.ending();
        int next = cut ? offset + page.shown() : result.nextOffset();
        String found = Shown.count(page.shown(), "match") + " in " + Shown.count(page.inFiles(), "file");
        JsonObjectBuilder object = object(ending, page.shown(), page.files());
        StringBuilder text = headline(found, ending).append(page.text());
        if (next > SearchQuery.MOST_OFFSET) {
            text.append("\nmore follow, but pages end here: narrow it with repo, path or a longer query");
        } else if (next > 0) {
            Cursor.goOn(next, arguments, result.arrangement(), text, object);
        }
        return CallToolResult.of(text.toString(), object.build());
    }

    CallToolResult files(int from) {
        FilesPage page = FilesPage.of(result.counts(), from, most(arguments), Budget.of(most(arguments)));
        int end = from + page.shown();
        int matching = result.coverage().matching();
        SearchResult.Ending counting = counting();
        SearchResult.Ending ending = counting == SearchResult.Ending.COMPLETE && end < matching ? SearchResult.Ending.LIMIT : counting;
        String found = Shown.count(matching, "file") + " with " + Shown.count(result.counted(), "match");
        JsonObjectBuilder object = object(ending, page.shown(), page.files())
                .add("matches", result.counted()).add("matching_files", matching);
        StringBuilder text = headline(found, counting).append(page.text());
        if (end < result.counts().size()) {
            Cursor.goOn(end, arguments, result.arrangement(), text, object);
        } else if (end < matching) {
            text.append("\n").append(matching - end).append(" more files, but pages end here: narrow it with repo, path or a longer query");
        }
        return CallToolResult.of(text.toString(), object.build());
    }

    CallToolResult count() {
        int matching = result.coverage().matching();
        SearchResult.Ending ending = counting();
        String found = Shown.count(result.counted(), "match") + " in " + Shown.count(matching, "file");
        StringBuilder text = headline(found, ending);
        JsonArrayBuilder directories = JsonCodec.array();
        List<DirectoryCounts.Count> counts = DirectoryCounts.of(result.counts());
        for (DirectoryCounts.Count count : counts) {
            if (counts.size() > 1) {
                text.append('\n').append(count.repository()).append(": ").append(Shown.inline(count.directory().isEmpty() ? "." : count.directory()))
                        .append("  ").append(count.matches()).append(" in ").append(Shown.count(count.files(), "file"));
            }
            directories.add(JsonCodec.object().add("repo", count.repository()).add("directory", count.directory())
                    .add("matches", count.matches()).add("files", count.files()));
        }
        if (counts.size() > 1 && matching > result.counts().size()) {
            text.append("\n(by directory: the first ").append(result.counts().size()).append(" files)");
        }
        return CallToolResult.of(text.toString(), object(ending, 0, JsonCodec.array())
                .add("matches", result.counted()).add("matching_files", matching).add("directories", directories).build());
    }

    /** Nothing matches: what would, if anything, and which names are like what was asked for. */
    CallToolResult nothing(List<Variations.Variation> variations, List<String> similar) {
        StringBuilder text = headline("0 matches in 0 files", result.ending());
        JsonArrayBuilder suggestions = JsonCodec.array();
        for (Variations.Variation variation : variations) {
            text.append("\nwith ").append(variation.change()).append(" it is found, first in ").append(variation.file().repository()).append(": ")
                    .append(Shown.inline(variation.file().path())).append(':').append(variation.line());
            suggestions.add(JsonCodec.object().add("change", variation.change()).add("repo", variation.file().repository())
                    .add("path", variation.file().path()).add("line", variation.line()));
        }
        JsonObjectBuilder object = object(result.ending(), 0, JsonCodec.array());
        if (arguments.getBoolean("regex", false) && LINE_BREAK.matcher(arguments.getString("query")).find()) {
            text.append("\na match lies within one line: \\n and \\r in a regex match nothing; search for one line of it");
        }
        if (!similar.isEmpty()) {
            text.append(SimilarNames.sentence(similar));
            object.add("similar", SymbolLines.json(similar));
        }
        return CallToolResult.of(text.toString(), (variations.isEmpty() ? object : object.add("suggestions", suggestions)).build());
    }

    /** A page that is full ends no counting. */
    private SearchResult.Ending counting() {
        return result.ending() == SearchResult.Ending.LIMIT ? SearchResult.Ending.COMPLETE : result.ending();
    }

    private JsonObjectBuilder object(SearchResult.Ending ending, int shown, JsonArrayBuilder files) {
        SearchResult.Coverage coverage = result.coverage();
        JsonObjectBuilder object = JsonCodec.object()
                .add("shown", shown)
                .add("complete", ending == SearchResult.Ending.COMPLETE)
                .add("ending", ending.name().toLowerCase(Locale.ROOT))
                .add("files", files)
                .add("files_searched", coverage.searched())
                .add("files_skipped", coverage.binary() + coverage.tooLarge() + coverage.unreadable());
        return coverage.notEntered() == 0 ? object : object.add("directories_skipped", coverage.notEntered());
    }

    /** What of the files that are served nobody looked into, and why. */
    private String leftOut() {
        SearchResult.Coverage coverage = result.coverage();
        List<String> reasons = new ArrayList<>();
        add(coverage.binary(), " not text", reasons);
        add(coverage.tooLarge(), " too large", reasons);
        add(coverage.unreadable(), " unreadable", reasons);
        if (coverage.notEntered() > 0) {
            reasons.add(Shown.count(coverage.notEntered(), "directory") + " too deep or unreadable");
        }
        return reasons.isEmpty() ? coverage.searched() == 0 && narrowed() ? ": path and lang leave none" : ", nothing left out"
                : "; left out: " + String.join(", ", reasons);
    }

    private boolean narrowed() {
        return arguments.containsKey("path") || arguments.containsKey("lang");
    }

    private static void add(int number, String reason, List<String> reasons) {
        if (number > 0) {
            reasons.add(number + reason);
        }
    }

    private StringBuilder headline(String found, SearchResult.Ending ending) {
        StringBuilder line = new StringBuilder(found).append(" for \"").append(Shown.inline(arguments.getString("query"))).append('"');
        return line.append(switch (ending) {
            case COMPLETE -> " (" + Shown.count(result.coverage().searched(), "file") + " searched" + leftOut() + ")";
            case LIMIT -> " (more follow)";
            case DEADLINE -> " (incomplete: the time was over; narrow it with repo or path)";
            case CANCELLED -> " (incomplete: cancelled)";
        }).append(Cursor.saidOfOrder(result.arrangement(), arguments)).append(note);
    }
}
