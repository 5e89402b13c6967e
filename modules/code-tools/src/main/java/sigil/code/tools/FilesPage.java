package sigil.code.tools;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import sigil.code.search.SearchResult;
import sigil.mcp.core.JsonCodec;

/**
 * Files and how many lines of each match, as many as a budget holds.
 *
 * @param text  below the first line; each line begins with a line break
 * @param files the same for programs
 * @param shown files
 */
record FilesPage(String text, JsonArrayBuilder files, int shown) {

    static FilesPage of(List<SearchResult.FileCount> counts, int from, int most, Budget budget) {
        StringBuilder text = new StringBuilder();
        JsonArrayBuilder files = JsonCodec.array();
        Written written = new Written();
        int bytes = 0;
        int shown = 0;
        for (SearchResult.FileCount file : counts.subList(Math.min(from, counts.size()), Math.min(from + most, counts.size()))) {
            String line = "\n" + file.repository() + ": " + Shown.inline(file.path()) + " (" + file.lines() + ")";
            JsonObject object = JsonCodec.object().add("repo", file.repository()).add("path", file.path()).add("matches", file.lines()).build();
            if (shown > 0 && !budget.fits(bytes, shown, line) || !written.takes(object)) {
                break;
            }
            text.append(line);
            bytes += Budget.size(line);
            shown++;
            files.add(object);
        }
        return new FilesPage(text.toString(), files, shown);
    }
}
